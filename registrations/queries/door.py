"""Who is expected at the door: names and references only."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from registrations.domain.states import State
from registrations.models import Place, SeatPool
from registrations.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from registrations.models import Desk

_DAY = timedelta(days=1)

READ = ("attendance", "present_at", "present_by", "recorded_by", "attendee__name", "registration__reference")
"""All that the door reads of anybody."""


def session_of(desk: Desk, reference: str, now: datetime) -> SeatPool | None:
    """Where the people of a registration are expected: the session that is on or comes next, else the last one."""
    pools = SeatPool.objects.filter(
        desk=desk, places__registration__reference=reference, places__state=State.ACCEPTED
    ).distinct()
    return in_turn(pools, now)


def in_turn(pools: Iterable[SeatPool], now: datetime) -> SeatPool | None:
    """The session that is on or comes next at the UTC instant `now`, else the last one; None of none.

    One without an end lasts for the rest of a day; one without hours comes after those that have some.
    """
    found = sorted(pools, key=lambda pool: (pool.begins_at is None, pool.begins_at or now, pool.pk))
    ahead = [pool for pool in found if pool.begins_at is None or (pool.ends_at or pool.begins_at + _DAY) >= now]
    return next(iter(ahead or found[-1:]), None)


def expected_at(pools: Iterable[SeatPool]) -> list[Place]:
    """The places of those who are expected at these sessions, by name as Greek sorts it; one statement."""
    accepted = Place.objects.accepted().filter(pool__in=pools)
    places = accepted.select_related("attendee", "registration", "recorded_by").only(*READ, "pool")
    return sorted(places, key=lambda place: (fold(place.attendee.name), place.pk))
