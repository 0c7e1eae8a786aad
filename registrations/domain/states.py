"""The states of a place, the moves between them, and what each state means for a seat."""

from collections.abc import Iterable
from enum import StrEnum

from .errors import MoveNotAllowed


class State(StrEnum):
    """Where a place stands."""

    UNVERIFIED = "unverified"
    IN_REVIEW = "in_review"
    ASKED = "asked"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    WAITLISTED = "waitlisted"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class ActorKind(StrEnum):
    """Who moves a place: the person concerned, a member of staff, or the passing of time (and of places)."""

    PERSON = "person"
    STAFF = "staff"
    CLOCK = "clock"


LIVE = frozenset(
    {State.UNVERIFIED, State.IN_REVIEW, State.ASKED, State.OFFERED, State.ACCEPTED, State.WAITLISTED},
)
ENDED = frozenset(State) - LIVE
VERIFIED_LIVE = LIVE - {State.UNVERIFIED}

ALWAYS_SEATED = frozenset({State.ACCEPTED, State.OFFERED})
"""States that hold a seat whatever the rules say."""

MAY_BE_SEATED = frozenset({State.UNVERIFIED, State.IN_REVIEW, State.ASKED})
"""States that hold a seat only in some cases: a short hold, or applications that hold seats."""

DECIDED = frozenset({State.ACCEPTED, State.WAITLISTED})
"""Live states that a decision of staff, or of the rules, has brought."""

_P, _S, _C = ActorKind.PERSON, ActorKind.STAFF, ActorKind.CLOCK

MOVES: dict[tuple[State | None, State], frozenset[ActorKind]] = {
    (None, State.UNVERIFIED): frozenset({_P}),
    (None, State.IN_REVIEW): frozenset({_P, _S}),
    (None, State.ACCEPTED): frozenset({_P, _S}),
    (None, State.WAITLISTED): frozenset({_P, _S}),
    (State.UNVERIFIED, State.IN_REVIEW): frozenset({_P, _S}),
    (State.UNVERIFIED, State.ACCEPTED): frozenset({_P, _S}),
    (State.UNVERIFIED, State.WAITLISTED): frozenset({_P, _S}),
    (State.UNVERIFIED, State.EXPIRED): frozenset({_C}),
    (State.IN_REVIEW, State.ASKED): frozenset({_S}),
    (State.ASKED, State.IN_REVIEW): frozenset({_P, _S}),
    (State.IN_REVIEW, State.ACCEPTED): frozenset({_S}),
    (State.IN_REVIEW, State.WAITLISTED): frozenset({_S}),
    (State.IN_REVIEW, State.REJECTED): frozenset({_S}),
    (State.ASKED, State.ACCEPTED): frozenset({_S}),
    (State.ASKED, State.WAITLISTED): frozenset({_S}),
    (State.ASKED, State.REJECTED): frozenset({_S}),
    (State.WAITLISTED, State.IN_REVIEW): frozenset({_C, _S}),
    (State.WAITLISTED, State.OFFERED): frozenset({_C}),
    (State.WAITLISTED, State.ACCEPTED): frozenset({_C, _S}),
    (State.WAITLISTED, State.REJECTED): frozenset({_S}),
    (State.OFFERED, State.ACCEPTED): frozenset({_P}),
    (State.OFFERED, State.WAITLISTED): frozenset({_P, _C}),
    (State.OFFERED, State.EXPIRED): frozenset({_P, _C}),
    (State.ACCEPTED, State.IN_REVIEW): frozenset({_P, _S}),
    **{(live, State.CANCELLED): frozenset({_P, _S}) for live in sorted(LIVE)},
    **{
        (ended, back): frozenset({_S})
        for ended in sorted(ENDED)
        for back in (State.IN_REVIEW, State.ACCEPTED, State.WAITLISTED)
    },
}
"""Every allowed move with those who may make it; a pair that is not here is forbidden to everybody."""

_BY_URGENCY = (
    State.ASKED,
    State.IN_REVIEW,
    State.OFFERED,
    State.UNVERIFIED,
    State.WAITLISTED,
    State.ACCEPTED,
)


def may_move(start: State | None, to: State, by: ActorKind) -> bool:
    """Whether `by` may move a place from `start` (None: it does not exist yet) to `to`."""
    return by in MOVES.get((start, to), frozenset())


def check_move(start: State | None, to: State, by: ActorKind) -> None:
    """Let an allowed move pass; raises MoveNotAllowed otherwise."""
    if not may_move(start, to, by):
        raise MoveNotAllowed(start=start, to=to, by=by)


def moves_open_to_staff(start: State, *, needs_review: bool) -> frozenset[State]:
    """The states a member of staff may choose next: what is decided goes back to review only where somebody reviews."""
    found = frozenset(to for (origin, to), who in MOVES.items() if origin == start and ActorKind.STAFF in who)
    return found if needs_review or start not in DECIDED else found - {State.IN_REVIEW}


def derived_state(places: Iterable[tuple[State, float]]) -> State:
    """The state of a registration, from its places as (state, moment of its last move) pairs.

    The first of asked, in review, offered, unverified, waitlisted, accepted that any place has;
    with no live place, the end state reached last. Raises ValueError when there is no place at all.
    """
    found = list(places)
    if not found:
        raise ValueError("A registration has at least one place.")
    present = {state for state, _moment in found}
    for state in _BY_URGENCY:
        if state in present:
            return state
    return max(found, key=lambda place: place[1])[0]
