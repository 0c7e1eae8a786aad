"""Decisions that are taken back before their letter has left; letters that staff hold, let go and try again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail

from registrations.domain.errors import Stale
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, NoticeState, Registration
from registrations.notices import owing
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.notices.owing import is_held_back
from registrations.notices.previewing import Preview, preview, written
from registrations.services.actor import PERSON, Actor, staff
from registrations.services.cancelling import cancel
from registrations.services.mailing import release, retry, withhold
from registrations.services.reviewing import Decision, decide
from tests.factories.nominations import REGULAR, accept, make_network, name_members
from tests.factories.registrations import last_letter, letters_of, make_desk, seated, sign_up

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def by(admin_user: Any, settings: Any) -> Actor:
    settings.REGISTRATIONS_UNDO_MINUTES = 10
    return staff(admin_user)


@pytest.fixture
def applicant(by: Actor) -> Registration:
    """Somebody who knows that the application was received."""
    registration = seated(make_desk(needs_review=True), now=NOW)
    deliver_due(now=NOW)
    deliver_due(now=NOW)
    mail.outbox.clear()
    return registration


def move(registration: Registration, to: State, by: Actor, minutes: int) -> None:
    decide(registration=registration, decision=Decision(to=to), by=by, now=NOW + minutes * MINUTE)


def told() -> list[str]:
    return [letter.subject.split(":")[0] for letter in mail.outbox]


def test_the_letter_of_a_decision_is_held_and_leaves_after_the_window(applicant: Registration, by: Actor) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    assert deliver_due(now=NOW + 10 * MINUTE).taken == 0
    assert deliver_due(now=NOW + 11 * MINUTE).sent == 1
    assert told() == ["You have a seat"]


def test_a_decision_taken_back_within_the_window_leaves_no_letter_at_all(applicant: Registration, by: Actor) -> None:
    move(applicant, State.REJECTED, by, 1)
    move(applicant, State.IN_REVIEW, by, 3)
    assert deliver_due(now=NOW + 60 * MINUTE).sent == 0
    assert told() == []
    move(applicant, State.REJECTED, by, 61)
    move(applicant, State.ACCEPTED, by, 62)
    deliver_due(now=NOW + 90 * MINUTE)
    assert told() == ["You have a seat"]
    move(applicant, State.CANCELLED, by, 91)
    move(applicant, State.ACCEPTED, by, 92)
    deliver_due(now=NOW + 120 * MINUTE)
    assert told() == ["You have a seat"]


def test_taken_back_too_late_is_told(applicant: Registration, by: Actor) -> None:
    move(applicant, State.REJECTED, by, 1)
    deliver_due(now=NOW + 11 * MINUTE)
    move(applicant, State.IN_REVIEW, by, 12)
    deliver_due(now=NOW + 30 * MINUTE)
    assert told() == ["The answer to your application", "We look at it once more"]


def test_a_second_decision_about_another_session_leaves_the_first_letter_alone(by: Actor) -> None:
    registration = seated(make_desk(needs_review=True, sessions=["One", "Two"]), now=NOW, session_keys=("One", "Two"))
    places = {place.pool.session_key: place.pk for place in registration.places.select_related("pool")}
    for minute, (key, to) in enumerate([("One", State.ACCEPTED), ("Two", State.REJECTED)], start=1):
        decide(
            registration=registration,
            decision=Decision(to=to),
            by=by,
            now=NOW + minute * MINUTE,
            place_ids=[places[key]],
        )
    assert [letter.state for letter in letters_of(registration)[-2:]] == [NoticeState.QUEUED, NoticeState.QUEUED]


def test_what_the_person_does_is_told_at_once_and_never_before_what_came_earlier(
    applicant: Registration, by: Actor
) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    cancel(registration=applicant, by=PERSON, now=NOW + 2 * MINUTE)
    deliver_due(now=NOW + 12 * MINUTE)
    assert told() == ["Cancelled"]


def test_a_letter_that_is_held_holds_back_the_later_ones_of_its_registration(
    applicant: Registration, by: Actor
) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    cancel(registration=applicant, by=PERSON, now=NOW + 2 * MINUTE)
    assert deliver_due(now=NOW + 3 * MINUTE).taken == 0


def test_an_older_letter_to_the_same_mailbox_goes_first_whatever_it_is_about(by: Actor) -> None:
    first, second = (sign_up(make_desk(), now=NOW, email="unit@example.org") for _ in range(2))
    later = NOW + timedelta(hours=1)
    first.notices.update(state=NoticeState.RETRY, due_at=later)
    assert deliver_due(now=NOW).taken == 0
    assert deliver_due(now=later).sent == 2
    assert last_letter(first).sent_at < last_letter(second).sent_at


def test_a_letter_that_waits_for_its_share_of_the_hour_delays_nobody_elses(by: Actor) -> None:
    flood, real = (sign_up(make_desk(), now=NOW, email="unit@example.org") for _ in range(2))
    flood.notices.update(due_at=NOW + timedelta(hours=1))
    assert deliver_due(now=NOW).sent == 1
    assert last_letter(real).state == NoticeState.SENT


def test_staff_withhold_let_go_and_try_again(by: Actor) -> None:
    letter = last_letter(sign_up(make_desk(), now=NOW))
    withhold(letter=letter, by=by, now=NOW)
    assert deliver_due(now=NOW).taken == 0
    with pytest.raises(Stale):
        retry(letter=letter, by=by, now=NOW)
    release(letter=letter, by=by, now=NOW)
    assert deliver_due(now=NOW).sent == 1
    with pytest.raises(Stale):
        withhold(letter=letter, by=by, now=NOW)
    Notice.objects.update(state=NoticeState.BOUNCED, attempts=12, kind=NoticeKind.VERIFY)
    retry(letter=letter, by=by, now=NOW)
    assert deliver_due(now=NOW).sent == 1
    assert last_letter(letter.registration).attempts == 1


def test_an_acceptance_goes_back_to_review_within_the_window_and_nobody_hears_of_it(
    applicant: Registration, by: Actor
) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    assert is_held_back([applicant], NOW + 2 * MINUTE)
    move(applicant, State.IN_REVIEW, by, 2)
    applicant.refresh_from_db()
    assert (applicant.state, applicant.places.get().holds_seat) == (State.IN_REVIEW, False)
    assert not is_held_back([applicant], NOW + 3 * MINUTE)
    deliver_due(now=NOW + 60 * MINUTE)
    assert told() == []


def test_a_letter_that_staff_have_withheld_was_read_by_nobody_either(applicant: Registration, by: Actor) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    acceptance = last_letter(applicant)
    withhold(letter=acceptance, by=by, now=NOW + 2 * MINUTE)
    move(applicant, State.IN_REVIEW, by, 30)
    acceptance.refresh_from_db()
    assert acceptance.state == NoticeState.ABORTED
    deliver_due(now=NOW + 90 * MINUTE)
    assert told() == []


def test_a_letter_that_leaves_at_this_moment_was_read_and_is_answered(
    applicant: Registration, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = owing.taken_back

    def find_while_it_leaves(*args: Any, **options: Any) -> list[Notice]:
        found = find(*args, **options)
        Notice.objects.filter(pk__in=[letter.pk for letter in found]).update(state=NoticeState.IN_FLIGHT)
        return found

    move(applicant, State.ACCEPTED, by, 1)
    monkeypatch.setattr(owing, "taken_back", find_while_it_leaves)
    move(applicant, State.IN_REVIEW, by, 2)
    assert [(one.kind, one.state) for one in letters_of(applicant)][-2:] == [
        (NoticeKind.ACCEPTED, NoticeState.IN_FLIGHT),
        (NoticeKind.RECEIVED, NoticeState.QUEUED),
    ]


def test_the_desk_previews_no_letter_for_what_only_takes_back_an_unread_one(applicant: Registration, by: Actor) -> None:
    def shown(to: State, minutes: int) -> Preview | None:
        person = Registration.objects.get(pk=applicant.pk)
        places = list(person.places.values_list("pk", flat=True))
        return preview(person, to, "", tells_reason=False, place_ids=places, now=NOW + minutes * MINUTE)

    move(applicant, State.ACCEPTED, by, 1)
    assert shown(State.IN_REVIEW, 2) is None
    rejection = shown(State.REJECTED, 2)
    assert rejection is None or rejection.subject.startswith("The answer")
    deliver_due(now=NOW + 11 * MINUTE)
    again = shown(State.IN_REVIEW, 12)
    assert again is not None
    assert again.subject.startswith("We look at it once more")


@pytest.mark.parametrize("to", [State.IN_REVIEW, State.CANCELLED, State.ACCEPTED])
def test_what_the_desk_shows_is_the_letter_that_leaves_with_what_its_calendar_file_does(
    applicant: Registration, by: Actor, to: State
) -> None:
    if to is not State.ACCEPTED:
        move(applicant, State.ACCEPTED, by, 1)
        deliver_due(now=NOW + 11 * MINUTE)
    person = Registration.objects.get(pk=applicant.pk)
    places = list(person.places.values_list("pk", flat=True))
    before = preview(person, to, "", tells_reason=False, place_ids=places, now=NOW + 12 * MINUTE)
    assert before is not None
    move(applicant, to, by, 12)
    kept = written(last_letter(applicant), NOW + 13 * MINUTE)
    assert kept is not None
    deliver_due(now=NOW + 30 * MINUTE)
    left = " ".join(str(mail.outbox[-1].body).split())
    sentence = "puts it into your calendar" if to is State.ACCEPTED else "takes it out of your calendar"
    for shown in (before, kept):
        assert sentence in " ".join(shown.body.split())
    assert sentence in left


def test_an_acceptance_that_was_told_is_taken_back_in_words_of_its_own(applicant: Registration, by: Actor) -> None:
    move(applicant, State.ACCEPTED, by, 1)
    deliver_due(now=NOW + 11 * MINUTE)
    again = Decision(to=State.IN_REVIEW, reason="Two lists were mixed up.", tells_reason=True)
    decide(registration=applicant, decision=again, by=by, now=NOW + 12 * MINUTE)
    letter = compose(last_letter(applicant))
    assert letter.subject.startswith("We look at it once more")
    told = " ".join(letter.body.split())
    for words in (
        "What we wrote before",
        "The reason: Two lists",
        "takes it out of your calendar",
        "no seat is certain",
    ):
        assert words in told, words


def test_members_hear_of_an_acceptance_no_sooner_than_their_body_does(by: Actor) -> None:
    named = accept(name_members(make_network(), name="Ελένη"), by=by)
    due = {letter.kind: letter.due_at for letter in letters_of(named)}
    assert due[NoticeKind.NOMINATED] == due[NoticeKind.ACCEPTED]


def test_a_mailbox_is_named_by_no_more_bodies_in_an_hour_than_it_gets_letters(by: Actor, settings: Any) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 1
    desk = make_network()
    for number in range(6):
        accept(name_members(desk, f"Δήμος {number}"), by=by)
    due = sorted(Notice.objects.filter(kind=NoticeKind.NOMINATED, recipient=REGULAR.email).values_list("due_at"))
    assert due[-1][0] - due[0][0] >= timedelta(minutes=59)
