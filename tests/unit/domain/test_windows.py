"""Windows: instants, inclusive last days, and the two nights a year on which local time lies."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.windows import (
    EARLIEST,
    LATEST,
    BeyondCalendar,
    ImpossibleTime,
    Window,
    closing_instant,
    days_left,
    first_instant,
    first_of_month,
    instant,
    is_zone,
    last_day,
    last_of_month,
    opening_instant,
    shifted,
    window_at,
)

ATHENS = "Europe/Athens"
NOON = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (None, None, Window.OPEN),
        (NOON, None, Window.OPEN),
        (NOON + TICK, None, Window.NOT_YET),
        (None, NOON, Window.CLOSED),
        (None, NOON + TICK, Window.OPEN),
        (NOON - HOUR, NOON + HOUR, Window.OPEN),
        (NOON - HOUR, NOON, Window.CLOSED),
        (NOON, NOON, Window.CLOSED),
        (NOON + HOUR, NOON - HOUR, Window.CLOSED),  # contradictory: closed wins
    ],
)
def test_a_window_opens_with_its_first_instant_and_is_closed_from_its_last(
    opens: datetime | None, closes: datetime | None, expected: Window
) -> None:
    assert window_at(NOON, opens_at=opens, closes_at=closes) is expected


@pytest.mark.parametrize(
    ("day", "clock", "expected"),
    [
        (date(2026, 1, 19), time(9, 0), datetime(2026, 1, 19, 7, 0, tzinfo=UTC)),
        (date(2026, 7, 1), time(9, 0), datetime(2026, 7, 1, 6, 0, tzinfo=UTC)),
        (date(2026, 3, 29), time(2, 59, 59), datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)),
        (date(2026, 3, 29), time(4, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (date(2026, 10, 25), time(2, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (date(2026, 10, 25), time(4, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_a_local_time_names_one_instant(day: date, clock: time, expected: datetime) -> None:
    assert instant(day, clock, ATHENS) == expected
    assert opening_instant(day, clock, ATHENS) == closing_instant(day, clock, ATHENS) == expected


@pytest.mark.parametrize(
    ("day", "clock", "word"),
    [
        (date(2026, 3, 29), time(3, 0), "skipped"),
        (date(2026, 3, 29), time(3, 59, 59), "skipped"),
        (date(2026, 10, 25), time(3, 0), "repeated"),
        (date(2026, 10, 25), time(3, 59, 59), "repeated"),
    ],
)
def test_a_local_time_that_does_not_exist_once_is_refused(day: date, clock: time, word: str) -> None:
    for turn in (instant, opening_instant, closing_instant):
        with pytest.raises(ImpossibleTime, match=word):
            turn(day, clock, ATHENS)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Athens", True),
        ("UTC", True),
        *((name, False) for name in ("", "Mars/Olympus", "Europe", "../etc", "\0")),
    ],
)
def test_a_zone_is_known_by_its_name(name: str, known: bool) -> None:
    assert is_zone(name) is known


def test_no_day_means_no_bound() -> None:
    assert opening_instant(None, None, ATHENS) is None
    assert closing_instant(None, None, ATHENS) is None
    assert opening_instant(None, time(9), ATHENS) is None
    assert closing_instant(None, time(9), ATHENS) is None


@pytest.mark.parametrize(
    ("day", "opens", "closes"),
    [
        (date(2026, 1, 31), "2026-01-30T22:00+00:00", "2026-01-31T22:00+00:00"),  # the last day of a month
        (date(2026, 12, 31), "2026-12-30T22:00+00:00", "2026-12-31T22:00+00:00"),  # of a year
        (date(2028, 2, 29), "2028-02-28T22:00+00:00", "2028-02-29T22:00+00:00"),  # a leap day
        (date(2026, 3, 29), "2026-03-28T22:00+00:00", "2026-03-29T21:00+00:00"),  # a day of 23 hours
        (date(2026, 10, 25), "2026-10-24T21:00+00:00", "2026-10-25T22:00+00:00"),  # a day of 25 hours
    ],
)
def test_a_whole_day_reaches_from_midnight_to_midnight(day: date, opens: str, closes: str) -> None:
    assert opening_instant(day, None, ATHENS) == datetime.fromisoformat(opens)
    assert closing_instant(day, None, ATHENS) == datetime.fromisoformat(closes)


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Africa/Cairo", date(2026, 4, 24), "2026-04-23T22:00+00:00"),  # midnight is skipped
        ("America/Havana", date(2026, 11, 1), "2026-11-01T04:00+00:00"),  # midnight comes twice: the first one
        ("Pacific/Kiritimati", date(2026, 1, 1), "2025-12-31T10:00+00:00"),
        ("UTC", date(2026, 1, 1), "2026-01-01T00:00+00:00"),
    ],
)
def test_a_day_begins_also_where_its_midnight_is_odd(zone: str, day: date, expected: str) -> None:
    assert first_instant(day, zone) == datetime.fromisoformat(expected)


@pytest.mark.parametrize(
    ("closes_at", "expected"),
    [
        ("2026-01-31T22:00+00:00", date(2026, 1, 31)),  # midnight in Athens: the day before is the last
        ("2026-01-31T22:00:00.000001+00:00", date(2026, 2, 1)),
        ("2026-01-31T10:00+00:00", date(2026, 1, 31)),
        ("2026-10-25T22:00+00:00", date(2026, 10, 25)),
    ],
)
def test_the_last_day_is_the_one_on_which_somebody_could_still_send(closes_at: str, expected: date) -> None:
    assert last_day(datetime.fromisoformat(closes_at), ATHENS) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-01-29T21:59+00:00", 2),  # 23:59 in Athens on 29 January
        ("2026-01-29T22:00+00:00", 1),
        ("2026-01-31T21:59+00:00", 0),
        ("2026-01-31T22:00+00:00", -1),
    ],
)
def test_days_left_counts_nights_in_the_zone_of_the_event(now: str, expected: int) -> None:
    closes = closing_instant(date(2026, 1, 31), None, ATHENS)
    assert closes is not None
    assert days_left(datetime.fromisoformat(now), closes, ATHENS) == expected


@given(
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
    st.sampled_from([ATHENS, "Africa/Cairo", "America/Havana", "Asia/Kolkata", "Pacific/Chatham", "UTC"]),
)
def test_a_day_that_closes_a_window_is_its_last_day(day: date, zone: str) -> None:
    closes = closing_instant(day, None, zone)
    assert closes is not None
    assert last_day(closes, zone) == day
    assert days_left(closes - TICK, closes, zone) == 0
    assert window_at(closes - TICK, opens_at=None, closes_at=closes) is Window.OPEN
    assert window_at(closes, opens_at=None, closes_at=closes) is Window.CLOSED


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2024, 1, 18), date(2024, 1, 1), date(2024, 1, 31)),
        (date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
        (date(2023, 2, 1), date(2023, 2, 1), date(2023, 2, 28)),
        (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
    ],
)
def test_any_day_stands_for_its_month(day: date, first: date, last: date) -> None:
    assert (first_of_month(day), last_of_month(day)) == (first, last)


def test_a_month_is_over_with_the_first_instant_of_the_next_one() -> None:
    closes_at = closing_instant(last_of_month(date(2024, 1, 18)), None, ATHENS)
    assert closes_at == datetime(2024, 1, 31, 22, 0, tzinfo=UTC)
    assert window_at(closes_at - TICK, opens_at=None, closes_at=closes_at) is Window.OPEN
    assert window_at(closes_at, opens_at=None, closes_at=closes_at) is Window.CLOSED


@pytest.mark.parametrize(
    ("day", "clock", "zone"),
    [(date(9999, 12, 31), None, ATHENS), (date(9999, 12, 31), time(23), "America/New_York")],
)
def test_the_calendar_ends_before_such_a_window_closes(day: date, clock: time | None, zone: str) -> None:
    with pytest.raises(BeyondCalendar):
        closing_instant(day, clock, zone)


@pytest.mark.parametrize("clock", [None, time(0, 30)])
def test_the_calendar_begins_after_such_a_window_opens(clock: time | None) -> None:
    with pytest.raises(BeyondCalendar):
        opening_instant(date(1, 1, 1), clock, ATHENS)


def test_the_last_month_of_the_calendar_has_a_last_day() -> None:
    assert last_of_month(date(9999, 12, 1)) == date(9999, 12, 31)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (HOUR, NOON + HOUR),
        (-HOUR, NOON - HOUR),
        (timedelta(hours=2_147_483_647), LATEST),
        (-timedelta(hours=2_147_483_647), EARLIEST),
        (datetime(9999, 12, 31, tzinfo=UTC) - NOON, LATEST),
    ],
)
def test_hours_never_lead_beyond_the_calendar(by: timedelta, expected: datetime) -> None:
    assert shifted(NOON, by) == expected
