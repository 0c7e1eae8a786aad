"""Dates that are known only roughly."""

from datetime import date

import pytest

from registrations.text import Precision, last_day_of, period, vague_text


@pytest.mark.parametrize(
    ("anchor", "precision", "greek", "english"),
    [
        (date(2027, 9, 14), Precision.EARLY, "αρχές Σεπτεμβρίου 2027", "early September 2027"),
        (date(2027, 9, 1), Precision.MID, "μέσα Σεπτεμβρίου 2027", "mid-September 2027"),
        (date(2027, 5, 1), Precision.LATE, "τέλη Μαΐου 2027", "late May 2027"),
        (date(2027, 1, 31), Precision.MONTH, "Ιανουάριος 2027", "January 2027"),
        (date(2024, 2, 2), Precision.QUARTER, "Α΄ τρίμηνο 2024", "first quarter of 2024"),
        (date(2024, 12, 31), Precision.QUARTER, "Δ΄ τρίμηνο 2024", "fourth quarter of 2024"),
    ],
)
def test_it_is_written_without_a_day(anchor: date, precision: Precision, greek: str, english: str) -> None:
    assert (vague_text(anchor, precision, "el"), vague_text(anchor, precision, "en-gb")) == (greek, english)


@pytest.mark.parametrize(
    ("anchor", "precision", "first", "last"),
    [
        (date(2027, 9, 14), Precision.EARLY, date(2027, 9, 1), date(2027, 9, 10)),
        (date(2027, 9, 1), Precision.MID, date(2027, 9, 11), date(2027, 9, 20)),
        (date(2027, 2, 1), Precision.LATE, date(2027, 2, 21), date(2027, 2, 28)),
        (date(2028, 2, 1), Precision.MONTH, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2027, 5, 5), Precision.QUARTER, date(2027, 4, 1), date(2027, 6, 30)),
    ],
)
def test_it_lasts_as_long_as_its_period(anchor: date, precision: Precision, first: date, last: date) -> None:
    assert period(anchor, precision) == (first, last)
    assert last_day_of(anchor, precision) == last
