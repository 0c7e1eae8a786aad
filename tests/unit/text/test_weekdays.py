"""Weekdays beside days in running text: what is wrong is found, and nothing else."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.text import date_text, wrong_weekdays

MONDAY = date(2026, 1, 19)

WRONG = [
    "Τρίτη 19 Ιανουαρίου 2026",
    "την Τρίτη 19 Ιανουαρίου 2026, στις 9:00",
    "ΤΡΙΤΗ 19 ΙΑΝΟΥΑΡΙΟΥ 2026",
    "τριτη 19 ιανουαριου 2026",
    "της Τρίτης 19 Ιανουαρίου 2026",
    "της Παρασκευής 19ης Ιανουαρίου 2026",
    "του Σαββάτου, 19 Ιανουαρίου 2026",
    "Κυριακή, 19η Ιανουαρίου του 2026",
    "Τετάρτη 19 Ιανουάριος 2026",
    "Πέμπτη 19 Γενάρη 2026",
    "Πέμπτη 19 Ιαν. 2026",
    "Τρίτη 19/1/2026",
    "Τρίτη, 19/01/2026",
    "Τρίτη (19/1/2026)",
    "Τρίτη 19.1.2026",
    "Τρίτη 19-01-2026",
    "Τρίτη 2026-01-19",
    "19 Ιανουαρίου 2026 (Τρίτη)",
    "19/1/2026 (Τρίτη)",
    "Η Μεγάλη Τρίτη 19 Ιανουαρίου 2026",
    "Tuesday 19 January 2026",
    "on TUESDAY, 19 JANUARY 2026 at nine",
    "Tuesday, January 19, 2026",
    "Tuesday, January 19th, 2026",
    "Tuesday the 19th of January 2026",
    "Tue 19 Jan 2026",
    "Fri. 19 January 2026",
    "19 January 2026 (Tuesday)",
    "Τρίτη\u00a019\u00a0Ιανουαρίου\n2026",
    "Τρι\u0301τη 19 Ιανουαρι\u0301ου 2026",
]
RIGHT = [
    "",
    "Δευτέρα 19 Ιανουαρίου 2026",
    "ΔΕΥΤΕΡΑ 19 ΙΑΝΟΥΑΡΙΟΥ 2026",
    "της Δευτέρας 19 Ιανουαρίου 2026",
    "Monday, January 19, 2026",
    "19 Ιανουαρίου 2026",
    "Δευτέρα 19 και Τρίτη 20 Ιανουαρίου 2026",
    "Δευτέρα 19 – Τρίτη 20 Ιανουαρίου 2026",
    "Δευτέρα και Τρίτη 19 και 20 Ιανουαρίου 2026",
    "Δευτέρα-Τρίτη 19-20 Ιανουαρίου 2026",
    "Παρασκευή 30 Ιανουαρίου – Κυριακή 1 Φεβρουαρίου 2026",
    "Τετάρτη 31 Δεκεμβρίου – Παρασκευή 2 Ιανουαρίου 2026",
]
NOT_JUDGED = [
    "Τρίτη 19 Ιανουαρίου",  # which year?
    "Τρίτη 19 Ιανουαρίου, στις 9:00",
    "η τρίτη, 19 Ιανουαρίου 2026, ήταν η καλύτερη συνάντηση",  # the third
    "Τρίτη 30 Φεβρουαρίου 2026",  # no such day
    "Τρίτη 19/13/2026",
    "Τρίτη 19/1/26",
    "Παρ. 19/1/2026",  # a paragraph
    "We sat 19 January 2026 through",
    "Κάθε Τρίτη από τις 19 Ιανουαρίου 2026",
    "Κυριακή Παπαδοπούλου, 19 Ιανουαρίου 2026",
    "19 Ιανουαρίου 2026, Τρίτη 20 Ιανουαρίου 2026",
    "Τρίτη, ώρα 19:00. 1/1/2026",
    "Τρίτη 12/19/1/2026",
    "ΑΔΑ: ΤΡΙΤΗ19/1/2026",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_weekday_is_found_with_the_right_one(text: str) -> None:
    (found,) = wrong_weekdays(text)
    assert (found.day, found.right) == (MONDAY, 0)


@pytest.mark.parametrize("text", [*RIGHT, *NOT_JUDGED])
def test_there_is_no_false_alarm(text: str) -> None:
    assert wrong_weekdays(text) == []


def test_the_words_come_back_as_they_were_typed() -> None:
    text = "Από την Τρίτη 19 Ιανουαρίου 2026 έως την ΤΡΙΤΗ (21/1/2026) στη Λάρισα."
    assert [found.typed for found in wrong_weekdays(text)] == ["Τρίτη 19 Ιανουαρίου 2026", "ΤΡΙΤΗ (21/1/2026)"]


def test_a_day_borrows_its_month_and_year_from_the_day_after_it() -> None:
    found = wrong_weekdays("Τρίτη 19 και Τετάρτη 20 Ιανουαρίου 2026")
    assert [one.day for one in found] == [MONDAY, MONDAY + timedelta(days=1)]
    (found_before_new_year,) = wrong_weekdays("Δευτέρα 31 Δεκεμβρίου – Παρασκευή 2 Ιανουαρίου 2026")
    assert found_before_new_year.day == date(2025, 12, 31)


def test_a_day_of_the_event_lends_its_year() -> None:
    assert wrong_weekdays("Τρίτη 19 Ιανουαρίου", [MONDAY])[0].day == MONDAY
    assert wrong_weekdays("Δευτέρα 19 Ιανουαρίου", [MONDAY]) == []
    assert wrong_weekdays("Τρίτη 20 Φεβρουαρίου", [MONDAY]) == []
    assert wrong_weekdays("Τρίτη 19 Ιανουαρίου", [MONDAY, MONDAY.replace(year=2027)]) == []


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(["el", "en"]), st.integers(1, 6))
def test_every_day_knows_its_weekday(day: date, language: str, shift: int) -> None:
    assert wrong_weekdays(date_text(day, language, weekday=True)) == []
    weekday = date_text(day + timedelta(days=shift), language, weekday=True).split()[0]
    assert [found.day for found in wrong_weekdays(f"{weekday} {date_text(day, language)}")] == [day]


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert wrong_weekdays(text) == []
