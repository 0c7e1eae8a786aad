"""The graph of states: written down once more, by hand, from the table of the documentation."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain import states
from registrations.domain.errors import MoveNotAllowed
from registrations.domain.states import (
    ALWAYS_SEATED,
    ENDED,
    LIVE,
    MAY_BE_SEATED,
    MOVES,
    ActorKind,
    State,
    check_move,
    derived_state,
    may_move,
    moves_open_to_staff,
)

# from: {to: who}; p the person, s staff, c the clock. A pair that is missing is forbidden to all three.
TABLE: dict[str, dict[str, str]] = {
    "": {"unverified": "p", "in_review": "ps", "accepted": "ps", "waitlisted": "ps"},
    "unverified": {"in_review": "ps", "accepted": "ps", "waitlisted": "ps", "expired": "c", "cancelled": "ps"},
    "in_review": {"asked": "s", "accepted": "s", "waitlisted": "s", "rejected": "s", "cancelled": "ps"},
    "asked": {"in_review": "ps", "accepted": "s", "waitlisted": "s", "rejected": "s", "cancelled": "ps"},
    "waitlisted": {"in_review": "cs", "offered": "c", "accepted": "cs", "rejected": "s", "cancelled": "ps"},
    "offered": {"accepted": "p", "waitlisted": "pc", "expired": "pc", "cancelled": "ps"},
    "accepted": {"in_review": "ps", "cancelled": "ps"},
    "rejected": {"in_review": "s", "accepted": "s", "waitlisted": "s"},
    "cancelled": {"in_review": "s", "accepted": "s", "waitlisted": "s"},
    "expired": {"in_review": "s", "accepted": "s", "waitlisted": "s"},
}
ACTORS = {"p": ActorKind.PERSON, "s": ActorKind.STAFF, "c": ActorKind.CLOCK}
STARTS: list[State | None] = [None, *State]


@pytest.mark.parametrize(
    ("start", "to", "letter"), [(start, to, letter) for start, to in product(STARTS, State) for letter in ACTORS]
)
def test_every_pair_is_open_to_those_whom_the_table_names_and_to_nobody_else(
    start: State | None, to: State, letter: str
) -> None:
    actor = ACTORS[letter]
    if letter in TABLE[start or ""].get(to, ""):
        assert may_move(start, to, actor)
        check_move(start, to, actor)
    else:
        assert not may_move(start, to, actor)
        with pytest.raises(MoveNotAllowed) as refusal:
            check_move(start, to, actor)
        assert (refusal.value.start, refusal.value.to, refusal.value.by) == (start, to, actor)
        assert str(to) in str(refusal.value)


def test_the_table_of_moves_holds_no_pair_without_an_actor() -> None:
    assert all(MOVES.values())
    assert {(start or "", to) for start, to in MOVES} == {(start, to) for start in TABLE for to in TABLE[start]}


def test_every_state_is_either_live_or_ended() -> None:
    assert set(State) == LIVE | ENDED
    assert not LIVE & ENDED
    assert {State.REJECTED, State.CANCELLED, State.EXPIRED} == ENDED
    assert LIVE - {State.UNVERIFIED} == states.VERIFIED_LIVE


def test_only_live_states_hold_seats_and_nobody_sits_while_waiting() -> None:
    assert LIVE - {State.WAITLISTED} == ALWAYS_SEATED | MAY_BE_SEATED
    assert not ALWAYS_SEATED & MAY_BE_SEATED


def test_the_clock_never_brings_anybody_back_and_the_person_never_decides_alone() -> None:
    for (start, to), who in MOVES.items():
        if start in ENDED:
            assert who == {ActorKind.STAFF}
        if start in {State.IN_REVIEW, State.ASKED, State.WAITLISTED} and to in ALWAYS_SEATED:
            assert ActorKind.PERSON not in who


def test_nobody_is_stuck_every_state_has_a_way_on() -> None:
    assert {start for start, _to in MOVES} == {None, *State}


@pytest.mark.parametrize("start", list(State))
def test_staff_choose_among_the_moves_that_are_open_to_them(start: State) -> None:
    assert moves_open_to_staff(start, needs_review=True) == {
        State(to) for to, who in TABLE[start].items() if "s" in who
    }


@pytest.mark.parametrize("start", list(State))
def test_what_is_decided_goes_back_to_review_only_where_somebody_reviews(start: State) -> None:
    lost = moves_open_to_staff(start, needs_review=True) - moves_open_to_staff(start, needs_review=False)
    assert lost == ({State.IN_REVIEW} if start in {State.ACCEPTED, State.WAITLISTED} else set())


URGENCY = ["asked", "in_review", "offered", "unverified", "waitlisted", "accepted"]


@pytest.mark.parametrize(("first", "second"), list(product(URGENCY, URGENCY)))
def test_the_more_urgent_of_two_live_places_names_the_registration(first: str, second: str) -> None:
    expected = min(first, second, key=URGENCY.index)
    assert derived_state([(State(first), 2.0), (State(second), 1.0)]) == expected


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_a_live_place_counts_more_than_one_that_ended_later(ended: State) -> None:
    assert derived_state([(State.ACCEPTED, 1.0), (ended, 9.0)]) is State.ACCEPTED


def test_without_a_live_place_the_latest_end_names_the_registration() -> None:
    assert derived_state([(State.REJECTED, 1.0), (State.CANCELLED, 3.0), (State.EXPIRED, 2.0)]) is State.CANCELLED


def test_a_registration_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="at least one place"):
        derived_state([])


@given(st.lists(st.tuples(st.sampled_from(State), st.floats(0, 1e9)), min_size=1))
def test_the_derived_state_is_that_of_one_of_the_places_and_live_when_any_is(places: list[tuple[State, float]]) -> None:
    found = derived_state(places)
    assert found in {state for state, _moment in places}
    assert (found in LIVE) == any(state in LIVE for state, _moment in places)
    assert found is derived_state(list(reversed(places))) or found in ENDED
