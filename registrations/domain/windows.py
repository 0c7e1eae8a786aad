"""When a registration is open: instants in UTC, days in the zone of the event."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Window(StrEnum):
    """Whether the window has opened and closed."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"


class ImpossibleTime(ValueError):
    """A local time that the clock change skips or repeats, so that it names no single instant."""


class BeyondCalendar(ImpossibleTime):
    """A day with which the calendar begins or ends, so that in some zone it is not a day any more."""


EARLIEST, LATEST = datetime(1, 1, 3, tzinfo=UTC), datetime(9999, 12, 29, tzinfo=UTC)
"""The instants within which every zone has a day, and the day beside it."""


def is_zone(name: str) -> bool:
    """Whether the clocks of a zone are known here by this name of the IANA list."""
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (KeyError, OSError, ValueError):  # unknown, a directory of the list, or no name at all
        return False


def window_at(now: datetime, *, opens_at: datetime | None, closes_at: datetime | None) -> Window:
    """The window at the instant `now`: it opens at `opens_at` and is closed from `closes_at` on."""
    if closes_at is not None and now >= closes_at:
        return Window.CLOSED
    if opens_at is not None and now < opens_at:
        return Window.NOT_YET
    return Window.OPEN


def instant(day: date, clock: time, zone: str) -> datetime:
    """The UTC instant of a local day and time in `zone`. Raises ImpossibleTime around a clock change."""
    local = datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
    found = _in_utc(local)
    if found.astimezone(local.tzinfo).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ImpossibleTime("skipped")
    if local.replace(fold=1).astimezone(UTC) != found:
        raise ImpossibleTime("repeated")
    return found


def opening_instant(day: date | None, clock: time | None, zone: str) -> datetime | None:
    """When a window opens: at `clock` of `day`, or with the day's first instant. Raises ImpossibleTime."""
    if day is None:
        return None
    if clock is None:
        return first_instant(day, zone)
    return instant(day, clock, zone)


def closing_instant(day: date | None, clock: time | None, zone: str) -> datetime | None:
    """When a window closes: at `clock` of `day`, or after the whole day, with the next day's first instant.

    Raises ImpossibleTime.
    """
    if day is None:
        return None
    if clock is None:
        return first_instant(_day_after(day), zone)
    return instant(day, clock, zone)


def first_of_month(day: date) -> date:
    """The first day of the month of `day`."""
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    """The last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def first_instant(day: date, zone: str) -> datetime:
    """The first UTC instant of `day` in `zone`, also where the clock change falls on midnight.

    Raises BeyondCalendar.
    """
    return _in_utc(datetime.combine(day, time(), tzinfo=ZoneInfo(zone)))


def shifted(moment: datetime, by: timedelta) -> datetime:
    """The UTC instant that much later (or earlier), or the last (first) that there is."""
    try:
        return min(max(moment + by, EARLIEST), LATEST)
    except OverflowError:
        return LATEST if by > timedelta() else EARLIEST


def _in_utc(local: datetime) -> datetime:
    try:
        return local.astimezone(UTC)
    except OverflowError as problem:
        raise BeyondCalendar("no instant") from problem


def _day_after(day: date) -> date:
    try:
        return day + timedelta(days=1)
    except OverflowError as problem:
        raise BeyondCalendar("no next day") from problem


def last_day(closes_at: datetime, zone: str) -> date:
    """The last calendar day, in `zone`, on which a window that ends at `closes_at` was open."""
    return (closes_at - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()


def days_left(now: datetime, closes_at: datetime, zone: str) -> int:
    """How many nights are left until the last day in `zone`: 0 on that day, negative afterwards."""
    return (last_day(closes_at, zone) - now.astimezone(ZoneInfo(zone)).date()).days
