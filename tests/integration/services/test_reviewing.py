"""Staff decide: each move, its letter, its line in the log, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from registrations.domain.errors import AlreadyRegistered, Full, MoveNotAllowed, ReasonMissing, Stale
from registrations.domain.states import State
from registrations.models import NoticeKind, Registration, RegistrationLogEntry, Transition
from registrations.services.actor import PERSON, Actor, staff
from registrations.services.cancelling import cancel
from registrations.services.promoting import sweep
from registrations.services.readdressing import readdress
from registrations.services.reviewing import Decision, decide, decide_many
from tests.factories.registrations import last_letter, letters_of, make_desk, seated, sign_up
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules

pytestmark = pytest.mark.django_db


def decided(registration: Registration, to: State, by: Actor, **facts: Any) -> Registration:
    version = facts.pop("version", None)
    place_ids = facts.pop("place_ids", None)
    decision = Decision(to=to, **facts)
    return decide(registration=registration, decision=decision, by=by, now=NOW, version=version, place_ids=place_ids)


def test_only_a_signed_in_user_is_staff() -> None:
    for nobody in (None, AnonymousUser()):
        with pytest.raises(ValueError, match="signed-in"):
            staff(nobody)


@pytest.mark.parametrize(
    ("to", "letter", "seat"),
    [
        (State.ACCEPTED, NoticeKind.ACCEPTED, True),
        (State.REJECTED, NoticeKind.REJECTED, False),
        (State.WAITLISTED, NoticeKind.WAITLISTED, False),
        (State.CANCELLED, NoticeKind.CANCELLED, False),
    ],
)
def test_a_decision_moves_the_place_owes_its_letter_and_leaves_a_line_in_the_log(
    clerk: Actor, to: State, letter: NoticeKind, seat: bool
) -> None:
    registration = seated(make_desk(capacity=3, needs_review=True), now=NOW)
    after = decided(registration, to, clerk, reason="  It fits\u00a0well ", tells_reason=True)
    place = after.places.get()
    assert (after.state, place.state, place.holds_seat) == (to, to, seat)
    assert last_letter(after).kind == letter
    move = place.transitions.last()
    assert (move.actor, move.user, move.tells_reason) == ("staff", clerk.user, True)
    entry = RegistrationLogEntry.objects.get(action="registrations.moved")
    assert (entry.user, entry.registration_id) == (clerk.user, registration.pk)
    assert entry.data == {"from": "in_review", "to": str(to), "place": place.pk}
    assert registration.email not in f"{entry.label} {entry.data}"
    assert_true_to_the_rules()


def test_the_second_of_two_who_decide_is_told(clerk: Actor) -> None:
    registration = seated(make_desk(needs_review=True), now=NOW)
    seen = registration.version
    decided(registration, State.ACCEPTED, clerk, version=seen)
    with pytest.raises(Stale):
        decided(registration, State.REJECTED, clerk, version=seen)
    registration.refresh_from_db()
    assert registration.state == State.ACCEPTED


@pytest.mark.parametrize("to", [State.UNVERIFIED, State.OFFERED, State.EXPIRED, State.IN_REVIEW])
def test_a_move_that_the_graph_does_not_know_is_refused(clerk: Actor, to: State) -> None:
    registration = seated(make_desk(needs_review=True), now=NOW)
    before = Transition.objects.count()
    with pytest.raises(MoveNotAllowed):
        decided(registration, to, clerk)
    assert Transition.objects.count() == before


def test_accepting_when_full_is_refused_with_two_ways_on(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    first, second = seated(desk, now=NOW), seated(desk, now=NOW)
    decided(first, State.ACCEPTED, clerk)
    with pytest.raises(Full):
        decided(second, State.ACCEPTED, clerk)
    with pytest.raises(ReasonMissing):
        decided(second, State.ACCEPTED, clerk, raise_by=1, reason="  ")
    assert not RegistrationLogEntry.objects.filter(action="registrations.raised").exists()
    decided(second, State.ACCEPTED, clerk, raise_by=1, reason="The minister asked")
    pool = desk.pools.get()
    assert (pool.capacity, pool.raised, pool.taken, pool.ceiling) == (1, 1, 2, 2)
    assert RegistrationLogEntry.objects.filter(action="registrations.raised", user=clerk.user).count() == 1
    assert_true_to_the_rules()


def test_a_raise_is_not_needed_while_a_seat_is_free(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    decided(seated(desk, now=NOW), State.ACCEPTED, clerk, raise_by=5, reason="just in case")
    assert desk.pools.get().raised == 0


def test_what_a_raise_adds_beyond_one_seat_goes_to_the_line(clerk: Actor) -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    _sitting, first, second, third, fourth = (seated(desk, now=NOW) for _ in range(5))
    decided(third, State.ACCEPTED, clerk, raise_by=2, reason="She travels far")
    states = [Registration.objects.get(pk=one.pk).state for one in (first, second, third, fourth)]
    assert states == [State.ACCEPTED, State.WAITLISTED, State.ACCEPTED, State.WAITLISTED]
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


def test_an_acceptance_beyond_a_lowered_capacity_adds_what_was_decided_and_no_more(clerk: Actor) -> None:
    desk = make_desk(capacity=8, needs_review=True)
    sitting = [decided(seated(desk, now=NOW), State.ACCEPTED, clerk) for _ in range(8)]
    desk.pools.update(capacity=5)
    applicant = seated(desk, now=NOW)
    decided(applicant, State.ACCEPTED, clerk, raise_by=1, reason="Speaks at the event")
    pool = desk.pools.get()
    assert (pool.capacity, pool.raised, pool.taken, pool.ceiling, pool.overbooked) == (5, 1, 9, 9, 3)
    details = RegistrationLogEntry.objects.get(action="registrations.raised").data
    assert details == {"pool": pool.pk, "by": 1, "seats": 6, "taken": 9}
    assert_true_to_the_rules()
    for one in sitting[:4]:
        cancel(registration=one, by=PERSON, now=NOW)
    pool.refresh_from_db()
    assert (pool.taken, pool.ceiling, pool.free) == (5, 6, 1)
    decided(seated(desk, now=NOW), State.ACCEPTED, clerk)
    late = seated(desk, now=NOW)
    with pytest.raises(Full):
        decided(late, State.ACCEPTED, clerk)
    assert_true_to_the_rules()


def test_out_of_order_needs_a_written_reason(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    sitting, first, second = (seated(desk, now=NOW) for _ in range(3))
    decided(sitting, State.ACCEPTED, clerk)
    for one in (first, second):
        decided(one, State.WAITLISTED, clerk)
    desk.pools.update(capacity=3, ceiling=3)
    with pytest.raises(ReasonMissing):
        decided(second, State.ACCEPTED, clerk)
    assert decided(second, State.ACCEPTED, clerk, reason="Speaks at the event").state == State.ACCEPTED
    assert decided(first, State.ACCEPTED, clerk).state == State.ACCEPTED
    assert_true_to_the_rules()


def test_rejecting_an_application_that_held_a_seat_calls_the_next(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True, applications_hold_seats=True, waiting_list=True)
    first, second = seated(desk, now=NOW), seated(desk, now=NOW)
    decided(first, State.REJECTED, clerk)
    second.refresh_from_db()
    assert second.state == State.IN_REVIEW
    assert second.places.get().holds_seat
    assert last_letter(second).kind == NoticeKind.RECEIVED
    assert_true_to_the_rules()


def test_who_is_sent_back_to_the_line_does_not_get_the_same_seat_again(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True, applications_hold_seats=True, waiting_list=True)
    first, second = seated(desk, now=NOW), seated(desk, now=NOW)
    decided(first, State.WAITLISTED, clerk)
    states = [Registration.objects.get(pk=one.pk).state for one in (first, second)]
    assert states == [State.WAITLISTED, State.IN_REVIEW]
    assert_true_to_the_rules()


def test_a_question_keeps_the_seat_that_the_first_in_line_was_given(clerk: Actor) -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    sitting, waiting = seated(desk, now=NOW), seated(desk, now=NOW)
    desk.needs_review = True
    desk.save()
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert decided(waiting, State.ASKED, clerk).state == State.ASKED
    assert waiting.places.get().holds_seat
    assert decided(waiting, State.IN_REVIEW, clerk).state == State.IN_REVIEW
    assert waiting.places.get().holds_seat
    assert_true_to_the_rules()


@pytest.mark.parametrize("end", [State.REJECTED, State.CANCELLED])
@pytest.mark.parametrize("back", [State.IN_REVIEW, State.ACCEPTED, State.WAITLISTED])
def test_an_end_can_be_undone(clerk: Actor, end: State, back: State) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    registration = seated(desk, now=NOW)
    decided(registration, end, clerk)
    assert decided(registration, back, clerk).state == back
    expected = {"in_review": "received"}.get(back, str(back))
    assert last_letter(registration).kind == expected
    assert_true_to_the_rules()


def test_undoing_is_refused_when_the_person_has_registered_again(clerk: Actor) -> None:
    desk = make_desk(needs_review=True)
    first = seated(desk, now=NOW, email="a@example.org")
    decided(first, State.REJECTED, clerk)
    seated(desk, now=NOW, email="a@example.org")
    with pytest.raises(AlreadyRegistered):
        decided(first, State.ACCEPTED, clerk)
    first.refresh_from_db()
    assert first.state == State.REJECTED


def test_undoing_into_a_full_event_is_refused(clerk: Actor) -> None:
    desk = make_desk(capacity=1)
    gone = seated(desk, now=NOW)
    cancel(registration=gone, by=PERSON, now=NOW)
    seated(desk, now=NOW)
    with pytest.raises(Full):
        decided(gone, State.ACCEPTED, clerk)
    assert_true_to_the_rules()


def test_who_comes_back_to_the_line_stands_at_its_end(clerk: Actor) -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    _sitting, first, second = (seated(desk, now=NOW) for _ in range(3))
    cancel(registration=first, by=PERSON, now=NOW)
    decided(first, State.WAITLISTED, clerk)
    assert first.places.get().position > second.places.get().position
    assert_true_to_the_rules()


def test_a_session_that_the_person_gave_up_does_not_come_back_with_the_decision_on_the_other(clerk: Actor) -> None:
    desk = make_desk(sessions=["A", "B"], capacity=5, needs_review=True)
    both = seated(desk, now=NOW, session_keys=("A", "B"))
    given_up = both.places.get(pool__session_key="A")
    cancel(registration=both, by=PERSON, now=NOW, place_ids=[given_up.pk])
    decided(both, State.ACCEPTED, clerk)
    assert dict(both.places.values_list("pool__session_key", "state")) == {"A": "cancelled", "B": "accepted"}
    with pytest.raises(MoveNotAllowed):
        decided(both, State.ACCEPTED, clerk)
    decided(both, State.ACCEPTED, clerk, place_ids=[given_up.pk])
    assert set(both.places.values_list("state", flat=True)) == {"accepted"}
    assert_true_to_the_rules()


@pytest.mark.parametrize("to", [State.ACCEPTED, State.WAITLISTED, State.IN_REVIEW])
def test_staff_vouch_for_an_address_that_they_move(clerk: Actor, to: State) -> None:
    desk = make_desk(capacity=2, needs_review=True)
    registration = sign_up(desk, now=NOW)
    assert decided(registration, to, clerk).verified_at == NOW
    assert len(letters_of(registration)) == 2
    assert_true_to_the_rules()


def test_staff_who_reject_somebody_do_not_vouch_for_an_address_that_nobody_confirmed(clerk: Actor) -> None:
    registration = seated(make_desk(needs_review=True), now=NOW)
    corrected = {"email": "right@example.org", "version": registration.version}
    readdress(registration=registration, by=clerk, now=NOW, **corrected)
    decided(registration, State.REJECTED, clerk)
    registration.refresh_from_db()
    assert (registration.state, registration.verified_at) == (State.REJECTED, None)


def test_somebody_whom_staff_put_in_line_unconfirmed_hears_of_the_promotion(clerk: Actor) -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    sitting = seated(desk, now=NOW)
    unconfirmed = sign_up(desk, now=NOW)
    decided(unconfirmed, State.WAITLISTED, clerk)
    cancel(registration=sitting, by=PERSON, now=NOW)
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == State.ACCEPTED
    assert last_letter(unconfirmed).kind == NoticeKind.ACCEPTED


def test_an_expired_registration_can_be_brought_back_by_staff(clerk: Actor) -> None:
    desk = make_desk(capacity=1)
    registration = sign_up(desk, now=NOW)
    sweep(now=NOW + timedelta(hours=48))
    assert decided(registration, State.ACCEPTED, clerk).state == State.ACCEPTED
    assert last_letter(registration).kind == NoticeKind.ACCEPTED
    assert_true_to_the_rules()


def test_the_last_seat_of_a_held_place_goes_to_whom_staff_accept(clerk: Actor) -> None:
    desk = make_desk(capacity=1)
    registration = sign_up(desk, now=NOW)
    assert decided(registration, State.ACCEPTED, clerk).state == State.ACCEPTED
    assert registration.places.get().hold_until is None
    sweep(now=NOW + timedelta(days=3))
    assert_true_to_the_rules()


def test_many_are_decided_one_by_one_and_the_refused_are_named(clerk: Actor) -> None:
    desk = make_desk(capacity=2, needs_review=True)
    people = [seated(desk, now=NOW) for _ in range(4)]
    versions = {one.pk: one.version for one in people}
    decided(people[1], State.REJECTED, clerk)
    moved, refused = decide_many(
        registrations=people, decision=Decision(to=State.ACCEPTED), by=clerk, now=NOW, versions=versions
    )
    assert [one.pk for one in moved] == [people[0].pk, people[2].pk]
    assert [(one.pk, type(refusal)) for one, refusal in refused] == [(people[1].pk, Stale), (people[3].pk, Full)]
    assert_true_to_the_rules()
    without_versions, _ = decide_many(registrations=people[3:], decision=Decision(to=State.REJECTED), by=clerk, now=NOW)
    assert len(without_versions) == 1


def test_with_a_list_of_staff_the_next_whom_they_chose_moves_up(clerk: Actor) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    sitting, chosen, undecided = (seated(desk, now=NOW) for _ in range(3))
    decided(sitting, State.ACCEPTED, clerk)
    decided(chosen, State.WAITLISTED, clerk)
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert Registration.objects.get(pk=chosen.pk).state == State.ACCEPTED
    assert Registration.objects.get(pk=undecided.pk).state == State.IN_REVIEW
    assert_true_to_the_rules()


def test_somebody_whom_staff_let_wait_beside_a_free_seat_keeps_nobody_from_it(clerk: Actor) -> None:
    desk = make_desk(capacity=5, waiting_list=True)
    registration = seated(desk, now=NOW)
    cancel(registration=registration, by=PERSON, now=NOW)
    decided(registration, State.WAITLISTED, clerk)
    assert seated(desk, now=NOW).state == State.ACCEPTED
    assert_true_to_the_rules()
