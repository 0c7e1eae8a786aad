"""Who gets a seat, in tables."""

from __future__ import annotations

from itertools import product

import pytest

from registrations.domain.errors import Full, TooFewSeats
from registrations.domain.rules import Rules
from registrations.domain.seating import (
    first_state,
    has_free_seat,
    holds_seat,
    new_ceiling,
    shown_free,
    state_after_waiting,
)
from registrations.domain.states import State

PLAIN = Rules()
LIST = Rules(waiting_list=True)
REVIEW = Rules(needs_review=True)
REVIEW_LIST = Rules(needs_review=True, waiting_list=True)
HOLDING = Rules(needs_review=True, applications_hold_seats=True)
HOLDING_LIST = Rules(needs_review=True, applications_hold_seats=True, waiting_list=True)


@pytest.mark.parametrize(
    ("capacity", "taken", "seats", "expected"),
    [
        (None, 10_000, 1, True),
        (1, 0, 1, True),
        (1, 1, 1, False),
        (0, 0, 1, False),
        (5, 9, 1, False),  # the capacity was lowered
        (5, 3, 2, True),
        (5, 4, 2, False),
    ],
)
def test_a_seat_is_free_below_the_capacity(capacity: int | None, taken: int, seats: int, expected: bool) -> None:
    assert has_free_seat(capacity=capacity, taken=taken, seats=seats) is expected


@pytest.mark.parametrize(
    ("rules", "capacity", "taken", "line", "expected"),
    [
        (PLAIN, None, 7, 0, State.ACCEPTED),
        (PLAIN, 2, 1, 0, State.ACCEPTED),
        (PLAIN, 2, 2, 0, None),
        (PLAIN, 0, 0, 0, None),
        (PLAIN, 2, 1, 3, State.ACCEPTED),  # the list was switched off: nobody to stand behind
        (LIST, 2, 1, 0, State.ACCEPTED),
        (LIST, 2, 2, 0, State.WAITLISTED),
        (LIST, 2, 1, 1, State.WAITLISTED),  # nobody overtakes the line
        (LIST, None, 5, 1, State.WAITLISTED),
        (REVIEW, 2, 2, 0, State.IN_REVIEW),
        (REVIEW, 2, 1, 0, State.IN_REVIEW),
        (REVIEW_LIST, 2, 2, 5, State.IN_REVIEW),  # nobody is waitlisted by machine
        (HOLDING, 2, 1, 0, State.IN_REVIEW),
        (HOLDING, 2, 2, 0, None),
        (HOLDING_LIST, 2, 1, 0, State.IN_REVIEW),
        (HOLDING_LIST, 2, 2, 0, State.WAITLISTED),
        (HOLDING_LIST, 2, 1, 1, State.WAITLISTED),
    ],
)
def test_where_a_new_place_goes(
    rules: Rules, capacity: int | None, taken: int, line: int, expected: State | None
) -> None:
    if expected is None:
        with pytest.raises(Full):
            first_state(rules, capacity=capacity, taken=taken, line=line)
    else:
        assert first_state(rules, capacity=capacity, taken=taken, line=line) is expected


@pytest.mark.parametrize(
    ("rules", "capacity", "taken", "line", "expected"),
    [
        (PLAIN, None, 7, 0, State.ACCEPTED),
        (PLAIN, 5, 2, 0, State.ACCEPTED),
        (PLAIN, 5, 3, 0, TooFewSeats),  # two are left
        (PLAIN, 5, 5, 0, Full),
        (PLAIN, 2, 0, 0, TooFewSeats),  # two in all
        (LIST, 5, 3, 0, State.WAITLISTED),
        (LIST, 5, 0, 1, State.WAITLISTED),
        (LIST, 2, 2, 0, TooFewSeats),  # they would wait for ever
        (REVIEW, 2, 2, 0, State.IN_REVIEW),
        (HOLDING_LIST, 5, 3, 0, State.WAITLISTED),
    ],
)
def test_three_who_come_together_sit_together_or_wait_together(
    rules: Rules, capacity: int | None, taken: int, line: int, expected: State | type[Full]
) -> None:
    if isinstance(expected, State):
        assert first_state(rules, capacity=capacity, taken=taken, line=line, seats=3) is expected
        return
    with pytest.raises(Full) as refused:
        first_state(rules, capacity=capacity, taken=taken, line=line, seats=3)
    assert type(refused.value) is expected
    if isinstance(refused.value, TooFewSeats):
        assert (refused.value.wanted, refused.value.free) == (3, (capacity or 0) - taken)


@pytest.mark.parametrize(("state", "rules"), list(product(State, [PLAIN, HOLDING])))
def test_which_states_hold_a_seat(state: State, rules: Rules) -> None:
    always = state in {State.ACCEPTED, State.OFFERED}
    applying = state in {State.IN_REVIEW, State.ASKED} and rules.applications_hold_seats
    assert holds_seat(state, rules) is (always or applying)


@pytest.mark.parametrize("rules", [REVIEW, HOLDING])
@pytest.mark.parametrize("held", [True, False])
def test_a_question_leaves_the_seat_as_it_was(rules: Rules, held: bool) -> None:
    assert holds_seat(State.ASKED, rules, start=State.IN_REVIEW, held=held) is held
    assert holds_seat(State.IN_REVIEW, rules, start=State.ASKED, held=held) is held
    assert holds_seat(State.IN_REVIEW, rules, start=State.UNVERIFIED, held=held) is rules.applications_hold_seats
    assert holds_seat(State.ACCEPTED, rules, start=State.ASKED, held=held)
    assert not holds_seat(State.REJECTED, rules, start=State.ASKED, held=held)


@pytest.mark.parametrize(
    ("rules", "decided", "expected"),
    [
        (LIST, False, State.ACCEPTED),
        (LIST, True, State.ACCEPTED),
        (HOLDING_LIST, False, State.IN_REVIEW),
        (HOLDING_LIST, True, State.ACCEPTED),
    ],
)
def test_where_the_first_in_line_goes(rules: Rules, decided: bool, expected: State) -> None:
    assert state_after_waiting(rules, decided=decided) is expected


@pytest.mark.parametrize(
    ("free", "unconfirmed", "expected"),
    [(None, 0, None), (None, 5, None), (7, 0, 7), (7, 3, 10), (1, 9, 10), (0, 3, 0), (0, 0, 0)],
)
def test_seats_held_for_unconfirmed_addresses_are_told_as_free_until_none_is_left(
    free: int | None, unconfirmed: int, expected: int | None
) -> None:
    assert shown_free(free=free, unconfirmed=unconfirmed) == expected


@pytest.mark.parametrize(
    ("capacity", "taken", "raises", "expected"),
    [
        (None, 9, 3, None),
        (10, 4, 0, 10),
        (10, 10, 2, 12),
        (5, 9, 0, 9),  # lowered: nobody is thrown out
        (5, 6, 0, 6),  # and it falls back as seats come free
        (5, 4, 0, 5),
        (0, 0, 0, 0),
    ],
)
def test_the_ceiling_is_the_capacity_or_what_is_taken_already(
    capacity: int | None, taken: int, raises: int, expected: int | None
) -> None:
    assert new_ceiling(capacity=capacity, taken=taken, raises=raises) == expected
