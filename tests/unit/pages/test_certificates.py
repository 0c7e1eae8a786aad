"""When a practice is certified."""

from __future__ import annotations

from datetime import date

import pytest

from innovation_pages.practices.certificates import holds_certificate

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("today", "held"),
    [(date(2026, 2, 28), False), (FIRST, True), (LAST, True), (date(2026, 4, 1), False)],
)
def test_a_certificate_holds_from_its_first_day_to_its_last(today: date, held: bool) -> None:
    assert holds_certificate(number="7", begins=FIRST, until=LAST, today=today) is held


def test_a_certificate_without_an_end_holds_on() -> None:
    assert holds_certificate(number="7", begins=FIRST, until=None, today=date(2099, 1, 1))


def test_a_certificate_has_a_number_and_a_day() -> None:
    assert not holds_certificate(number="", begins=FIRST, until=None, today=LAST)
    assert not holds_certificate(number="7", begins=None, until=None, today=LAST)
