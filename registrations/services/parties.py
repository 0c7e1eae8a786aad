"""Who stands together: the people of one registration take seats in a pool, wait and move as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registrations.domain.states import State
from registrations.models import Place

from .moving import move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from registrations.models import SeatPool, Transition


def parties(places: Iterable[Place]) -> list[list[Place]]:
    """Places of one registration as they stand together, by pool and state; who left the party stands alone.

    Needs the attendees of the places.
    """
    found: dict[tuple[Any, ...], list[Place]] = {}
    for place in places:
        alone = place.attendee_id if place.attendee.has_left else 0
        found.setdefault((place.pool_id, place.state, alone), []).append(place)
    return list(found.values())


def party_of(place: Place) -> list[Place]:
    """Everybody who stands together with this place, as stored now, with one registration object for all."""
    together = Place.objects.filter(registration=place.registration_id, pool=place.pool_id, state=place.state)
    return united(together.select_related("registration__desk").order_by("pk"))


def first_in_line(pool: SeatPool, *, after: int = 0, passing_over: int | None = None) -> list[Place]:
    """The first party of the waiting list behind position `after`, without the registration that is passed over.

    A party is an unbroken row of one registration: who came to the line later waits there. Empty where nobody waits.
    """
    line = pool.places.waitlisted().filter(position__gt=after)
    if passing_over is not None:
        line = line.exclude(registration=passing_over)
    first = line.first()
    if first is None:
        return []
    behind = line.exclude(registration=first.registration_id).values_list("position", flat=True).first()
    mine = line.filter(registration=first.registration_id)
    if behind is not None:
        mine = mine.filter(position__lt=behind)
    return united(mine.select_related("registration__desk"))


def move_party(party: Sequence[Place], *, to: State, **how: Any) -> list[Transition]:
    """Move all of a party with the words of `moving.move`. Raises what that raises; the caller asked for the seats."""
    return [move(place, to=to, **how) for place in party]


def united(places: Iterable[Place]) -> list[Place]:
    """Places of one registration that share one object of it, so that its state is read and written once."""
    found = list(places)
    for place in found[1:]:
        place.registration = found[0].registration
    return found
