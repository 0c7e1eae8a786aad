"""What a form becomes: a seat, a place in line, a review, or a refusal that changes nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError

from registrations.domain.errors import (
    AlreadyRegistered,
    Closed,
    Full,
    NotHere,
    NotYetOpen,
)
from registrations.domain.rules import Mode, PersonKey
from registrations.domain.states import State
from registrations.models import Attendee, Notice, NoticeKind, Place, Registration, Transition
from registrations.services import registering
from registrations.services.actor import PERSON, staff
from registrations.services.cancelling import cancel
from registrations.services.registering import register
from registrations.services.verifying import verify
from tests.factories.registrations import (
    confirm,
    last_letter,
    letters_of,
    make_desk,
    make_pool,
    seated,
    sign_up,
    submission,
)
from tests.factories.truths import NOW, assert_true_to_the_rules

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def kinds(registration: Registration) -> list[str]:
    return [notice.kind for notice in letters_of(registration)]


def test_a_free_seat_is_held_until_the_address_is_confirmed() -> None:
    desk = make_desk(capacity=2)
    registration = sign_up(desk, now=NOW)
    place = registration.places.get()
    assert (registration.state, place.state) == (State.UNVERIFIED, State.UNVERIFIED)
    assert place.holds_seat
    assert place.hold_until == NOW + HOUR
    assert kinds(registration) == [NoticeKind.VERIFY]
    confirmed = confirm(registration, now=NOW + HOUR / 2)
    place.refresh_from_db()
    assert (confirmed.state, place.state, place.hold_until) == (State.ACCEPTED, State.ACCEPTED, None)
    assert confirmed.verified_at == NOW + HOUR / 2
    assert kinds(registration) == [NoticeKind.VERIFY, NoticeKind.ACCEPTED]
    moves = list(place.transitions.values_list("from_state", "to_state", "actor"))
    assert moves == [("", "unverified", "person"), ("unverified", "accepted", "person")]
    assert_true_to_the_rules()


def test_without_verification_the_seat_is_theirs_at_once() -> None:
    registration = sign_up(make_desk(capacity=1, verify_address=False), now=NOW)
    assert registration.state == State.ACCEPTED
    assert kinds(registration) == [NoticeKind.ACCEPTED]
    assert Attendee.objects.get().email == registration.email


@pytest.mark.parametrize("verifies", [True, False])
def test_a_full_event_without_a_waiting_list_refuses_and_stores_nothing(verifies: bool) -> None:
    desk = make_desk(capacity=1, verify_address=verifies)
    seated(desk, now=NOW)
    before = (Registration.objects.count(), Notice.objects.count(), Transition.objects.count())
    with pytest.raises(Full):
        sign_up(desk, now=NOW)
    assert (Registration.objects.count(), Notice.objects.count(), Transition.objects.count()) == before


def test_a_seat_that_is_only_held_is_not_free() -> None:
    desk = make_desk(capacity=1)
    sign_up(desk, now=NOW)
    with pytest.raises(Full):
        sign_up(desk, now=NOW + HOUR / 2)


def test_a_hold_that_ran_out_frees_the_seat_for_the_next_form() -> None:
    desk = make_desk(capacity=1)
    late = sign_up(desk, now=NOW)
    next_one = seated(desk, now=NOW + HOUR)
    assert next_one.state == State.ACCEPTED
    assert confirm(late, now=NOW + 2 * HOUR).state == State.EXPIRED
    assert_true_to_the_rules()


def test_who_confirms_after_the_hold_gets_the_seat_that_is_still_free() -> None:
    desk = make_desk(capacity=1)
    late = sign_up(desk, now=NOW)
    assert confirm(late, now=NOW + 5 * HOUR).state == State.ACCEPTED
    assert_true_to_the_rules()


def test_who_confirms_after_the_hold_joins_the_line_when_all_seats_are_gone() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    late = sign_up(desk, now=NOW)
    seated(desk, now=NOW + 2 * HOUR)
    assert confirm(late, now=NOW + 3 * HOUR).state == State.WAITLISTED
    assert kinds(late) == [NoticeKind.VERIFY, NoticeKind.WAITLISTED]
    assert late.places.get().position == 1
    assert_true_to_the_rules()


def test_when_all_seats_are_gone_people_stand_in_line_in_the_order_of_their_confirmations() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk, now=NOW)
    first_to_ask, second_to_ask = sign_up(desk, now=NOW), sign_up(desk, now=NOW)
    assert not first_to_ask.places.get().holds_seat
    confirm(second_to_ask, now=NOW)
    confirm(first_to_ask, now=NOW)
    line = list(Place.objects.waitlisted().values_list("registration", "position"))
    assert line == [(second_to_ask.pk, 1), (first_to_ask.pk, 2)]
    assert kinds(first_to_ask) == [NoticeKind.VERIFY, NoticeKind.WAITLISTED]


def test_a_newcomer_never_overtakes_the_line() -> None:
    desk = make_desk(capacity=1, waiting_list=True, verify_address=False, begins_at=NOW + HOUR)
    sitting = sign_up(desk, now=NOW)
    waiting = sign_up(desk, now=NOW)
    after_the_start = NOW + 2 * HOUR
    cancel(registration=sitting, by=PERSON, now=after_the_start)  # the event has begun: nobody is promoted any more
    newcomer = sign_up(desk, now=after_the_start)
    waiting.refresh_from_db()
    assert (waiting.state, newcomer.state) == (State.WAITLISTED, State.WAITLISTED)


def test_with_review_nobody_is_seated_or_waitlisted_by_machine() -> None:
    desk = make_desk(capacity=1, needs_review=True, waiting_list=True)
    registrations = [seated(desk, now=NOW) for _ in range(3)]
    assert {registration.state for registration in registrations} == {State.IN_REVIEW}
    assert not Place.objects.filter(holds_seat=True).exists()
    assert kinds(registrations[2]) == [NoticeKind.VERIFY, NoticeKind.RECEIVED]
    assert_true_to_the_rules()


def test_applications_that_hold_seats_take_one_each_and_then_wait() -> None:
    desk = make_desk(capacity=1, needs_review=True, applications_hold_seats=True, waiting_list=True)
    first, second = seated(desk, now=NOW), seated(desk, now=NOW)
    assert (first.state, second.state) == (State.IN_REVIEW, State.WAITLISTED)
    assert first.places.get().holds_seat
    assert_true_to_the_rules()


def test_applications_that_hold_seats_are_refused_when_full_without_a_list() -> None:
    desk = make_desk(capacity=1, needs_review=True, applications_hold_seats=True)
    seated(desk, now=NOW)
    with pytest.raises(Full):
        sign_up(desk, now=NOW)


def test_the_same_form_sent_twice_is_one_registration_and_one_letter() -> None:
    desk = make_desk(capacity=5)
    form = submission()
    first = register(desk=desk, submission=form, now=NOW)
    again = register(desk=desk, submission=form, now=NOW + HOUR)
    assert first.pk == again.pk
    assert kinds(first) == [NoticeKind.VERIFY]
    desk.pools.get().refresh_from_db()
    assert desk.pools.get().taken == 1


def test_the_same_form_sent_again_after_closing_still_shows_its_answer() -> None:
    desk = make_desk(closes_at=NOW + HOUR)
    form = submission()
    first = register(desk=desk, submission=form, now=NOW)
    assert register(desk=desk, submission=form, now=NOW + 2 * HOUR).pk == first.pk


def test_the_same_nonce_at_another_desk_is_another_form() -> None:
    form = submission()
    first = register(desk=make_desk(), submission=form, now=NOW)
    assert register(desk=make_desk(), submission=form, now=NOW).pk != first.pk


def test_who_is_registered_gets_a_letter_that_says_so_at_a_bounded_rate(settings: object) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 3
    desk = make_desk()
    registration = seated(desk, now=NOW, email="a@example.org")  # two letters
    for _ in range(4):
        with pytest.raises(AlreadyRegistered):
            sign_up(desk, now=NOW, email="a@example.org")
    assert kinds(registration) == [NoticeKind.VERIFY, NoticeKind.ACCEPTED, NoticeKind.ALREADY_REGISTERED]
    with pytest.raises(AlreadyRegistered):
        sign_up(desk, now=NOW + 2 * HOUR, email="a@example.org")
    assert len(kinds(registration)) == 4
    assert Registration.objects.count() == 1


def test_who_has_not_confirmed_yet_gets_the_letter_that_asks_for_it_again() -> None:
    desk = make_desk()
    registration = sign_up(desk, now=NOW, email="a@example.org")
    with pytest.raises(AlreadyRegistered):
        sign_up(desk, now=NOW, email="a@example.org")
    assert kinds(registration) == [NoticeKind.VERIFY, NoticeKind.VERIFY]


def test_a_full_event_refuses_the_registered_and_the_unknown_alike() -> None:
    desk = make_desk(capacity=1)
    seated(desk, now=NOW, email="a@example.org")
    for email in ("a@example.org", "b@example.org"):
        with pytest.raises(Full):
            sign_up(desk, now=NOW, email=email)
    assert not Notice.objects.filter(kind=NoticeKind.ALREADY_REGISTERED).exists()


def test_who_cancelled_may_register_again() -> None:
    desk = make_desk(capacity=1)
    first = seated(desk, now=NOW, email="a@example.org")
    cancel(registration=first, by=PERSON, now=NOW)
    again = seated(desk, now=NOW, email="a@example.org")
    assert again.pk != first.pk
    assert again.state == State.ACCEPTED


@pytest.mark.parametrize(
    ("rule", "second", "allowed"),
    [
        (PersonKey.EMAIL, {"name": "Another"}, False),
        (PersonKey.EMAIL_AND_NAME, {"name": "Another"}, True),
        (PersonKey.EMAIL_AND_NAME, {"name": " ΆΝΝΑ ΑΝΝΟΥ"}, False),
        (PersonKey.NOBODY, {"name": "Άννα Άννου"}, True),
    ],
)
def test_the_rule_says_who_is_the_same_person(rule: PersonKey, second: dict[str, str], allowed: bool) -> None:
    desk = make_desk(person_key=rule, needs_review=True)
    sign_up(desk, now=NOW, email="unit@example.org", name="Άννα Άννου")
    if allowed:
        sign_up(desk, now=NOW, email="unit@example.org", **second)
    else:
        with pytest.raises(AlreadyRegistered):
            sign_up(desk, now=NOW, email="unit@example.org", **second)


def test_a_stranger_cannot_fill_somebodys_mailbox_from_many_desks(settings: object) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 1
    due = [
        last_letter(sign_up(make_desk(), now=NOW + minute * MINUTE, email="victim@example.org")).due_at
        for minute in range(10)
    ]
    assert due[:4] == [NOW + minute * MINUTE for minute in range(4)]
    for later in range(4, 10):
        assert due[later] == due[later - 4] + HOUR
    sign_up(make_desk(), now=NOW + 10 * MINUTE, email="other@example.org")
    assert Notice.objects.latest("pk").due_at == NOW + 10 * MINUTE


@pytest.mark.parametrize("verifies", [True, False])
def test_how_much_an_address_was_written_to_is_told_to_nobody_who_types_it(settings: object, verifies: bool) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 1
    for email in ("known@example.org", "unknown@example.org"):
        desk = make_desk(person_key=PersonKey.EMAIL_AND_NAME, verify_address=verifies)
        for _ in range(6 if email.startswith("known") else 0):
            sign_up(make_desk(), now=NOW, email=email)
        states = [sign_up(desk, now=NOW, email=email, name=f"Spy {number}").state for number in range(6)]
        assert states == [State.UNVERIFIED if verifies else State.ACCEPTED] * 6


def test_the_window_opens_and_closes_at_its_instants() -> None:
    desk = make_desk(opens_at=NOW, closes_at=NOW + HOUR)
    with pytest.raises(NotYetOpen) as refusal:
        sign_up(desk, now=NOW - timedelta(microseconds=1))
    assert refusal.value.opens_at == NOW
    sign_up(desk, now=NOW)
    sign_up(desk, now=NOW + HOUR - timedelta(microseconds=1))
    with pytest.raises(Closed):
        sign_up(desk, now=NOW + HOUR)


@pytest.mark.parametrize("facts", [{"mode": Mode.ELSEWHERE}, {"mode": Mode.NONE}, {"is_published": False}])
def test_a_desk_without_a_form_takes_nobody(facts: dict[str, object]) -> None:
    with pytest.raises(NotHere):
        sign_up(make_desk(**facts), now=NOW)


@pytest.mark.parametrize("keys", [("nowhere",), ("A", "nowhere"), ("",), (), ("closed",)])
def test_a_session_that_is_not_open_takes_nobody(keys: tuple[str, ...]) -> None:
    desk = make_desk(sessions=["A", "B"])
    make_pool(desk, session_key="closed", is_closed=True)
    with pytest.raises(NotHere):
        sign_up(desk, now=NOW, session_keys=keys)
    assert not Registration.objects.exists()


def test_a_session_that_is_named_twice_is_one_place() -> None:
    desk = make_desk(sessions=["A", "B"], capacity=5)
    registration = sign_up(desk, now=NOW, session_keys=("B", "A", "B"))
    assert sorted(registration.places.values_list("pool__session_key", flat=True)) == ["A", "B"]
    assert_true_to_the_rules()


def test_of_two_sessions_one_may_wait_and_one_letter_tells_of_both() -> None:
    desk = make_desk(sessions=["A", "B"], capacity=1, waiting_list=True)
    seated(desk, now=NOW, session_keys=("A",))
    both = seated(desk, now=NOW, session_keys=("A", "B"))
    assert dict(both.places.values_list("pool__session_key", "state")) == {"A": "waitlisted", "B": "accepted"}
    assert both.state == State.WAITLISTED
    assert len(letters_of(both)) == 2
    assert_true_to_the_rules()


def test_a_full_session_without_a_list_refuses_the_whole_form() -> None:
    desk = make_desk(sessions=["A", "B"], capacity=1)
    seated(desk, now=NOW, session_keys=("A",))
    with pytest.raises(Full):
        sign_up(desk, now=NOW, session_keys=("A", "B"))
    assert desk.pools.get(session_key="B").taken == 0


def test_confirming_twice_changes_nothing() -> None:
    registration = seated(make_desk(), now=NOW)
    before = (registration.version, Transition.objects.count(), Notice.objects.count())
    again = verify(registration=registration, now=NOW + HOUR)
    assert (again.version, Transition.objects.count(), Notice.objects.count()) == before
    assert again.verified_at == NOW


def test_confirming_after_two_days_is_too_late() -> None:
    registration = sign_up(make_desk(), now=NOW)
    assert confirm(registration, now=NOW + timedelta(hours=48)).state == State.EXPIRED
    assert kinds(registration) == [NoticeKind.VERIFY]
    assert_true_to_the_rules()


def test_confirming_after_cancelling_brings_nobody_back() -> None:
    registration = sign_up(make_desk(), now=NOW)
    cancel(registration=registration, by=PERSON, now=NOW)
    assert confirm(registration, now=NOW).state == State.CANCELLED
    assert kinds(registration) == [NoticeKind.VERIFY]


def test_confirming_after_the_rules_changed_to_review_hands_the_held_seat_on() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    held = sign_up(desk, now=NOW)
    waiting = seated(desk, now=NOW)
    desk.needs_review = True
    desk.save()
    assert confirm(held, now=NOW).state == State.IN_REVIEW
    waiting.refresh_from_db()
    assert waiting.state == State.IN_REVIEW
    assert waiting.places.get().holds_seat
    assert_true_to_the_rules()


def test_somebody_added_by_staff_over_the_telephone_needs_to_confirm_nothing() -> None:
    clerk = get_user_model().objects.create_user("clerk", "clerk@example.org", "x")
    registration = register(desk=make_desk(capacity=1), submission=submission(), now=NOW, by=staff(clerk))
    assert registration.state == State.ACCEPTED
    assert kinds(registration) == [NoticeKind.ACCEPTED]
    assert_true_to_the_rules()


def test_a_stored_text_for_search_is_folded() -> None:
    registration = sign_up(make_desk(), now=NOW, name="Ιωάννης ΚΑΠΟΔΊΣΤΡΙΑΣ", email="ik@example.org")
    assert registration.search_text.startswith("ιωαννησ καποδιστριασ ik@example.org")


def test_a_twin_that_only_the_database_sees_is_told_as_a_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    registration = sign_up(desk, now=NOW, email="a@example.org")
    look, looks = registering.live_twin, []

    def blind_at_first(*args: object) -> Registration | None:
        looks.append(args)
        return None if len(looks) == 1 else look(*args)

    monkeypatch.setattr(registering, "live_twin", blind_at_first)
    with pytest.raises(AlreadyRegistered):
        sign_up(desk, now=NOW, email="a@example.org")
    assert kinds(registration) == [NoticeKind.VERIFY, NoticeKind.VERIFY]
    assert_true_to_the_rules()


def test_what_the_database_refuses_for_another_reason_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_args: object, **_facts: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(registering, "_insert", refuses)
    with pytest.raises(IntegrityError):
        sign_up(make_desk(), now=NOW)
