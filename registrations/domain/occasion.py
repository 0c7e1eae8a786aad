"""What a registration is for: the one fact that a page tells the booking office."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .rules import Mode


class EventStatus(StrEnum):
    """Whether an event is held as planned; one that is postponed has no new date yet, or only a rough one."""

    SCHEDULED = "scheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFact:
    """A part of an event with its own hours, room, audience and way to register; `key` is a permanent uuid."""

    key: str
    title: str
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    room: str = ""
    audience: str = ""
    mode: Mode = Mode.NONE
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """Title, begin and end (UTC instants), the zone they are shown in, and where it happens.

    Without a `zone`, that of the host's settings counts: `queries.occasions` settles it for all who ask.
    `action` is the key of what registering is called, empty where nobody chose one.
    An event whose date is known only roughly has no begin: `precision` names the period (the values of
    `registrations.text.vague.Precision`) and `expected_on` a day in it.
    """

    title: str
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str = ""
    venue: str = ""
    address: str = ""
    online: bool = False
    action: str = ""
    status: EventStatus = EventStatus.SCHEDULED
    expected_on: date | None = None
    precision: str = ""
    sessions: tuple[SessionFact, ...] = ()

    @property
    def is_cancelled(self) -> bool:
        """Nothing is held."""
        return self.status is EventStatus.CANCELLED

    def is_over(self, now: datetime) -> bool:
        """The last hour that is known has passed; an event without a day is never over."""
        last = self.ends_at or self.begins_at
        return last is not None and last <= now

    @property
    def sessions_here(self) -> tuple[SessionFact, ...]:
        """The sessions that register with our form."""
        return tuple(session for session in self.sessions if session.mode is Mode.HERE)


def modes_offered(mode: Mode, occasion: Occasion) -> frozenset[Mode]:
    """The ways to register that a page offers: those of its sessions; `mode` where there are none."""
    return frozenset(session.mode for session in occasion.sessions) or frozenset({mode})


def effective_mode(mode: Mode, occasion: Occasion) -> Mode:
    """The mode of a whole page: with sessions, the most that any of them offers; `mode` where there are none."""
    offered = modes_offered(mode, occasion)
    return next((kind for kind in (Mode.HERE, Mode.ELSEWHERE) if kind in offered), Mode.NONE)
