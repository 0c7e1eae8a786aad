"""Days and hours: written as readers do, read as people type them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.text import (
    closes_in_text,
    date_range_text,
    date_text,
    day_and_hours_text,
    days_left_text,
    hours_text,
    month_text,
    parse_clock,
    parse_day,
    time_text,
)

ATHENS = ZoneInfo("Europe/Athens")
LARISSA = date(2026, 1, 19)


@pytest.mark.parametrize(
    ("month", "greek", "english"),
    [
        (1, "Ιανουαρίου", "January"),
        (2, "Φεβρουαρίου", "February"),
        (3, "Μαρτίου", "March"),
        (4, "Απριλίου", "April"),
        (5, "Μαΐου", "May"),
        (6, "Ιουνίου", "June"),
        (7, "Ιουλίου", "July"),
        (8, "Αυγούστου", "August"),
        (9, "Σεπτεμβρίου", "September"),
        (10, "Οκτωβρίου", "October"),
        (11, "Νοεμβρίου", "November"),
        (12, "Δεκεμβρίου", "December"),
    ],
)
def test_a_month_beside_a_day_is_in_the_genitive(month: int, greek: str, english: str) -> None:
    assert date_text(date(2026, month, 1), "el") == f"1 {greek} 2026"
    assert date_text(date(2026, month, 1), "en") == f"1 {english} 2026"


@pytest.mark.parametrize(
    ("day", "greek", "english"),
    [
        (19, "Δευτέρα", "Monday"),
        (20, "Τρίτη", "Tuesday"),
        (21, "Τετάρτη", "Wednesday"),
        (22, "Πέμπτη", "Thursday"),
        (23, "Παρασκευή", "Friday"),
        (24, "Σάββατο", "Saturday"),
        (25, "Κυριακή", "Sunday"),
    ],
)
def test_a_weekday_stands_before_its_day(day: int, greek: str, english: str) -> None:
    assert date_text(date(2026, 1, day), "el", weekday=True) == f"{greek} {day} Ιανουαρίου 2026"
    assert date_text(date(2026, 1, day), "en-gb", weekday=True) == f"{english} {day} January 2026"


def test_a_month_alone_is_in_the_nominative() -> None:
    assert month_text(date(2024, 1, 31), "el") == "Ιανουάριος 2024"
    assert month_text(date(2022, 3, 1), "el-gr") == "Μάρτιος 2022"
    assert month_text(date(2024, 1, 31), "en") == "January 2024"


@pytest.mark.parametrize(
    ("first", "last", "greek", "english"),
    [
        (date(2022, 2, 19), date(2022, 2, 20), "19–20 Φεβρουαρίου 2022", "19–20 February 2022"),
        (date(2020, 7, 1), date(2020, 8, 17), "1 Ιουλίου – 17 Αυγούστου 2020", "1 July – 17 August 2020"),
        (LARISSA, LARISSA, "19 Ιανουαρίου 2026", "19 January 2026"),
        (
            date(2025, 12, 30),
            date(2026, 1, 2),
            "30 Δεκεμβρίου 2025 – 2 Ιανουαρίου 2026",
            "30 December 2025 – 2 January 2026",
        ),
        (date(2026, 1, 20), LARISSA, "20 Ιανουαρίου 2026 – 19 Ιανουαρίου 2026", "20 January 2026 – 19 January 2026"),
        (datetime(2026, 1, 19, 9, tzinfo=ATHENS), LARISSA, "19 Ιανουαρίου 2026", "19 January 2026"),
    ],
)
def test_a_range_names_what_is_shared_once(first: date, last: date, greek: str, english: str) -> None:
    assert date_range_text(first, last, "el") == greek
    assert date_range_text(first, last, "en") == english


def test_hours_run_around_the_clock_without_a_leading_zero() -> None:
    assert time_text(time(9)) == "9:00"
    assert time_text(time(20, 5)) == "20:05"
    assert time_text(datetime(2026, 1, 19, 0, 30, tzinfo=ATHENS)) == "0:30"


def test_hours_have_an_en_dash_between_them() -> None:
    assert hours_text(time(9), time(12, 30)) == "9:00–12:30"
    assert hours_text(time(9)) == "9:00"
    assert hours_text(time(9), time(9)) == "9:00"


@pytest.mark.parametrize(
    ("end", "greek", "english"),
    [
        (
            datetime(2026, 1, 19, 12, 30, tzinfo=ATHENS),
            "Δευτέρα 19 Ιανουαρίου 2026, 9:00–12:30",
            "Monday 19 January 2026, 9:00–12:30",
        ),
        (None, "Δευτέρα 19 Ιανουαρίου 2026, 9:00", "Monday 19 January 2026, 9:00"),
        (
            datetime(2026, 1, 20, tzinfo=ATHENS),
            "Δευτέρα 19 Ιανουαρίου 2026, 9:00–24:00",
            "Monday 19 January 2026, 9:00–24:00",
        ),
        (
            datetime(2026, 1, 20, 16, tzinfo=ATHENS),
            "Δευτέρα 19 Ιανουαρίου 2026, 9:00 – Τρίτη 20 Ιανουαρίου 2026, 16:00",
            "Monday 19 January 2026, 9:00 – Tuesday 20 January 2026, 16:00",
        ),
    ],
)
def test_an_event_says_its_day_and_its_hours(end: datetime | None, greek: str, english: str) -> None:
    begin = datetime(2026, 1, 19, 9, tzinfo=ATHENS)
    assert day_and_hours_text(begin, end, "el") == greek
    assert day_and_hours_text(begin, end, "en") == english


@pytest.mark.parametrize(
    ("days", "greek", "english"),
    [
        (14, "Κλείνει σε 14 ημέρες", "Closes in 14 days"),
        (2, "Κλείνει σε 2 ημέρες", "Closes in 2 days"),
        (1, "Κλείνει αύριο", "Closes tomorrow"),
        (0, "Κλείνει σήμερα", "Closes today"),
        (-1, "Έκλεισε", "Closed"),
    ],
)
def test_the_days_left_are_said_in_words(days: int, greek: str, english: str) -> None:
    assert days_left_text(days, "el") == greek
    assert days_left_text(days, "en") == english


def test_the_days_left_are_counted_between_calendar_days() -> None:
    late_in_the_evening = datetime(2026, 3, 28, 23, 59, tzinfo=ATHENS)  # the night the clocks change
    assert closes_in_text(late_in_the_evening, date(2026, 3, 29), "el") == "Κλείνει αύριο"
    assert closes_in_text(date(2026, 1, 10), date(2026, 1, 12), "el") == "Κλείνει σε 2 ημέρες"


@pytest.mark.parametrize(
    "typed",
    [
        "19/1/2026",
        "19-1-2026",
        "19.01.2026",
        "19 1 2026",
        " 19/01/2026 ",
        "2026-01-19",
        "19 Ιανουαρίου 2026",
        "19 ιανουαριου 2026",
        "19 ΙΑΝΟΥΑΡΙΟΣ 2026",
        "19η Ιανουαρίου 2026",
        "19ης Ιανουαρίου 2026",
        "19 January 2026",
        "19th january, 2026",
        "Δευτέρα 19 Ιανουαρίου 2026",
        "Monday, 19 January 2026",
        "19\u00a0Ιανουαρίου  2026",
    ],
)
def test_a_day_is_understood_as_people_type_it(typed: str) -> None:
    assert parse_day(typed, "el") == parse_day(typed, "en") == LARISSA


def test_the_example_of_the_hint_is_understood() -> None:
    assert parse_day("27 3 2007", "el") == date(2007, 3, 27)


@pytest.mark.parametrize(
    "typed",
    [
        "31/2/2026",
        "31 Φεβρουαρίου 2026",
        "0/1/2026",
        "1/13/2026",
        "29/2/2025",
        "١٩/١/٢٠٢٦",
        "٣/1/2026",
        "１９/1/2026",
        "19/1/26",
        "19/1-2026",
        "1_9/1/2026",
        "19 Ιανουαρίου",
        "19 Brumaire 2026",
        "Τρίτη 19 Ιανουαρίου 2026",
        "Κάποτε 19 Ιανουαρίου 2026",
        "0000-01-01",
        "αύριο",
        "",
        "1" * 100_000,
    ],
)
@pytest.mark.parametrize("language", ["el", "en"])
def test_what_is_no_day_is_refused(typed: str, language: str) -> None:
    with pytest.raises(ValueError):
        parse_day(typed, language)


def test_the_refusal_speaks_the_readers_language() -> None:
    with pytest.raises(ValueError, match="Μη έγκυρη ημερομηνία"):
        parse_day("31/2/2026", "el")
    with pytest.raises(ValueError, match="Not a valid day"):
        parse_day("31/2/2026", "en")


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["el", "en"]), st.booleans())
def test_a_day_that_we_wrote_is_a_day_that_we_read(day: date, language: str, weekday: bool) -> None:
    assert parse_day(date_text(day, language, weekday=weekday), language) == day
    assert parse_day(f"{day.day}/{day.month}/{day.year}", language) == day
    assert parse_day(day.isoformat(), language) == day


@pytest.mark.parametrize(
    ("typed", "clock"),
    [
        ("9:00", time(9)),
        ("09.00", time(9)),
        ("9", time(9)),
        ("20:00 μ.μ.", time(20)),
        ("20:00μ.μ.", time(20)),
        ("8 μ.μ.", time(20)),
        ("8:30 μμ", time(20, 30)),
        ("8 PM", time(20)),
        ("8:15 p.m.", time(20, 15)),
        ("9 π.μ.", time(9)),
        ("9 am", time(9)),
        ("12 π.μ.", time(0)),
        ("12 μ.μ.", time(12)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("  9:30 ", time(9, 30)),
    ],
)
def test_an_hour_is_understood_as_people_type_it(typed: str, clock: time) -> None:
    assert parse_clock(typed) == clock


@pytest.mark.parametrize(
    "typed", ["24:00", "25", "9:60", "9:5", "20:00 π.μ.", "٩:00", "９", "-1", "9:00:00", "900", "εννιά", "", "9" * 99]
)
def test_what_is_no_hour_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_clock(typed)


@given(st.times())
def test_an_hour_that_we_wrote_is_an_hour_that_we_read(clock: time) -> None:
    assert parse_clock(time_text(clock)) == clock.replace(second=0, microsecond=0)
