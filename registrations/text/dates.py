"""Writes and reads days and hours as Greek and English readers do, without a clock and without settings.

Greek has the month in the genitive beside a day («19 Ιανουαρίου 2026») and in the nominative alone («Ιανουάριος 2024»).
Hours run from 0:00 to 23:59. A language is a code such as `el` or `en-gb`; one that is neither is written as English.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from registrations.text.fold import fold

_EN_DASH: Final = "\u2013"
_LONGEST: Final = 60  # characters of a typed day or hour; whatever is longer is none


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language: months beside a day, months alone, days from Monday, and how many days are left."""

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    weekdays: tuple[str, ...]
    closed: str
    closes_today: str
    closes_tomorrow: str
    closes_in_days: str


_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ENGLISH: Final = _Words(
    months=_ENGLISH_MONTHS,
    months_alone=_ENGLISH_MONTHS,
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    closed="Closed",
    closes_today="Closes today",
    closes_tomorrow="Closes tomorrow",
    closes_in_days="Closes in {days} days",
)
_GREEK: Final = _Words(
    months=(
        *("Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου"),
        *("Ιουλίου", "Αυγούστου", "Σεπτεμβρίου", "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου"),
    ),
    months_alone=(
        *("Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος"),
        *("Ιούλιος", "Αύγουστος", "Σεπτέμβριος", "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος"),
    ),
    weekdays=("Δευτέρα", "Τρίτη", "Τετάρτη", "Πέμπτη", "Παρασκευή", "Σάββατο", "Κυριακή"),
    closed="Έκλεισε",
    closes_today="Κλείνει σήμερα",
    closes_tomorrow="Κλείνει αύριο",
    closes_in_days="Κλείνει σε {days} ημέρες",
)

_MONTH_NUMBERS: Final = {
    fold(name): number
    for words in (_GREEK, _ENGLISH)
    for names in (words.months, words.months_alone)
    for number, name in enumerate(names, start=1)
}
_WEEKDAY_NUMBERS: Final = {
    fold(name): number for words in (_GREEK, _ENGLISH) for number, name in enumerate(words.weekdays)
}

# Digits are written out: `\d` would take the digits of every script.
_DAY_IN_FIGURES: Final = re.compile(r"([0-9]{1,2})([/. -])([0-9]{1,2})\2([0-9]{4})")
_ISO_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DAY_IN_WORDS: Final = re.compile(r"(?:([^\W\d_]+),? )?([0-9]{1,2})(?:η|ησ|st|nd|rd|th)? ([^\W\d_]+),? ([0-9]{4})")
_CLOCK: Final = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(?: ?([πμap])\.? ?[μm]\.?)?")


def date_text(d: date, language: str, weekday: bool = False) -> str:
    """Return «19 Ιανουαρίου 2026» or "19 January 2026", after the name of its weekday if that is wanted."""
    words = _words(language)
    text = f"{d.day} {words.months[d.month - 1]} {d.year}"
    return f"{words.weekdays[d.weekday()]} {text}" if weekday else text


def month_text(d: date, language: str) -> str:
    """Return the month of `d` alone: «Ιανουάριος 2024» or "January 2024"."""
    return f"{_words(language).months_alone[d.month - 1]} {d.year}"


def month_after_preposition(d: date, language: str) -> str:
    """Return the month of `d` as it stands after a preposition: «έως και τον Ιανουάριο 2024», "up to January 2024"."""
    text = month_text(d, language)
    return text.replace("ος ", "ο ") if _words(language) is _GREEK else text


def genitive_month_text(d: date, language: str) -> str:
    """Return the month of `d` as it stands after a part of it: «Σεπτεμβρίου 2027» or "September 2027"."""
    return f"{_words(language).months[d.month - 1]} {d.year}"


def time_text(t: time | datetime) -> str:
    """Return the hour on a 24-hour clock without a leading zero: 9:00, 20:30."""
    return f"{t.hour}:{t.minute:02}"


def hours_text(begin: time | datetime, end: time | datetime | None = None) -> str:
    """Return «9:00–12:30», or «9:00» where the end is open or the same."""
    if end is None or (begin.hour, begin.minute) == (end.hour, end.minute):
        return time_text(begin)
    return f"{time_text(begin)}{_EN_DASH}{time_text(end)}"


