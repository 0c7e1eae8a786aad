"""Sessions of one event that are held at the same time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from registrations.public import SessionFact


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sessions that nobody can sit in at once, from `begins_at` to `ends_at`."""

    first: SessionFact
    second: SessionFact
    begins_at: datetime
    ends_at: datetime


def overlaps(sessions: Iterable[SessionFact]) -> tuple[Overlap, ...]:
    """The pairs that overlap, earliest first; sessions that only touch, or lack an hour, do not count."""
    found = []
    for first, second in combinations(sessions, 2):
        if not (first.begins_at and first.ends_at and second.begins_at and second.ends_at):
            continue
        begins_at = max(first.begins_at, second.begins_at)
        ends_at = min(first.ends_at, second.ends_at)
        if begins_at < ends_at:
            found.append(Overlap(first, second, begins_at, ends_at))
    return tuple(sorted(found, key=lambda overlap: overlap.begins_at))
