"""Staff help somebody whose letters do not arrive: the link again, and another address."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import Client

from registrations.domain.rules import PersonKey
from registrations.domain.states import State
from registrations.models import (
    AnswersEnding,
    Desk,
    FormerAnswers,
    NoticeKind,
    Registration,
    RegistrationLogEntry,
)
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.notices.links import personal_path, verify_path
from registrations.notices.owing import owe
from registrations.services.announcing import people_to_tell
from registrations.services.promoting import sweep
from registrations.services.reminding import remind
from tests.factories.addresses import desk_url
from tests.factories.branches import Branches, desk_at
from tests.factories.registrations import confirm, last_letter, letters_of, seated, sign_up, soon
from tests.rig.world import make_world

RIGHT = "maria@example.org"


def correct(reviewer: Client, registration: Registration, email: str = RIGHT) -> int:
    registration.refresh_from_db()
    sent = {"version": registration.version, "email": email}
    return reviewer.post(desk_url("address", registration.pk), sent).status_code


def test_the_link_is_sent_again_at_a_bounded_rate_and_the_history_says_by_whom(
    reviewer: Client, branches: Branches
) -> None:
    registration = seated(branches.desk)
    assert "Send the link again" in reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    assert reviewer.post(desk_url("again", registration.pk)).status_code == 302
    written = compose(last_letter(registration))
    assert personal_path(registration) in written.body
    assert "The staff of the event send you the link" in written.body
    page = reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    assert "Letter with the link sent again" in page
    for number in range(5):
        letter = {"desk": branches.desk, "kind": NoticeKind.LINK, "recipient": registration.email}
        registration.notices.create(**letter, dedupe_key=str(number))
    refused = reviewer.post(desk_url("again", registration.pk))
    assert (refused.status_code, "several letters within the hour" in refused.content.decode()) == (422, True)
    Registration.objects.filter(pk=registration.pk).update(state=State.CANCELLED)
    assert reviewer.post(desk_url("again", registration.pk)).status_code == 422


def test_an_address_that_was_confirmed_is_corrected_and_confirmed_anew(
    reviewer: Client, branches: Branches, client: Client
) -> None:
    registration = seated(branches.desk, email="mraia@example.org", language="en")
    state, old_link = registration.state, personal_path(registration)
    assert correct(reviewer, registration) == 302
    registration.refresh_from_db()
    assert (registration.email, registration.state, registration.verified_at) == (RIGHT, state, None)
    assert registration.attendees.get().email == RIGHT
    assert client.get(old_link).status_code == 404
    letter = last_letter(registration)
    assert (letter.kind, letter.recipient) == (NoticeKind.VERIFY, RIGHT)
    written = compose(letter)
    assert "put this address in the place" in written.body
    assert registration.name not in written.body
    deliver_due(now=datetime.now(UTC))
    assert sweep(now=datetime.now(UTC) + timedelta(days=3)) == 0
    letter.refresh_from_db()
    assert letter.state == "sent"
    link = verify_path(registration)
    assert "so that the letters about your registration" in client.get(link).content.decode()
    assert client.post(link)["Location"] == personal_path(registration)
    registration.refresh_from_db()
    assert registration.verified_at is not None
    assert client.get(link).status_code == 404
    line = RegistrationLogEntry.objects.get(action="registrations.readdressed")
    assert line.data == {}
    page = reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    assert "Address corrected" in page
    assert "mraia@example.org" not in page


def test_who_decides_meanwhile_is_told_what_changed_though_no_place_moved(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(email="mraia@example.org")
    page = desk_url("decide", registration.pk, to="rejected")
    read = reviewer.get(page).context["form"].initial
    assert correct(reviewer, registration) == 302
    FormerAnswers.objects.create(registration=registration, ending=AnswersEnding.EDITED)
    refused = reviewer.post(page, read)
    assert refused.status_code == 409
    told = refused.content.decode().partition("What happened meanwhile")[2]
    assert told.index("Answers changed") < told.index("Address corrected")
    assert len(refused.context["changes"]) == 2
    forged = reviewer.post(page, {**read, "seen": "9" * 30})
    assert len(forged.context["changes"]) > 2


def test_an_address_that_nobody_confirmed_keeps_its_place_and_gets_its_full_time(
    reviewer: Client, branches: Branches
) -> None:
    registration = sign_up(branches.desk, email="mraia@example.org")
    Registration.objects.update(created_at=datetime.now(UTC) - timedelta(hours=47))
    assert correct(reviewer, registration) == 302
    assert last_letter(registration).kind == NoticeKind.VERIFY
    later = datetime.now(UTC) + timedelta(hours=24)
    sweep(now=later)
    registration.refresh_from_db()
    assert registration.state == State.UNVERIFIED
    confirmed = confirm(registration, now=later)
    assert confirmed.verified_at == later


def test_the_letter_to_a_corrected_address_is_sent_again_and_its_time_begins_anew(
    reviewer: Client, branches: Branches
) -> None:
    registration = seated(branches.desk, email="mraia@example.org")
    assert correct(reviewer, registration) == 302
    before = datetime.now(UTC)
    Registration.objects.update(readdressed_at=before - timedelta(hours=47))
    assert reviewer.post(desk_url("again", registration.pk)).status_code == 302
    registration.refresh_from_db()
    assert registration.readdressed_at >= before
    letters = registration.notices.filter(kind=NoticeKind.VERIFY, recipient=RIGHT)
    assert letters.count() == 2


def test_where_addresses_are_not_confirmed_the_right_one_gets_its_link_at_once(
    reviewer: Client, branches: Branches
) -> None:
    registration = seated(branches.desk, email="mraia@example.org")
    Desk.objects.update(verify_address=False)
    assert correct(reviewer, registration) == 302
    registration.refresh_from_db()
    letter = last_letter(registration)
    assert (letter.kind, letter.recipient) == (NoticeKind.LINK, RIGHT)
    assert personal_path(registration) in compose(letter).body


def test_an_address_of_somebody_else_and_an_old_page_are_refused(reviewer: Client, branches: Branches) -> None:
    first, second = seated(branches.desk, email=RIGHT), seated(branches.desk, email="second@example.org")
    refused = reviewer.post(desk_url("address", second.pk), {"version": second.version, "email": RIGHT})
    assert refused.status_code == 422
    assert "registered for this event with that address already" in refused.content.decode()
    assert correct(reviewer, second, "nobody") == 422
    stale = {"version": second.version - 1, "email": "third@example.org"}
    assert reviewer.post(desk_url("address", second.pk), stale).status_code == 422
    assert correct(reviewer, first, RIGHT) == 302
    second.refresh_from_db()
    assert second.email == "second@example.org"
    assert not RegistrationLogEntry.objects.filter(action="registrations.readdressed").exists()


def test_a_corrected_address_gets_nothing_but_the_letter_that_asks_to_confirm_it(
    reviewer: Client, branches: Branches
) -> None:
    desk = desk_at(branches.north, make_world(), begins_at=soon(days=2), remind_hours=24, title="Open day")
    registration = seated(desk, email="mraia@example.org")
    correct(reviewer, registration)
    registration.refresh_from_db()
    asked = {"version": registration.version, "text": "Which office?"}
    assert (
        "can be asked once the e-mail address is confirmed"
        in reviewer.get(desk_url("inspect", registration.pk)).content.decode()
    )
    assert reviewer.post(desk_url("ask", registration.pk), asked).status_code == 422
    almost = desk.begins_at - timedelta(hours=2)
    assert remind(now=almost) == 0
    assert not people_to_tell(desk).exists()
    owe(registration, NoticeKind.LINK, cause="meanwhile", now=datetime.now(UTC))
    deliver_due(now=datetime.now(UTC) + timedelta(minutes=1))
    assert [kept.kind for kept in letters_of(registration) if kept.state == "sent"][-1] == NoticeKind.VERIFY
    confirm(registration)
    assert remind(now=almost) == 1
    assert people_to_tell(desk).get() == registration


def test_the_address_it_has_already_changes_nothing_and_says_so(reviewer: Client, branches: Branches) -> None:
    registration = seated(branches.desk)
    registration.refresh_from_db()
    sent = {"version": registration.version, "email": registration.email}
    answer = reviewer.post(desk_url("address", registration.pk), sent, follow=True)
    assert "no letter was sent" in answer.content.decode()
    assert not RegistrationLogEntry.objects.filter(action="registrations.readdressed").exists()


def test_an_address_is_corrected_where_bodies_are_counted_since(reviewer: Client, branches: Branches) -> None:
    registration = seated(branches.desk)
    Registration.objects.filter(pk=registration.pk).update(person_key="")
    Desk.objects.filter(pk=branches.desk.pk).update(person_key=PersonKey.ORGANISATION)
    assert correct(reviewer, registration) == 302
    registration.refresh_from_db()
    assert registration.email == RIGHT
