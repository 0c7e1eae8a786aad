"""Who gets a seat: decided from figures that were read under the lock of the desk."""

from .errors import Full, TooFewSeats
from .rules import Rules
from .states import ALWAYS_SEATED, State


def has_free_seat(*, capacity: int | None, taken: int, seats: int = 1) -> bool:
    """Whether `seats` more fit into a pool; a capacity of None has no limit."""
    return capacity is None or taken + seats <= capacity


def shown_free(*, free: int | None, unconfirmed: int) -> int | None:
    """How many of a pool's seats everybody is told are free; None: no limit.

    Those held for addresses that nobody has confirmed yet (`unconfirmed`) count as free until none is left. Otherwise a
    form with somebody else's address would tell, by one seat fewer or not, whether they are registered.
    """
    return free + unconfirmed if free else free


def could_ever_sit(*, capacity: int | None, seats: int) -> bool:
    """Whether a pool has seats for so many people at all; one person alone may always hope for more."""
    return seats == 1 or has_free_seat(capacity=capacity, taken=0, seats=seats)


def first_state(rules: Rules, *, capacity: int | None, taken: int, line: int = 0, seats: int = 1) -> State:
    """Where `seats` people who come together go once the address is verified: all of them to the same state.

    `taken` seats are gone and `line` people wait. Nobody overtakes the waiting list: while somebody waits, newcomers
    join the line. Raises Full, and TooFewSeats where some seats are left or where there are too few in all.
    """
    if rules.needs_review and not rules.applications_hold_seats:
        return State.IN_REVIEW
    if has_free_seat(capacity=capacity, taken=taken, seats=seats) and not (line and rules.waiting_list):
        return State.IN_REVIEW if rules.needs_review else State.ACCEPTED
    possible = could_ever_sit(capacity=capacity, seats=seats)
    if rules.waiting_list and possible:
        return State.WAITLISTED
    free = max((capacity or 0) - taken, 0)
    if not possible or free:
        raise TooFewSeats(wanted=seats, free=free, seats=capacity or 0)
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
