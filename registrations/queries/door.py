"""Who is expected at the door: names and references only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.models import Place
from registrations.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registrations.models import SeatPool

READ = ("attendance", "present_at", "present_by", "recorded_by", "attendee__name", "registration__reference")
"""All that the door reads of anybody."""


def expected_at(pools: Iterable[SeatPool]) -> list[Place]:
    """The places of those who are expected at these sessions, by name as Greek sorts it; one statement."""
    accepted = Place.objects.accepted().filter(pool__in=pools)
    places = accepted.select_related("attendee", "registration", "recorded_by").only(*READ, "pool")
    return sorted(places, key=lambda place: (fold(place.attendee.name), place.pk))
