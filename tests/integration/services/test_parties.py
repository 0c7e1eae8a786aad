"""Several people in one registration: seats for all of them or for none, in every way that a seat comes and goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from registrations.domain.errors import Full, PartyTooLarge, ReasonMissing, TooFewSeats
from registrations.domain.states import State
from registrations.models import Attendee, AttendeeEnding, Desk, NoticeKind, Registration
from registrations.services.actor import PERSON, Actor
from registrations.services.cancelling import cancel
from registrations.services.offering import decline_offer, take_offer
from registrations.services.promoting import catch_up, sweep
from registrations.services.registering import Submission
from registrations.services.reviewing import Decision, decide
from tests.factories.registrations import confirm, last_letter, make_desk, seated, sign_up
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules

pytestmark = pytest.mark.django_db


def opened(**facts: Any) -> Desk:
    """A desk where up to four come together, and wait where there are not seats for all."""
    return make_desk(**{"party_size": 4, "waiting_list": True, "verify_address": False, **facts})


def party(desk: Desk, size: int, **facts: Any) -> Registration:
    """So many people who come together."""
    return seated(desk, now=NOW, companions=tuple(f"Companion {number}" for number in range(1, size)), **facts)


def states(registration: Registration) -> list[str]:
    return list(registration.places.order_by("pk").values_list("state", flat=True))


def true() -> None:
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


def test_all_get_seats_or_all_wait_and_the_line_does_not_skip_them() -> None:
    desk = opened(capacity=4)
    first, second, third = party(desk, 3), party(desk, 2), party(desk, 1)
    assert [states(one) for one in (first, second, third)] == [["accepted"] * 3, ["waitlisted"] * 2, ["waitlisted"]]
    assert desk.pools.get().taken == 3
    assert first.attendees.companions().count() == 2
    cancel(registration=first, by=PERSON, now=NOW)
    assert [states(one) for one in (second, third)] == [["accepted"] * 2, ["accepted"]]
    assert second.notices.filter(kind=NoticeKind.ACCEPTED).count() == 1
    true()


def test_without_a_list_too_few_seats_are_said_in_figures_and_nothing_is_kept() -> None:
    desk = opened(capacity=4, waiting_list=False)
    party(desk, 2)
    with pytest.raises(TooFewSeats) as refused:
        party(desk, 3)
    assert (refused.value.wanted, refused.value.free, refused.value.seats) == (3, 2, 4)
    party(desk, 2)
    with pytest.raises(Full):
        party(desk, 2)
    assert Registration.objects.count() == 2
    with pytest.raises(PartyTooLarge):
        party(desk, 5)


def test_with_sessions_a_party_may_sit_in_one_and_wait_in_the_other() -> None:
    desk = opened(capacity=3, sessions=["A", "B"])
    party(desk, 2, session_keys=("A",))
    both = party(desk, 2, session_keys=("A", "B"))
    assert sorted(states(both)) == ["accepted"] * 2 + ["waitlisted"] * 2
    true()


def test_a_hold_that_ran_out_is_given_back_whole_and_may_be_confirmed_into_the_line() -> None:
    desk = opened(capacity=3, verify_address=True)
    late = sign_up(desk, now=NOW, companions=("A", "B"))
    assert desk.pools.get().taken == 3
    other = seated(desk, now=NOW)
    assert states(other) == ["waitlisted"]
    assert sweep(now=NOW + timedelta(hours=2)) == 3
    assert states(other) == ["accepted"]
    confirm(late, now=NOW + timedelta(hours=2))
    assert states(late) == ["waitlisted"] * 3
    true()


@pytest.mark.parametrize("capacity", [3, 2])
def test_who_confirms_when_seats_are_missing_and_nobody_may_wait_loses_all_of_them(capacity: int) -> None:
    desk = opened(capacity=3, verify_address=True, waiting_list=False)
    late = sign_up(desk, now=NOW, companions=("A", "B"))
    sweep(now=NOW + timedelta(hours=2))
    seated(desk, now=NOW)
    desk.pools.update(capacity=capacity, ceiling=capacity)
    assert set(states(confirm(late, now=NOW + timedelta(hours=2)))) == {"expired"}
    assert_true_to_the_rules()


def test_an_offer_is_made_taken_and_declined_for_all_of_them() -> None:
    desk = opened(capacity=3, offer_hours=24)
    sitting, first, second = party(desk, 3), party(desk, 2), party(desk, 3)
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert [states(first), states(second)] == [["offered"] * 2, ["waitlisted"] * 3]
    decline_offer(place=first.places.last(), now=NOW)
    assert [states(first), states(second)] == [["waitlisted"] * 2, ["offered"] * 3]
    assert first.notices.filter(kind=NoticeKind.OFFER_PASSED).count() == 1
    take_offer(place=second.places.first(), now=NOW)
    assert states(second) == ["accepted"] * 3
    assert last_letter(second).kind == NoticeKind.ACCEPTED
    true()


def test_an_offer_that_lapses_goes_on_whole() -> None:
    desk = opened(capacity=2, offer_hours=24)
    sitting, first, second = party(desk, 2), party(desk, 2), party(desk, 2)
    cancel(registration=sitting, by=PERSON, now=NOW)
    sweep(now=NOW + timedelta(hours=25))
    assert [states(first), states(second)] == [["waitlisted"] * 2, ["offered"] * 2]
    assert first.notices.filter(kind=NoticeKind.OFFER_PASSED).count() == 1
    true()


def test_one_of_three_cancels_and_the_next_in_line_comes() -> None:
    desk = opened(capacity=3)
    three, waiting = party(desk, 3), party(desk, 1)
    gone = three.places.all()[1]
    cancel(registration=three, by=PERSON, now=NOW, place_ids=[gone.pk])
    assert states(three) == ["accepted", "cancelled", "accepted"]
    three.refresh_from_db()
    assert (three.state, states(waiting)) == (State.ACCEPTED, ["accepted"])
    assert Attendee.objects.get(pk=gone.attendee_id).ending == AttendeeEnding.CANCELLED
    assert [one.has_left for one in three.attendees.all()] == [False, True, False]
    assert last_letter(three).kind == NoticeKind.CANCELLED
    true()


def test_the_contact_person_may_step_back_and_the_last_one_is_nobody_who_left() -> None:
    desk = opened(capacity=3)
    two = party(desk, 2)
    for place in two.places.all():
        cancel(registration=two, by=PERSON, now=NOW, place_ids=[place.pk])
    two.refresh_from_db()
    assert two.state == State.CANCELLED
    assert [one.has_left for one in two.attendees.all()] == [True, False]


@pytest.mark.parametrize("leaves", ["one", "all"])
def test_when_a_waiting_party_shrinks_or_leaves_the_seats_it_kept_free_are_handed_on(leaves: str) -> None:
    desk = opened(capacity=4)
    sitting, waiting, behind = party(desk, 2), party(desk, 3), party(desk, 1)
    assert states(behind) == ["waitlisted"]
    only = [waiting.places.last().pk] if leaves == "one" else None
    cancel(registration=waiting, by=PERSON, now=NOW, place_ids=only)
    expected = (["accepted", "accepted", "cancelled"], ["waitlisted"]) if leaves == "one" else (None, ["accepted"])
    assert states(behind) == expected[1]
    assert expected[0] in (None, states(waiting))
    assert states(sitting) == ["accepted"] * 2
    true()


def test_a_party_larger_than_the_seats_that_are_left_holds_nobody_up() -> None:
    desk = opened(capacity=4)
    sitting, large, single = party(desk, 4), party(desk, 4), party(desk, 1)
    desk.pools.update(capacity=3)
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert [states(large), states(single)] == [["waitlisted"] * 4, ["accepted"]]
    assert states(party(desk, 1)) == ["accepted"]
    assert catch_up(now=NOW) == 0
    true()


def test_staff_decide_on_all_of_them_and_add_the_seats_that_are_missing(clerk: Actor) -> None:
    desk = opened(capacity=2, needs_review=True)
    three = party(desk, 3)
    accept = Decision(to=State.ACCEPTED)
    one = [three.places.first().pk]
    with pytest.raises(TooFewSeats):
        decide(registration=three, decision=accept, by=clerk, now=NOW, place_ids=one)
    with pytest.raises(ReasonMissing):
        decide(registration=three, decision=Decision(to=State.ACCEPTED, raise_by=1), by=clerk, now=NOW)
    raised = Decision(to=State.ACCEPTED, raise_by=1, reason="A chair more.")
    decide(registration=three, decision=raised, by=clerk, now=NOW, place_ids=one)
    assert (states(three), desk.pools.get().taken, desk.pools.get().raised) == (["accepted"] * 3, 3, 1)
    decide(registration=three, decision=Decision(to=State.CANCELLED), by=clerk, now=NOW)
    decide(registration=three, decision=Decision(to=State.WAITLISTED), by=clerk, now=NOW)
    assert (states(three), desk.pools.get().taken) == (["waitlisted"] * 3, 0)
    decide(registration=three, decision=Decision(to=State.REJECTED), by=clerk, now=NOW)
    assert states(three) == ["rejected"] * 3
    assert_true_to_the_rules()


def test_staff_bring_back_those_who_stood_together_and_one_who_left_only_by_name(clerk: Actor) -> None:
    desk = opened(capacity=3)
    three = party(desk, 3)
    left = three.places.last()
    cancel(registration=three, by=clerk, now=NOW, place_ids=[left.pk], reason="Ill.")
    cancel(registration=three, by=clerk, now=NOW)
    decide(registration=three, decision=Decision(to=State.ACCEPTED), by=clerk, now=NOW)
    assert states(three) == ["accepted", "accepted", "cancelled"]
    decide(registration=three, decision=Decision(to=State.ACCEPTED), by=clerk, now=NOW, place_ids=[left.pk])
    assert states(three) == ["accepted"] * 3
    assert not [one for one in three.attendees.all() if one.has_left]
    assert_true_to_the_rules()


def test_nobody_is_accepted_before_a_party_that_stands_ahead_without_a_reason(clerk: Actor) -> None:
    desk = opened(capacity=3)
    party(desk, 2)
    ahead, behind = party(desk, 2), party(desk, 1)
    decide(registration=ahead, decision=Decision(to=State.ACCEPTED, raise_by=1, reason="Twins."), by=clerk, now=NOW)
    assert states(ahead) == ["accepted"] * 2
    third = party(desk, 2)
    with pytest.raises(ReasonMissing):
        decide(registration=third, decision=Decision(to=State.ACCEPTED, raise_by=2), by=clerk, now=NOW)
    assert states(behind) == ["waitlisted"]
    assert_true_to_the_rules()


def test_those_whom_staff_put_in_line_beside_free_seats_are_not_called_up_by_a_party_that_needs_more(
    clerk: Actor,
) -> None:
    desk = opened(capacity=4, needs_review=True)
    sitting, alone, three = party(desk, 2), party(desk, 1), party(desk, 3)
    for registration, to in ((sitting, State.ACCEPTED), (alone, State.WAITLISTED), (three, State.WAITLISTED)):
        decide(registration=registration, decision=Decision(to=to), by=clerk, now=NOW)
    assert catch_up(now=NOW) == 0
    assert [states(alone), states(three)] == [["waitlisted"], ["waitlisted"] * 3]
    assert_true_to_the_rules()


def test_the_form_of_a_party_is_kept_as_plain_data() -> None:
    form = Submission(name="A", email="a@example.org", language="el", nonce="n", companions=("B",))
    assert Submission.from_content(form.as_content()) == form
    older = {name: value for name, value in form.as_content().items() if name != "companions"}
    assert Submission.from_content(older).companions == ()
