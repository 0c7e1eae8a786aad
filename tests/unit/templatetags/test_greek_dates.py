"""Days and hours in templates: the zone of the event, the language of the reader."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.utils import translation

from registrations.templatetags import greek_dates

ATHENS = "Europe/Athens"
NINE = datetime(2026, 1, 19, 7, 0, tzinfo=UTC)
HALF_PAST_TWELVE = datetime(2026, 1, 19, 10, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 1, 19, 22, 0, tzinfo=UTC)
NEXT_NOON = datetime(2026, 1, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def greek() -> Iterator[None]:
    """Read as a Greek visitor."""
    with translation.override("el"):
        yield


def test_a_day_stands_in_the_genitive_of_the_readers_language() -> None:
    assert greek_dates.day(NINE, ATHENS) == "19 Ιανουαρίου 2026"
    assert greek_dates.day_long(date(2026, 1, 12)) == "Δευτέρα 12 Ιανουαρίου 2026"
    with translation.override("en-gb"):
        assert greek_dates.day(NINE, ATHENS) == "19 January 2026"


def test_a_month_stands_as_a_preposition_asks() -> None:
    assert greek_dates.month(NINE, ATHENS) == "Ιανουάριο 2026"
    assert greek_dates.month(datetime(2024, 4, 30, 21, 0, tzinfo=UTC), ATHENS) == "Μάιο 2024"
    assert greek_dates.month(None) == ""
    with translation.override("en-gb"):
        assert greek_dates.month(NINE, ATHENS) == "January 2026"


def test_a_day_is_that_of_the_zone() -> None:
    assert greek_dates.day(MIDNIGHT, ATHENS) == "20 Ιανουαρίου 2026"
    assert greek_dates.day(MIDNIGHT, "UTC") == "19 Ιανουαρίου 2026"


@pytest.mark.parametrize("zone", ["", None, "Atlantis/Poseidonis", "../etc/passwd"])
def test_an_unknown_zone_is_the_hosts_own(zone: str | None) -> None:
    assert greek_dates.clock(NINE, zone) == "9:00"


def test_nothing_is_written_as_nothing() -> None:
    assert greek_dates.day(None) == greek_dates.day_long(None) == greek_dates.clock(None) == ""
    assert greek_dates.hours(None) == greek_dates.hours_range(None) == ""
    assert greek_dates.date_range(None) == greek_dates.iso_moment(None) == ""


@pytest.mark.parametrize(
    ("ends_at", "hours"),
    [
        (HALF_PAST_TWELVE, "9:00–12:30"),
        (MIDNIGHT, "9:00–24:00"),
        (NEXT_NOON, "9:00"),
        (None, "9:00"),
        (NINE, "9:00"),
    ],
)
def test_hours_end_on_the_day_on_which_they_begin(ends_at: datetime | None, hours: str) -> None:
    assert greek_dates.hours_range(NINE, ends_at, ATHENS) == hours
    assert greek_dates.hours(SimpleNamespace(begins_at=NINE, ends_at=ends_at), ATHENS) == hours


@pytest.mark.parametrize(
    ("ends_at", "days"),
    [
        (HALF_PAST_TWELVE, "Δευτέρα 19 Ιανουαρίου 2026"),
        (MIDNIGHT, "Δευτέρα 19 Ιανουαρίου 2026"),
        (None, "Δευτέρα 19 Ιανουαρίου 2026"),
        (NEXT_NOON, "19–20 Ιανουαρίου 2026"),
    ],
)
def test_an_event_that_ends_at_midnight_has_one_day(ends_at: datetime | None, days: str) -> None:
    assert greek_dates.date_range(NINE, ends_at, ATHENS) == days


def test_days_without_hours_make_a_range_too() -> None:
    assert greek_dates.date_range(date(2022, 2, 19), date(2022, 2, 20)) == "19–20 Φεβρουαρίου 2022"


def test_machines_read_the_moment_with_its_offset() -> None:
    assert greek_dates.iso_moment(NINE, ATHENS) == "2026-01-19T09:00+02:00"
    assert greek_dates.iso_moment(date(2026, 1, 19), ATHENS) == "2026-01-19"
    assert greek_dates.clock(datetime(2026, 1, 19, 9, 5)) == "9:05"  # noqa: DTZ001 — a wall clock on purpose


def test_no_line_ends_inside_hours_and_words_stay_escaped() -> None:
    drawn = greek_dates.unbroken("Δευτέρα 19 Ιανουαρίου 2026, 9:00–12:30 <b>")
    assert drawn == 'Δευτέρα 19 Ιανουαρίου 2026, <span class="rg-nowrap">9:00–12:30</span> &lt;b&gt;'
    assert greek_dates.unbroken("Καθημερινά 9.00 - 15.00") == 'Καθημερινά <span class="rg-nowrap">9.00 - 15.00</span>'
