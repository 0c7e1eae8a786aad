"""Deciding on one registration."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.test import Client

from registrations.models import Desk, Notice, Registration, RegistrationLogEntry, Transition
from registrations.review.addresses import event_url
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.tokens import Purpose, make_token
from tests.factories.addresses import desk_url
from tests.factories.branches import Branches, desk_at
from tests.factories.registrations import last_letter, seated, sign_up, soon
from tests.rig.world import World


def post(client: Client, registration: Registration, to: str, **values):
    """Decide as the page would, with the version that is stored now unless another is given."""
    values.setdefault("version", Registration.objects.get(pk=registration.pk).version)
    return client.post(desk_url("decide", registration.pk, to=to), values)


def state(registration: Registration) -> str:
    return Registration.objects.get(pk=registration.pk).state


def test_the_page_asks_before_it_acts_and_shows_the_letter(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(name="Μαρία")
    rows = Transition.objects.count(), Notice.objects.count()
    response = reviewer.get(desk_url("decide", registration.pk, to="accepted"))
    letter = response.context["letter"]
    assert "Northern lab" in letter.subject
    assert registration.reference in letter.body
    assert make_token(registration, Purpose.PERSONAL) not in response.content.decode()
    assert (Transition.objects.count(), Notice.objects.count()) == rows
    assert state(registration) == "in_review"


def test_accepting_moves_owes_a_letter_and_is_logged(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    response = post(reviewer, registration, "accepted", reason="Fits.")
    assert response.url == desk_url("inspect", registration.pk)
    assert state(registration) == "accepted"
    assert registration.notices.order_by("-pk").first().kind == "accepted"
    entry = RegistrationLogEntry.objects.get(registration=registration, action="registrations.moved")
    assert (entry.label, entry.data["to"]) == (registration.reference, "accepted")


@pytest.mark.parametrize(
    ("to", "after"), [("rejected", "rejected"), ("waitlisted", "waitlisted"), ("cancelled", "cancelled")]
)
def test_the_other_ways_out_of_review(reviewer: Client, branches: Branches, to: str, after: str) -> None:
    registration = branches.sign_up()
    post(reviewer, registration, to)
    assert state(registration) == after


def test_a_rejection_can_be_taken_back(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    post(reviewer, registration, "rejected")
    page = reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    assert "to=in_review" in page
    assert "to=rejected" not in page
    post(reviewer, registration, "in_review")
    assert state(registration) == "in_review"


def test_somebody_who_registered_again_cannot_be_brought_back(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(email="twice@example.org")
    cancel(registration=registration, by=PERSON, now=soon())
    branches.sign_up(email="twice@example.org")
    response = post(reviewer, registration, "in_review")
    assert response.status_code == 422
    assert "registered again" in response.content.decode()
    assert state(registration) == "cancelled"


def test_the_reason_is_told_only_where_staff_say_so(reviewer: Client, branches: Branches) -> None:
    silent, told = branches.sign_up(), branches.sign_up()
    page = desk_url("decide", told.pk, to="rejected")
    values = {"version": told.version, "reason": "No more room for theory.", "preview": "1"}
    assert "No more room" not in reviewer.post(page, values).context["letter"].body
    values["tells_reason"] = "on"
    assert "No more room" in reviewer.post(page, values).context["letter"].body
    assert state(told) == "in_review"
    post(reviewer, silent, "rejected", reason="No more room for theory.")
    post(reviewer, told, "rejected", reason="No more room for theory.", tells_reason="on")
    assert [one.tells_reason for one in Transition.objects.filter(to_state="rejected").order_by("pk")] == [False, True]


def test_a_letter_cannot_tell_a_reason_that_nobody_wrote(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    assert post(reviewer, registration, "rejected", reason=" ", tells_reason="on").status_code == 422
    assert state(registration) == "in_review"


def test_the_second_of_two_reviewers_is_told_and_overwrites_nothing(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    page = reviewer.get(desk_url("decide", registration.pk, to="accepted"))
    read = page.context["form"].initial
    post(reviewer, registration, "rejected", reason="Not for us.")
    rows = Transition.objects.count(), Notice.objects.count()
    response = post(reviewer, registration, "accepted", reason="I like it.", **read)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Not for us." in shown
    assert "Under review → <strong>Rejected</strong>" in shown
    assert "I like it." in shown
    assert state(registration) == "rejected"
    assert (Transition.objects.count(), Notice.objects.count()) == rows


def test_a_decision_that_is_no_longer_open_is_explained(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    post(reviewer, registration, "rejected")
    assert reviewer.get(desk_url("decide", registration.pk, to="rejected")).status_code == 409
    assert post(reviewer, registration, "rejected").status_code == 409


@pytest.mark.parametrize("to", ["", "bogus", "asked", "unverified", "offered", "expired"])
def test_words_that_are_no_decision_are_not_found(reviewer: Client, branches: Branches, to: str) -> None:
    registration = branches.sign_up()
    assert reviewer.get(desk_url("decide", registration.pk, to=to)).status_code == 404
    assert post(reviewer, registration, to).status_code == 404


@pytest.fixture
def full(branches: Branches, world: World) -> Registration:
    """An application at a desk whose one seat is taken."""
    desk = desk_at(branches.north, world, capacity=1, needs_review=True, waiting_list=True, title="Small room")
    taken = seated(desk)
    from registrations.domain.states import State
    from registrations.services.actor import staff
    from registrations.services.reviewing import Decision, decide
    from tests.factories.staff import make_staff

    decide(registration=taken, decision=Decision(to=State.ACCEPTED), by=staff(make_staff()), now=soon())
    return seated(desk)


def test_full_is_said_at_once_with_two_ways_on(reviewer: Client, full: Registration) -> None:
    response = reviewer.get(desk_url("decide", full.pk, to="accepted"))
    page = response.content.decode()
    assert "raise_by" in response.context["form"].fields
    assert 'name="instead" value="waitlisted"' in page


def test_full_without_a_way_on_changes_nothing(reviewer: Client, full: Registration) -> None:
    response = post(reviewer, full, "accepted")
    assert response.status_code == 422
    assert state(full) == "in_review"


def test_full_may_go_to_the_waiting_list_instead(reviewer: Client, full: Registration) -> None:
    post(reviewer, full, "accepted", instead="waitlisted")
    assert state(full) == "waitlisted"


def test_seats_are_added_only_with_a_reason_and_logged(reviewer: Client, full: Registration) -> None:
    assert post(reviewer, full, "accepted", raise_by="2").status_code == 422
    assert state(full) == "in_review"
    post(reviewer, full, "accepted", raise_by="2", reason="The bigger hall is free.")
    pool = full.desk.pools.get()
    assert (state(full), pool.raised, pool.taken, pool.seats) == ("accepted", 2, 2, 3)
    assert RegistrationLogEntry.objects.filter(registration=full, action="registrations.raised").count() == 1


def test_the_last_seat_that_went_meanwhile_is_said_in_the_same_form(
    reviewer: Client, branches: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    from registrations.domain.errors import Full

    def too_late(**_values):
        raise Full

    registration = branches.sign_up()
    monkeypatch.setattr("registrations.review.deciding.decide", too_late)
    response = post(reviewer, registration, "accepted", reason="Welcome.")
    assert response.status_code == 422
    assert "not enough free seats" in response.content.decode()
    assert "Welcome." in response.content.decode()


def test_accepting_before_those_ahead_in_line_needs_a_reason(reviewer: Client, branches: Branches) -> None:
    first, second = branches.sign_up(), branches.sign_up()
    post(reviewer, first, "waitlisted")
    post(reviewer, second, "waitlisted")
    assert post(reviewer, second, "accepted").status_code == 422
    assert state(second) == "waitlisted"
    post(reviewer, second, "accepted", reason="She gives the talk.")
    assert state(second) == "accepted"


def test_one_of_several_sessions_can_be_decided_alone(reviewer: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world, needs_review=True, sessions=["Morning", "Evening"])
    registration = seated(desk, session_keys=("Morning", "Evening"))
    morning, evening = registration.places.order_by("pk")
    post(reviewer, registration, "accepted", places=[morning.pk])
    morning.refresh_from_db()
    evening.refresh_from_db()
    assert (morning.state, evening.state) == ("accepted", "in_review")
    assert post(reviewer, registration, "rejected", places=[]).status_code == 302
    evening.refresh_from_db()
    assert evening.state == "rejected"


def test_none_of_several_sessions_is_no_decision(reviewer: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world, needs_review=True, sessions=["Morning", "Evening"])
    registration = seated(desk, session_keys=("Morning", "Evening"))
    assert post(reviewer, registration, "accepted", places=[]).status_code == 422
    assert state(registration) == "in_review"


def test_staff_may_vouch_for_an_address_that_was_not_confirmed(reviewer: Client, branches: Branches) -> None:
    registration = sign_up(branches.desk)
    assert reviewer.get(desk_url("decide", registration.pk, to="cancelled")).context["letter"] is None
    assert reviewer.get(desk_url("decide", registration.pk, to="accepted")).context["letter"] is not None
    post(reviewer, registration, "accepted")
    assert state(registration) == "accepted"


@pytest.mark.parametrize("version", ["", "x", "-1", str(2**40)])
def test_a_forged_version_is_never_taken_for_the_right_one(reviewer: Client, branches: Branches, version: str) -> None:
    registration = branches.sign_up()
    assert post(reviewer, registration, "accepted", version=version).status_code in {409, 422}
    assert state(registration) == "in_review"


def test_the_preview_is_the_letter_that_goes_out(reviewer: Client, branches: Branches, world: World) -> None:
    from registrations.notices.composing import compose

    desk = desk_at(branches.north, world, needs_review=True, waiting_list=True, sessions=["Morning", "Evening"])
    for to in ("accepted", "waitlisted", "rejected", "cancelled"):
        registration = seated(desk, session_keys=("Morning", "Evening"), language="el", name="Ελένη")
        values = {"reason": "Γι' αυτό.", "tells_reason": "on", "places": [registration.places.order_by("pk")[0].pk]}
        shown = reviewer.post(
            desk_url("decide", registration.pk, to=to), {**values, "version": registration.version, "preview": "1"}
        ).context["letter"]
        post(reviewer, registration, to, **values)
        sent = compose(registration.notices.order_by("-pk").first())
        hidden = [line for line in sent.body.splitlines() if "://" not in line]
        assert [line for line in shown.body.splitlines() if "://" not in line] == hidden, to
        assert shown.subject == sent.subject


def test_an_accepted_one_goes_back_to_review_only_where_somebody_reviews(
    reviewer: Client, branches: Branches, world: World
) -> None:
    without = seated(desk_at(branches.north, world, title="Open to all"))
    applied = branches.sign_up()
    post(reviewer, applied, "accepted")
    for registration, offered in ((without, False), (applied, True)):
        page = reviewer.get(desk_url("inspect", registration.pk)).content.decode()
        assert ("Back to review" in page) is offered
    post(reviewer, applied, "in_review")
    assert state(applied) == "in_review"


@pytest.mark.parametrize("to", ["waitlisted", "in_review", "accepted"])
def test_the_letter_to_an_address_that_staff_vouch_for_is_shown_beforehand(
    reviewer: Client, branches: Branches, to: str
) -> None:
    registration = sign_up(branches.desk)
    shown = reviewer.get(desk_url("decide", registration.pk, to=to)).context["letter"]
    assert shown is not None
    post(reviewer, registration, to)
    assert last_letter(registration).kind in {"waitlisted", "received", "accepted"}


def test_a_cancelled_event_is_said_wherever_somebody_decides_and_holds_out_no_seat(
    reviewer: Client, branches: Branches, settings: LazySettings
) -> None:
    settings.REGISTRATIONS_UNDO_MINUTES = 5
    registration = branches.sign_up()
    Desk.objects.filter(pk=branches.desk.pk).update(status="cancelled")
    pages = [desk_url("inspect", registration.pk), desk_url("decide", registration.pk, to="accepted")]
    for address in [*pages, desk_url(model="desk"), event_url(branches.desk)]:
        assert '<span class="rg-state rg-state--bad">Cancelled</span>' in reviewer.get(address).content.decode(), (
            address
        )
    assert "No letter goes out for this." in reviewer.get(pages[1]).content.decode()
