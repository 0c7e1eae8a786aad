"""Dates and hours in the active language, on top of `registrations.text`: «19 Ιανουαρίου 2026», «9:00–12:30»."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import template
from django.utils import timezone
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from registrations.queries.wording import expected_text
from registrations.text.dates import (
    date_range_text,
    date_text,
    hours_text,
    month_after_preposition,
    time_text,
)

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from registrations.domain.occasion import Occasion

register = template.Library()

_HOURS = re.compile(r"\d{1,2}[:.]\d\d ?[–-] ?\d{1,2}[:.]\d\d")


class Span(Protocol):
    """Anything that begins and may end."""

    begins_at: datetime | None
    ends_at: datetime | None


def _zone(name: str | None) -> tzinfo:
    """Return the zone called `name`, or the host's own where the name is empty or unknown."""
    try:
        return ZoneInfo(name) if name else timezone.get_default_timezone()
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()


def _there(moment: date, zone: str | None) -> date:
    """Return an aware datetime as the clocks of `zone` show it; plain dates and naive datetimes stay as they are."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return moment.astimezone(_zone(zone))
    return moment


def _day(moment: date, zone: str | None) -> date:
    """Return the calendar day of `moment` in `zone`."""
    there = _there(moment, zone)
    return there.date() if isinstance(there, datetime) else there


def _last_day(moment: date, zone: str | None) -> date:
    """Return the last day of something that ends at `moment`: midnight still belongs to the day before."""
    return _day(moment - timedelta(seconds=1) if isinstance(moment, datetime) else moment, zone)


def _time(moment: date) -> time:
    """Return the hour of `moment`; midnight for a plain day."""
    return moment.time() if isinstance(moment, datetime) else time()


def _language() -> str:
    """Return the active language without its region."""
    return (get_language() or "en").split("-")[0]


@register.filter
def day(moment: date | None, zone: str | None = None) -> str:
    """Return "19 January 2026"; empty for nothing."""
    return date_text(_day(moment, zone), _language()) if moment else ""


@register.filter
def day_long(moment: date | None, zone: str | None = None) -> str:
    """Return "Monday 19 January 2026"; empty for nothing."""
    return date_text(_day(moment, zone), _language(), weekday=True) if moment else ""


@register.filter
def month(moment: date | None, zone: str | None = None) -> str:
    """Return "January 2024", in the case that a preposition asks for («τον Ιανουάριο 2024»); empty for nothing."""
    return month_after_preposition(_day(moment, zone), _language()) if moment else ""


@register.filter
def clock(moment: datetime | None, zone: str | None = None) -> str:
    """Return "9:00" on the 24-hour clock of `zone`; empty for nothing."""
    there = _there(moment, zone) if moment else None
    return time_text(there) if isinstance(there, datetime) else ""


@register.filter
def unbroken(words: str) -> SafeString:
    """Return words in which no line ends inside hours such as "9:00–12:30", or "9.00 - 12.30" as people type them."""
    return mark_safe(_HOURS.sub(r'<span class="rg-nowrap">\g<0></span>', conditional_escape(words)))  # noqa: S308 — escaped here


@register.filter(name="moment")
def iso_moment(moment: date | None, zone: str | None = None) -> str:
    """Return the value for the `datetime` attribute of a `<time>` element, with the offset of `zone`."""
    there = _there(moment, zone) if moment else None
    if isinstance(there, datetime):
        return there.isoformat(timespec="minutes")
    return there.isoformat() if there else ""


@register.filter
def hours(span: Span | None, zone: str | None = None) -> str:
    """Return "9:00–12:30" for anything with `begins_at` and `ends_at`; empty for nothing."""
    if span is None:
        return ""
    return hours_range(getattr(span, "begins_at", None), getattr(span, "ends_at", None), zone)


@register.filter
def expected(occasion: Occasion | None) -> str:
    """Return "late April 2027" for what is expected in a period, not on a day; empty for anything else."""
    return expected_text(occasion, _language()) if occasion else ""


@register.simple_tag
def hours_range(begins_at: datetime | None, ends_at: datetime | None = None, zone: str | None = None) -> str:
    """Return "9:00–12:30", or only the first hour where the end is unknown or on another day."""
    if not begins_at:
        return ""
    if not ends_at or ends_at <= begins_at or _day(begins_at, zone) != _last_day(ends_at, zone):
        return clock(begins_at, zone)
    end = _time(_there(ends_at, zone))
    if end == time():
        return f"{clock(begins_at, zone)}–24:00"
    return hours_text(_time(_there(begins_at, zone)), end)


@register.simple_tag
def date_range(begins_at: date | None, ends_at: date | None = None, zone: str | None = None) -> str:
    """Return "Monday 19 January 2026" for one day, "19–20 February 2022" for several."""
    if not begins_at:
        return ""
    first = _day(begins_at, zone)
    last = _last_day(ends_at, zone) if ends_at else first
    if first >= last:
        return day_long(first)
    return date_range_text(first, last, _language())
