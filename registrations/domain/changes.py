"""What changed about an event between two publications, and what becomes of the change.

A change is told to people only when somebody said so. What nobody has said anything about stays pending.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from .occasion import EventStatus, Occasion, SessionFact


class ChangeKind(StrEnum):
    """What changed."""

    CANCELLED = "cancelled"
    RESUMED = "resumed"
    POSTPONED = "postponed"
    DATE = "date"
    VENUE = "venue"
    DEADLINE = "deadline"


class Nature(StrEnum):
    """What a change means for the public: not said yet, a mistake put right, or a real change that is shown."""

    PENDING = "pending"
    CORRECTION = "correction"
    MOVED = "moved"


IN_CALENDARS = frozenset(ChangeKind) - {ChangeKind.DEADLINE}
"""What makes a new revision of a calendar entry (RFC 5545 §3.8.7.4), and what people who registered must know."""

LONGEST = 255
"""Letters of a place that a desk keeps."""

_BY_WEIGHT = tuple(ChangeKind)


@dataclass(frozen=True, slots=True)
class SessionHours:
    """When and in which room a session is held."""

    begins_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""

    @classmethod
    def of(cls, session: SessionFact) -> SessionHours:
        """Those of a session that a page would publish, the room cut to the length that a desk keeps."""
        return cls(session.begins_at, session.ends_at, session.room[:LONGEST])

    def as_json(self) -> list[str | None]:
        """Begin, end and room as JSON keeps them; `from_json` reads them back."""
        return [_written(self.begins_at), _written(self.ends_at), self.room]

    @classmethod
    def from_json(cls, stored: list[Any]) -> SessionHours:
        """The hours that `as_json` wrote. Raises ValueError for what it did not."""
        begin, end, room = stored
        return cls(_instant(begin), _instant(end), room)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What can change about an event that people have in their calendars. Instants are UTC; sessions by their key."""

    begins_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = "Europe/Athens"
    venue: str = ""
    address: str = ""
    status: EventStatus = EventStatus.SCHEDULED
    expected_on: date | None = None
    precision: str = ""
    closes_at: datetime | None = None
    sessions: dict[str, SessionHours] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The facts as JSON keeps them; `from_json` reads them back."""
        return {
            "begins_at": _written(self.begins_at),
            "ends_at": _written(self.ends_at),
            "closes_at": _written(self.closes_at),
            "zone": self.zone,
            "venue": self.venue,
            "address": self.address,
            "precision": self.precision,
            "status": str(self.status),
            "expected_on": _written(self.expected_on),
            "sessions": {key: one.as_json() for key, one in self.sessions.items()},
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Facts:
        """The facts that `as_json` wrote. Raises KeyError for what it did not."""
        expected = stored["expected_on"]
        return cls(
            begins_at=_instant(stored["begins_at"]),
            ends_at=_instant(stored["ends_at"]),
            closes_at=_instant(stored["closes_at"]),
            zone=stored["zone"],
            venue=stored["venue"],
            address=stored["address"],
            precision=stored["precision"],
            status=EventStatus(stored["status"]),
            expected_on=date.fromisoformat(expected) if expected else None,
            sessions={key: SessionHours.from_json(one) for key, one in stored["sessions"].items()},
        )


def _written(moment: date | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def changes_between(before: Facts, after: Facts) -> frozenset[ChangeKind]:
    """What is different. A session that came or went is no change of those that stayed."""
    found = set()
    if after.status is not before.status:
        found |= _change_of_status(before.status, after.status)
    if _hours(before) != _hours(after) or _sessions_differ(before, after, ("begins_at", "ends_at")):
        found.add(ChangeKind.DATE)
    if (before.venue, before.address) != (after.venue, after.address) or _sessions_differ(before, after, ("room",)):
        found.add(ChangeKind.VENUE)
    if _to_the_minute(before.closes_at) != _to_the_minute(after.closes_at):
        found.add(ChangeKind.DEADLINE)
    return frozenset(found)


def _change_of_status(before: EventStatus, after: EventStatus) -> set[ChangeKind]:
    if after is EventStatus.CANCELLED:
        return {ChangeKind.CANCELLED}
    if after is EventStatus.POSTPONED:
        return {ChangeKind.POSTPONED}
    return {ChangeKind.RESUMED} if before is EventStatus.CANCELLED else {ChangeKind.DATE}


def _hours(facts: Facts) -> tuple[Any, ...]:
    begin, end = _to_the_minute(facts.begins_at), _to_the_minute(facts.ends_at)
    return begin, end, facts.zone, facts.expected_on, facts.precision


def _sessions_differ(before: Facts, after: Facts, names: tuple[str, ...]) -> bool:
    both = before.sessions.keys() & after.sessions.keys()
    pairs = [(before.sessions[key], after.sessions[key]) for key in both]
    return any(
        _to_the_minute(getattr(old, name)) != _to_the_minute(getattr(new, name)) for old, new in pairs for name in names
    )


def _to_the_minute(fact: Any) -> Any:
    """An instant as people read it: forms drop the seconds that an import may have stored."""
    return fact.replace(second=0, microsecond=0) if isinstance(fact, datetime) else fact


def main_kind(kinds: frozenset[ChangeKind]) -> ChangeKind:
    """The heaviest of several changes: it names the letter. Raises StopIteration where there is none."""
    return next(kind for kind in _BY_WEIGHT if kind in kinds)


def nature_of(kinds: frozenset[ChangeKind], *, said: Nature | None, people: int, before: Facts, after: Facts) -> Nature:
    """What becomes of a change: what was said; else pending where `people` would have to know of it.

    Where nobody has registered, cancelling and postponing are real changes, and so is a later deadline; the rest was
    put right before anybody relied on it.
    """
    if said is not None:
        return said
    if people and kinds & IN_CALENDARS:
        return Nature.PENDING
    if kinds & {ChangeKind.CANCELLED, ChangeKind.POSTPONED}:
        return Nature.MOVED
    return Nature.MOVED if kinds == {ChangeKind.DEADLINE} and _is_later(before, after) else Nature.CORRECTION


def _is_later(before: Facts, after: Facts) -> bool:
    """Whether registration stays open longer: a deadline that was there moved back, or fell away."""
    if before.closes_at is None:
        return False
    return after.closes_at is None or after.closes_at > before.closes_at


def facts_of(occasion: Occasion, *, closes_at: datetime | None) -> Facts:
    """The facts that a page would publish, cut to the lengths that a desk keeps."""
    return Facts(
        begins_at=occasion.begins_at,
        ends_at=occasion.ends_at,
        zone=occasion.zone,
        venue=occasion.venue[:LONGEST],
        address=occasion.address[:LONGEST],
        status=occasion.status,
        expected_on=occasion.expected_on,
        precision=occasion.precision,
        closes_at=closes_at,
        sessions={session.key: SessionHours.of(session) for session in occasion.sessions_here},
    )
