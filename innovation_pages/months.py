"""One month of events: as a table of weeks that begin on Monday, and as the same events in a list."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from innovation_pages.queries import as_told
from registrations.public import date_text, month_text

MONTH = re.compile(r"(19[7-9]\d|20\d\d|2100)-(0[1-9]|1[0-2])")
LONGEST_EVENT = 366
"""An event longer than this, in days, is a slip of somebody's pen and is not drawn on each of its days."""

LONGEST_PERIOD = timedelta(days=92)
"""A quarter: an event that is expected in one is listed, without a cell, in each of its months."""


@dataclass(frozen=True, slots=True)
class Day:
    """One cell of the table."""

    date: date
    events: tuple[Any, ...]
    in_month: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    """A month with its events, and its neighbours as they are written in an address."""

    title: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]
    events: tuple[Any, ...]
    before: str
    before_title: str
    after: str
    after_title: str


def first_day(text: str, today: date) -> date | None:
    """The first day of the month that an address names, this month for nonsense; nothing where it names none."""
    if not text:
        return None
    match = MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else today.replace(day=1)


def month(sources: Iterable[QuerySet[Any]], first: date) -> Month:
    """The month that begins on this day, with the events that touch it, each on every one of its days.

    Each source holds `visible` events of one type, `with_day`; they stand together, in the order of their hours.
    """
    language = get_language() or "el"
    after = (first + timedelta(days=31)).replace(day=1)
    before = (first - timedelta(days=1)).replace(day=1)
    events = [
        page for pages in sources for page in as_told(_around(pages, first, after)) if _belongs(page, first, after)
    ]
    events.sort(key=_place_in_month)
    by_day: dict[date, list[Any]] = {}
    for page in events:
        for day in days_of(page) if page.begins_at else ():
            by_day.setdefault(day, []).append(page)
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(first.year, first.month)
    return Month(
        title=month_text(first, language),
        weekdays=tuple(date_text(day, language, weekday=True).split()[0].rstrip(",") for day in weeks[0]),
        weeks=tuple(tuple(_day(day, first, by_day.get(day, ())) for day in week) for week in weeks),
        events=tuple(events),
        before=f"{before:%Y-%m}",
        before_title=month_text(before, language),
        after=f"{after:%Y-%m}",
        after_title=month_text(after, language),
    )


def _around(pages: QuerySet[Any], first: date, after: date) -> QuerySet[Any]:
    """The events that may touch the days from `first` until `after`: a day more on both sides, for other zones."""
    begin, end = (timezone.make_aware(datetime.combine(day, time())) for day in (first, after))
    begun, since = Q(held_from__lt=end + timedelta(days=1)), begin - timedelta(days=1)
    exact = begun & (Q(held_until__gte=since) | Q(held_until__isnull=True, held_from__gte=since))
    expected = Q(held_from__isnull=True, held_about__gte=first, held_about__lt=first + LONGEST_PERIOD)
    return pages.filter(exact | expected)


def _place_in_month(page: Any) -> tuple[bool, Any, int]:
    """Events with hours by their begin, then those that are only expected, by the end of their period."""
    return page.begins_at is None, page.begins_at or page.expected_on, page.pk


def _belongs(page: Any, first: date, after: date) -> bool:
    """Whether the event is held, or expected, between these days; a postponed one is not held on its old day."""
    if page.begins_at is None:
        return bool(page.expected_period[0] < after)
    return page.card_begins_at is not None and _touches(page, first)


def _touches(page: Any, first: date) -> bool:
    return any(day.month == first.month and day.year == first.year for day in days_of(page))


def days_of(page: Any) -> Iterator[date]:
    """The days of an event in its own zone; what ends at midnight ends on the day before."""
    first = page.local(page.begins_at).date()
    last = page.local(page.ends_at - timedelta(microseconds=1)).date() if page.ends_at else first
    length = min(max((last - first).days, 0), LONGEST_EVENT)
    return (first + timedelta(days=number) for number in range(length + 1))


def _day(day: date, first: date, events: Sequence[Any]) -> Day:
    in_month = day.month == first.month
    return Day(
        date=day,
        events=tuple(events) if in_month else (),
        in_month=in_month,
        is_today=day == timezone.localdate(),
    )
