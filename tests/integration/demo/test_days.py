"""Days of the demo: working days in Athens, whatever today is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cms_site.demo.days import date_of, day_of, easter, is_working_day, last_day_of, working_day


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (2024, date(2024, 5, 5)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 12)),
        (2027, date(2027, 5, 2)),
        (2028, date(2028, 4, 16)),
    ],
)
def test_easter_is_the_orthodox_one(year: int, sunday: date) -> None:
    assert easter(year) == sunday


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 11, 21),  # Saturday
        date(2026, 10, 28),
        date(2026, 2, 23),  # Clean Monday
        date(2026, 4, 10),  # Good Friday
        date(2026, 4, 13),  # Easter Monday
        date(2026, 6, 1),  # Whit Monday
        date(2026, 12, 24),
    ],
)
def test_nobody_meets_on_a_holiday(day: date) -> None:
    assert not is_working_day(day)
    assert is_working_day(working_day(day))
    assert is_working_day(working_day(day, -1))


def test_events_and_deadlines_fall_on_working_days_all_year_round() -> None:
    for number in range(400):
        today = date(2026, 1, 1) + timedelta(days=number)
        for in_days, registration in (
            (18, {"closes_days_before": 2}),
            (9, {"closes_days_before": 2}),
            (25, {"closes_days_before": 10}),
            (20, {"closes_in_days": 6}),
        ):
            event = day_of({"in_days": in_days}, today)
            last = last_day_of(registration, event_day=event, today=today)
            assert last is not None
            assert is_working_day(event)
            assert is_working_day(last)
            assert today < last < event


def test_what_is_written_stays_as_written() -> None:
    today = date(2026, 11, 21)
    assert day_of({"day": date(2026, 1, 19)}, today) == date(2026, 1, 19)
    assert last_day_of({"closes_on": date(2024, 1, 31)}, event_day=None, today=today) == date(2024, 1, 31)
    assert last_day_of({}, event_day=None, today=today) is None
    assert date_of({"date": date(2024, 1, 18)}, today) == date(2024, 1, 18)
    assert date_of({"days_ago": 2}, today) == date(2026, 11, 19)
