"""The decisions that staff may take on a registration, and the words for them and for their refusal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registrations.domain.errors import (
    AlreadyRegistered,
    Full,
    MoveNotAllowed,
    ReasonMissing,
    Refusal,
    Stale,
    TooFewSeats,
)
from registrations.domain.states import LIVE, ActorKind, State, moves_open_to_staff
from registrations.models import Transition
from registrations.services.parties import parties

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import Promise

    from registrations.models import Desk, Place, Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A decision with its words. `serious`: it takes something away from the person."""

    to: State
    verb: Promise
    done: Promise
    icon: str
    serious: bool = False


DECISIONS: dict[State, Move] = {
    State.ACCEPTED: Move(
        to=State.ACCEPTED, verb=_("Accept"), done=pgettext_lazy("decision taken", "Accepted"), icon="check"
    ),
    State.WAITLISTED: Move(
        to=State.WAITLISTED,
        verb=_("Put on the waiting list"),
        done=pgettext_lazy("decision taken", "Put on the waiting list"),
        icon="history",
    ),
    State.REJECTED: Move(
        to=State.REJECTED,
        verb=_("Reject"),
        done=pgettext_lazy("decision taken", "Rejected"),
        icon="cross",
        serious=True,
    ),
    State.CANCELLED: Move(
        to=State.CANCELLED,
        verb=_("Cancel the registration"),
        done=pgettext_lazy("decision taken", "Cancelled"),
        icon="bin",
        serious=True,
    ),
    State.IN_REVIEW: Move(to=State.IN_REVIEW, verb=_("Back to review"), done=_("Back under review"), icon="undo"),
}
"""In the order of the buttons. A question to the applicant is asked with words of its own, further down the page."""


def open_moves(places: Iterable[Place], desk: Desk) -> list[Move]:
    """The decisions that would move at least one of the places of a registration at this desk."""
    found: set[State] = set()
    for place in places:
        found |= moves_open_to_staff(State(place.state), needs_review=desk.needs_review)
    return [move for state, move in DECISIONS.items() if state in found]


def may_be_taken_back(registration: Registration) -> bool:
    """Whether a registration may go back to review together with others: never one that its person has withdrawn."""
    last = Transition.objects.filter(place__registration=registration).order_by("-pk").first()
    return last is None or last.to_state != State.CANCELLED or last.actor != ActorKind.PERSON


def movable(places: Iterable[Place], to: State, desk: Desk) -> list[Place]:
    """The places at a desk that a decision would move."""
    return [p for p in places if to in moves_open_to_staff(State(p.state), needs_review=desk.needs_review)]


def moved_at_once(registration: Registration, to: State) -> list[Place]:
    """The places that a decision on the whole registration moves: while any lives, only those that do."""
    places = [one for one in registration.places.all() if one.state in LIVE or registration.state not in LIVE]
    return movable(places, to, registration.desk)


def choices_of(places: Iterable[Place], to: State) -> list[list[Place]]:
    """What a decision chooses among: those who stand together move together, but one person may be cancelled alone."""
    return [[place] for place in places] if to is State.CANCELLED else parties(places)


@dataclass(frozen=True, slots=True)
class Shortage:
    """A pool in which a decision would seat more people, `wanted`, than there are free seats."""

    place: Place
    wanted: int

    @property
    def missing(self) -> int:
        """How many seats would have to be added."""
        return self.wanted - (self.place.pool.free or 0)


def shortages(places: Iterable[Place], to: State) -> list[Shortage]:
    """Where seats are missing for a decision, in the order of the places."""
    if to is not State.ACCEPTED:
        return []
    unseated = [place for place in places if not place.holds_seat]
    wanted = Counter(place.pool_id for place in unseated)
    first = {place.pool_id: place for place in reversed(unseated)}
    found = [Shortage(first[pool], number) for pool, number in wanted.items()]
    return [one for one in found if one.place.pool.free is not None and one.missing > 0]


def places_of(registration: Registration) -> list[Place]:
    """The places of a registration with their pools and people, in the order they were claimed."""
    return list(registration.places.select_related("pool__desk", "attendee", "recorded_by").order_by("pk"))


def why_refused(refusal: type[Refusal]) -> Promise:
    """A refusal in a sentence for the member of staff."""
    return next(words for kind, words in _REFUSALS.items() if issubclass(refusal, kind))


_REFUSALS: dict[type[Refusal], Promise] = {
    TooFewSeats: _("There are not seats for all who come together."),
    Full: _("No seat is free."),
    MoveNotAllowed: _("The state it is in does not allow this."),
    ReasonMissing: _("Somebody else stands before this person in line: accepting needs a written reason."),
    AlreadyRegistered: _("The same person has registered again since, and that registration stands."),
    Stale: _("Somebody changed it while you were looking at it."),
    Refusal: _("It cannot be done as things stand."),
}
