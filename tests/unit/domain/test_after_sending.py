"""Offers of seats, and until when answers may be changed: tables of cases, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from registrations.domain.editing import edit_deadline, may_edit
from registrations.domain.offers import offer_until, state_after_offer
from registrations.domain.rules import Edits, Rules
from registrations.domain.seating import state_after_waiting
from registrations.domain.states import State

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("review", "hours", "decided", "expected"),
    [
        (False, None, False, State.ACCEPTED),
        (False, 24, False, State.OFFERED),
        (True, 24, False, State.IN_REVIEW),
        (True, 24, True, State.OFFERED),
        (True, None, True, State.ACCEPTED),
    ],
)
def test_where_the_first_in_line_goes(review: bool, hours: int | None, decided: bool, expected: State) -> None:
    assert state_after_waiting(Rules(needs_review=review, offer_hours=hours), decided=decided) == expected


@pytest.mark.parametrize(("begins", "expected"), [(None, 24), (100, 24), (5, 5)])
def test_an_offer_ends_after_its_hours_and_never_after_the_beginning(begins: int | None, expected: int) -> None:
    begins_at = None if begins is None else NOW + begins * HOUR
    assert offer_until(Rules(offer_hours=24), begins_at=begins_at, now=NOW) == NOW + expected * HOUR


@pytest.mark.parametrize(
    ("passed", "declined", "others", "over", "expected"),
    [
        (False, False, True, False, State.WAITLISTED),
        (False, False, False, False, State.WAITLISTED),
        (False, True, True, False, State.WAITLISTED),
        (False, True, False, False, State.EXPIRED),
        (True, False, True, False, State.EXPIRED),
        (False, False, True, True, State.EXPIRED),
    ],
)
def test_who_does_not_take_an_offer_goes_once_to_the_end_of_the_line(
    passed: bool, declined: bool, others: bool, over: bool, expected: State
) -> None:
    assert state_after_offer(passed_before=passed, declined=declined, others_wait=others, over=over) == expected


@pytest.mark.parametrize(
    ("edits", "closes", "begins", "expected"),
    [
        (Edits.WHILE_OPEN, 10, 50, 10),
        (Edits.WHILE_OPEN, None, 50, 50),
        (Edits.WHILE_OPEN, 60, 50, 50),
        (Edits.WHILE_OPEN, None, None, None),
        (Edits.BEFORE_BEGIN, 10, 50, 48),
        (Edits.BEFORE_BEGIN, 10, None, 10),
    ],
)
def test_the_deadline_for_changes(edits: Edits, closes: int | None, begins: int | None, expected: int | None) -> None:
    rules = Rules(edits=edits, edit_hours=2, closes_at=None if closes is None else NOW + closes * HOUR)
    until = edit_deadline(rules, begins_at=None if begins is None else NOW + begins * HOUR)
    assert until == (None if expected is None else NOW + expected * HOUR)


@pytest.mark.parametrize(
    ("edits", "state", "later", "expected"),
    [
        (Edits.WHILE_OPEN, State.ACCEPTED, 0, True),
        (Edits.WHILE_OPEN, State.ACCEPTED, 10, False),
        (Edits.WHILE_OPEN, State.UNVERIFIED, 0, False),
        (Edits.WHILE_OPEN, State.CANCELLED, 0, False),
        (Edits.NO, State.ACCEPTED, 0, False),
    ],
)
def test_who_may_change_answers(edits: Edits, state: State, later: int, expected: bool) -> None:
    rules = Rules(edits=edits, closes_at=NOW + 10 * HOUR)
    assert may_edit(rules, state=state, begins_at=None, now=NOW + later * HOUR) is expected
