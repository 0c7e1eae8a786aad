"""Who gets a seat: decided from figures that were read under the lock of the desk."""

from .errors import Full
from .rules import Rules
from .states import ALWAYS_SEATED, State


def has_free_seat(*, capacity: int | None, taken: int, seats: int = 1) -> bool:
    """Whether `seats` more fit into a pool; a capacity of None has no limit."""
    return capacity is None or taken + seats <= capacity


def first_state(rules: Rules, *, capacity: int | None, taken: int, line: int = 0) -> State:
    """Where a place goes once the address is verified, with `taken` seats gone and `line` people waiting.

    Nobody overtakes the waiting list: while somebody waits, a newcomer joins the line. Raises Full.
    """
    if rules.needs_review and not rules.applications_hold_seats:
        return State.IN_REVIEW
    if has_free_seat(capacity=capacity, taken=taken) and not (line and rules.waiting_list):
        return State.IN_REVIEW if rules.needs_review else State.ACCEPTED
    if rules.waiting_list:
        return State.WAITLISTED
    raise Full


def holds_seat(state: State, rules: Rules, *, start: State | None = None, held: bool = False) -> bool:
    """Whether a place that enters `state` from `start` has a seat of its pool under these rules.

    A question that is asked and answered leaves the seat as it was (`held`).
    """
    if state in ALWAYS_SEATED:
        return True
    if {start, state} == {State.IN_REVIEW, State.ASKED}:
        return held
    return state in {State.IN_REVIEW, State.ASKED} and rules.applications_hold_seats


def state_after_waiting(rules: Rules, *, decided: bool) -> State:
    """Where the first in line goes when a seat comes free; `decided`: staff have already said yes or put it there."""
    if rules.needs_review and not decided:
        return State.IN_REVIEW
    return State.OFFERED if rules.offer_hours else State.ACCEPTED


def new_ceiling(*, capacity: int | None, taken: int, raises: int = 0) -> int | None:
    """The most seats that the database lets a pool take (None: any number).

    It is the capacity plus each logged raise, or what is already taken where the capacity was lowered below it:
    nobody is thrown out silently, and it falls back as seats come free.
    """
    return None if capacity is None else max(capacity + raises, taken)