def date_range_text(b: date, e: date, language: str) -> str:
    """Return the days from `b` to `e`, naming a shared month and year once: «19–20 Φεβρουαρίου 2022».

    Days that come in the wrong order are written out in full, both, as they came.
    """
    first, last = _day(b), _day(e)
    if first == last:
        return date_text(first, language)
    if first < last and first.year == last.year:
        if first.month == last.month:
            return f"{first.day}{_EN_DASH}{date_text(last, language)}"
        month = _words(language).months[first.month - 1]
        return f"{first.day} {month} {_EN_DASH} {date_text(last, language)}"
    return f"{date_text(first, language)} {_EN_DASH} {date_text(last, language)}"


def day_and_hours_text(begin: datetime, end: datetime | None, language: str) -> str:
    """Return «Δευτέρα 19 Ιανουαρίου 2026, 9:00–12:30» for instants that are already in the zone of the event.

    An event over several days names both; one that ends at midnight ends at 24:00 of its day.
    """
    day = date_text(begin, language, weekday=True)
    if end is None or end.date() == begin.date():
        return f"{day}, {hours_text(begin, end)}"
    if end.date() == begin.date() + timedelta(days=1) and (end.hour, end.minute) == (0, 0):
        return f"{day}, {time_text(begin)}{_EN_DASH}24:00"
    return f"{day}, {time_text(begin)} {_EN_DASH} {date_text(end, language, weekday=True)}, {time_text(end)}"


def days_left_text(days: int, language: str) -> str:
    """Return «Κλείνει σε 2 ημέρες», «Κλείνει αύριο», «Κλείνει σήμερα» or, below zero, «Έκλεισε»."""
    words = _words(language)
    if days < 0:
        return words.closed
    if days < 2:
        return words.closes_tomorrow if days else words.closes_today
    return words.closes_in_days.format(days=days)


def closes_in_text(today: date, last_day: date, language: str) -> str:
    """Return how long registration stays open, counted between two calendar days of the event's zone."""
    return days_left_text((_day(last_day) - _day(today)).days, language)


def parse_day(text: str, language: str) -> date:
    """Read a day as people type it: 19/1/2026, 27 3 2007, «19 Ιανουαρίου 2026», 2026-01-19; the day comes first.

    Month names of both languages are understood on the pages of either. Raises ValueError, in words of `language`, for
    a day that does not exist, a weekday that does not match, a year without four digits and digits that are not ASCII.
    """
    reason = "Μη έγκυρη ημερομηνία." if _words(language) is _GREEK else "Not a valid day."
    folded = _typed(text, reason)
    try:
        if match := _DAY_IN_FIGURES.fullmatch(folded):
            return date(int(match[4]), int(match[3]), int(match[1]))
        if match := _ISO_DAY.fullmatch(folded):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY_IN_WORDS.fullmatch(folded):
            day = date(int(match[4]), _MONTH_NUMBERS[match[3]], int(match[2]))
            if match[1] is None or _WEEKDAY_NUMBERS[match[1]] == day.weekday():
                return day
    except (KeyError, ValueError) as error:
        raise ValueError(reason) from error
    raise ValueError(reason)


def parse_clock(text: str) -> time:
    """Read an hour as people type it: 9:00, 09.00, 9, «9 μ.μ.», 9 pm; «20:00 μ.μ.» is what its figures say.

    Raises ValueError for anything else, 24:00 included.
    """
    reason = "Not a valid time."
    match = _CLOCK.fullmatch(_typed(text, reason))
    if match is None:
        raise ValueError(reason)
    hour, minute, half = int(match[1]), int(match[2] or 0), match[3]
    if half in ("π", "a"):
        hour = _before_noon(hour)
    elif half and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise ValueError(reason)
    return time(hour, minute)


def _words(language: str) -> _Words:
    return _GREEK if language.lower().partition("-")[0] == "el" else _ENGLISH


def _day(d: date) -> date:
    """Return the calendar day of a day or of an instant."""
    return d.date() if isinstance(d, datetime) else d


def _before_noon(hour: int) -> int:
    """Return the hour of a 24-hour clock for an hour «π.μ.»: 12 is midnight, and 13 is none."""
    if hour > 12:
        return 24
    return hour % 12


def _typed(text: str, reason: str) -> str:
    """Fold what was typed, refusing what is too long and figures that only look like 0 to 9."""
    if len(text) > _LONGEST or any(not character.isascii() and character.isnumeric() for character in text):
        raise ValueError(reason)
    return fold(text)
