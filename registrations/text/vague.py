"""Dates that are known only roughly: a month, a quarter, or the beginning, middle or end of a month.

A rough date is a precision and any day within its period. It is written without hours: «μέσα Σεπτεμβρίου 2027»,
«Α΄ τρίμηνο 2027», "mid-September 2027", "first quarter of 2027".
"""

import calendar
from datetime import date
from enum import StrEnum
from typing import Final

from .dates import genitive_month_text, month_text


class Precision(StrEnum):
    """How exactly a date is known."""

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    MONTH = "month"
    QUARTER = "quarter"


_PARTS: Final = {Precision.EARLY: (1, 10), Precision.MID: (11, 20), Precision.LATE: (21, 31)}
_GREEK_PARTS: Final = {Precision.EARLY: "αρχές", Precision.MID: "μέσα", Precision.LATE: "τέλη"}
_ENGLISH_PARTS: Final = {Precision.EARLY: "early ", Precision.MID: "mid-", Precision.LATE: "late "}
_GREEK_QUARTERS: Final = ("Α΄", "Β΄", "Γ΄", "Δ΄")
_ENGLISH_QUARTERS: Final = ("first", "second", "third", "fourth")


def period(anchor: date, precision: Precision) -> tuple[date, date]:
    """The first and the last day of the period that `anchor` lies in; for a part of a month, of that part."""
    first_month = last_month = anchor.month
    if precision is Precision.QUARTER:
        first_month = 3 * ((anchor.month - 1) // 3) + 1
        last_month = first_month + 2
    length = calendar.monthrange(anchor.year, last_month)[1]
    begin, end = _PARTS.get(precision, (1, length))
    return date(anchor.year, first_month, begin), date(anchor.year, last_month, min(end, length))


def last_day_of(anchor: date, precision: Precision) -> date:
    """The last day of the period: until then the event may still come."""
    return period(anchor, precision)[1]


def vague_text(anchor: date, precision: Precision, language: str) -> str:
    """Return «μέσα Σεπτεμβρίου 2027» or "mid-September 2027"; Greek has the month in the genitive after its part."""
    greek = language.lower().partition("-")[0] == "el"
    if precision is Precision.QUARTER:
        number = (anchor.month - 1) // 3
        if greek:
            return f"{_GREEK_QUARTERS[number]} τρίμηνο {anchor.year}"
        return f"{_ENGLISH_QUARTERS[number]} quarter of {anchor.year}"
    if precision is Precision.MONTH:
        return month_text(anchor, language)
    part = f"{_GREEK_PARTS[precision]} " if greek else _ENGLISH_PARTS[precision]
    return part + genitive_month_text(anchor, language)
