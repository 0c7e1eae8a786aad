"""What is new at a desk, in figures: applications, seats that fill up, letters that failed, people to be told.

No person is named.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from registrations.domain.members import HASTENED_AFTER
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, Place, Registration, Transition
from registrations.models.notice import LOST

from .untold import untold_members

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Desk

LEVELS = (50, 80, 100)
"""How full a desk must be for staff to be told, in per cent."""


@dataclass(frozen=True, slots=True)
class Level:
    """Seats that fill up: `percent` is the level that was reached, `title` that of the session."""

    pool: int
    title: str
    percent: int
    taken: int
    seats: int


@dataclass(frozen=True, slots=True)
class News:
    """What happened at a desk between two instants; `untold`: members of bodies whose letter must leave soon."""

    new: int = 0
    waiting: int = 0
    failed: int = 0
    untold: int = 0
    levels: list[Level] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.failed or self.untold or self.levels)

    def as_json(self) -> dict[str, Any]:
        """The figures as a letter keeps them."""
        return asdict(self)


def news_of(desk: Desk, *, since: datetime, until: datetime, told: dict[str, int]) -> News:
    """What is new at `desk` after `since` up to `until` (UTC); `told` are the levels that were told before."""
    came = Transition.objects.filter(
        place__pool__desk=desk, place__state=State.IN_REVIEW, to_state=State.IN_REVIEW, at__gt=since, at__lte=until
    )
    lost = Notice.objects.filter(desk=desk, state__in=LOST, settled_at__gt=since, settled_at__lte=until)
    return News(
        new=Registration.objects.filter(pk__in=came.values("place__registration")).count(),
        waiting=Registration.objects.filter(
            pk__in=Place.objects.filter(pool__desk=desk, state=State.IN_REVIEW).values("registration")
        ).count(),
        failed=lost.exclude(kind=NoticeKind.STAFF_NEWS).count(),
        untold=untold_members(named_until=until - HASTENED_AFTER, named_after=since - HASTENED_AFTER)
        .filter(registration__desk=desk)
        .count(),
        levels=_levels(desk, told),
    )


def level_of(taken: int, seats: int) -> int:
    """The highest level that is reached; 0 below the lowest, and where there are no seats."""
    return max((level for level in LEVELS if seats and taken * 100 >= level * seats), default=0)


def _levels(desk: Desk, told: dict[str, int]) -> list[Level]:
    found = []
    for pool in desk.pools.filter(is_closed=False).exclude(capacity=None).order_by("begins_at", "pk"):
        seats = pool.seats or 0
        percent = level_of(pool.taken, seats)
        if percent > told.get(str(pool.pk), 0):
            found.append(Level(pool.pk, pool.title, percent, pool.taken, seats))
    return found
