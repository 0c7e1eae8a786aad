"""Days that stand in relation to today: events are held on working days, whenever the demo is loaded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Athens")

FIXED_HOLIDAYS = frozenset({(1, 1), (1, 6), (3, 25), (5, 1), (8, 15), (10, 28), (12, 24), (12, 25), (12, 26), (12, 31)})
"""Month and day of the Greek public holidays that do not move, and the two eves."""

FROM_EASTER = frozenset({-48, -2, 1, 50})
"""Clean Monday, Good Friday, Easter Monday and Whit Monday, in days from Easter Sunday."""


def easter(year: int) -> date:
    """Orthodox Easter Sunday in the Gregorian calendar; Meeus' rule with the 13 days that hold from 1900 to 2099."""
    moon = (19 * (year % 19) + 15) % 30
    week = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + week + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def is_working_day(day: date) -> bool:
    """Whether Greek public offices are open."""
    holiday = (day.month, day.day) in FIXED_HOLIDAYS or (day - easter(day.year)).days in FROM_EASTER
    return day.weekday() < 5 and not holiday


def working_day(day: date, step: int = 1) -> date:
    """The day itself, or the nearest working day after it (before it for a `step` of -1)."""
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


def day_of(facts: dict[str, Any], today: date) -> date:
    """The day of an event: `day` as written, or the working day that follows `in_days` days."""
    written: date | None = facts.get("day")
    return written or working_day(today + timedelta(days=facts["in_days"]))


def last_day_of(registration: dict[str, Any], *, event_day: date | None, today: date) -> date | None:
    """The last day to register: as written, some days from today, or some days before the event; None without any."""
    if "closes_in_days" in registration:
        return working_day(today + timedelta(days=registration["closes_in_days"]))
    if "closes_days_before" in registration and event_day is not None:
        return working_day(event_day - timedelta(days=registration["closes_days_before"]), -1)
    written: date | None = registration.get("closes_on")
    return written


def date_of(facts: dict[str, Any], today: date) -> date:
    """The date of a news item: as written, or the working day that many days ago."""
    written: date | None = facts.get("date")
    return written or working_day(today - timedelta(days=facts["days_ago"]), -1)


def moment(day: date, clock: time) -> datetime:
    """The instant at which a clock in Athens shows this time on this day."""
    return datetime.combine(day, clock, ZONE)
