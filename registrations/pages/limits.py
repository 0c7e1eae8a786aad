"""Days and numbers that nobody means and no clock or database can reckon with: they are refused in drafts too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext as _

from registrations.domain.rules import MOST_SEATS

from .window import BEYOND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from registrations.domain.occasion import Occasion

FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST = {
    "registration_offer_hours": 30 * 24,
    "registration_edit_hours": 366 * 24,
    "registration_capacity": MOST_SEATS,
}
"""The largest number that a field may hold."""

_CALENDAR_ENDS = (1, 9999)


def check_limits(page: Any) -> None:
    """Refuse what lies beyond the limits, before anything is reckoned with it. Raises ValidationError."""
    found = dict(_of_numbers(page)) | dict(_of_window(page)) | dict(_of_occasion(page))
    if found:
        raise ValidationError(found)


def is_within_limits(page: Any) -> bool:
    """Whether the page can be reckoned with; where it cannot, its own check says so."""
    try:
        check_limits(page)
    except ValidationError:
        return False
    return True


def _of_numbers(page: Any) -> Iterator[tuple[str, ValidationError]]:
    for name, most in LONGEST.items():
        if problem := _too_large(getattr(page, name), most):
            yield name, problem


def _of_window(page: Any) -> Iterator[tuple[str, ValidationError]]:
    for name in ("registration_opens_on", "registration_closes_on"):
        day = getattr(page, name)
        if day is not None and day.year in _CALENDAR_ENDS:
            yield name, ValidationError(BEYOND)


def _of_occasion(page: Any) -> Iterator[tuple[str, ValidationError]]:
    try:
        occasion: Occasion = page.occasion()
    except OverflowError:
        yield NON_FIELD_ERRORS, _outside()
        return
    for name in ("begins_at", "ends_at", "expected_on"):
        if _is_outside(getattr(occasion, name)):
            yield name, _outside()
    for session in occasion.sessions:
        if _is_outside(session.begins_at) or _is_outside(session.ends_at):
            yield "sessions", _outside()
        elif problem := _too_large(session.capacity, MOST_SEATS):
            yield "sessions", problem


def _is_outside(moment: date | datetime | None) -> bool:
    return moment is not None and not FIRST_YEAR <= moment.year <= LAST_YEAR


def _outside() -> ValidationError:
    words = _("An event is held between the years %(first)s and %(last)s. Correct the year.")
    return ValidationError(words % {"first": FIRST_YEAR, "last": LAST_YEAR})


def _too_large(number: int | None, most: int) -> ValidationError | None:
    """What Django says of a number that is too large; None where it is not."""
    try:
        MaxValueValidator(most)(number or 0)
    except ValidationError as problem:
        return problem
    return None
