"""Finds days in running text whose weekday is wrong: «Τρίτη 19 Ιανουαρίου 2026», which is a Monday.

Only what can mean nothing else is judged: the weekday stands right before its day, or after it in brackets. A day
without a year counts only where the year is known from elsewhere; a day that does not exist is no matter of weekdays.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

_GREEK_MONTHS: Final = (
    *("ιανουαριου ιανουαριοσ ιανουαρη γεναρη γεναρησ ιαν", "φεβρουαριου φεβρουαριοσ φεβρουαρη φλεβαρη φλεβαρησ φεβ"),
    *("μαρτιου μαρτιοσ μαρτη μαρτησ μαρ μαρτ", "απριλιου απριλιοσ απριλη απριλησ απρ", "μαιου μαιοσ μαη μαησ μαι"),
    *("ιουνιου ιουνιοσ ιουνη ιουνησ ιουν", "ιουλιου ιουλιοσ ιουλη ιουλησ ιουλ", "αυγουστου αυγουστοσ αυγ"),
    *("σεπτεμβριου σεπτεμβριοσ σεπτεμβρη σεπτεμβρησ σεπ σεπτ", "οκτωβριου οκτωβριοσ οκτωβρη οκτωβρησ οκτ"),
    *("νοεμβριου νοεμβριοσ νοεμβρη νοεμβρησ νοε νοεμ", "δεκεμβριου δεκεμβριοσ δεκεμβρη δεκεμβρησ δεκ"),
)
_ENGLISH_MONTHS: Final = (
    *("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug"),
    *("september sep sept", "october oct", "november nov", "december dec"),
)
# Greek short forms are left out («Παρ.» is a paragraph), and English ones that are words (sat, sun, wed).
_WEEKDAYS: Final = (
    *("δευτερα δευτερασ monday mon", "τριτη τριτησ tuesday tue tues", "τεταρτη τεταρτησ wednesday"),
    *("πεμπτη πεμπτησ thursday thu thur thurs", "παρασκευη παρασκευησ friday fri", "σαββατο σαββατου saturday"),
    "κυριακη κυριακησ sunday",
)
_ORDINALS: Final = frozenset(["δευτερα", "δευτερασ", "τριτη", "τριτησ", "τεταρτη", "τεταρτησ", "πεμπτη", "πεμπτησ"])
_MONTH_NUMBERS: Final = {
    form: number
    for months in (_GREEK_MONTHS, _ENGLISH_MONTHS)
    for number, forms in enumerate(months, start=1)
    for form in forms.split()
}
_WEEKDAY_NUMBERS: Final = {form: number for number, forms in enumerate(_WEEKDAYS) for form in forms.split()}


def _any_of(forms: Collection[str]) -> str:
    return "|".join(sorted(forms, key=len, reverse=True))


_WEEKDAY: Final = rf"(?<!\w)(?P<weekday>{_any_of(_WEEKDAY_NUMBERS)})(?!\w)"
_NUMBER: Final = r"(?P<day>[0-9]{1,2})(?:η|ησ|st|nd|rd|th)?"
_MONTH: Final = rf"(?P<month>{_any_of(_MONTH_NUMBERS)})(?!\w)\.?"
_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])"
_IN_WORDS: Final = rf"(?<![0-9]){_NUMBER} (?:of )?{_MONTH}(?:,? (?:του )?{_YEAR})?"
_MONTH_FIRST: Final = (
    rf"(?P<month>{_any_of([form for forms in _ENGLISH_MONTHS for form in forms.split()])})(?!\w)\.? {_NUMBER}"
    rf"(?![0-9])(?:,? {_YEAR})?"
)
_IN_FIGURES: Final = rf"(?<![0-9/.-])(?P<day>[0-9]{{1,2}})(?P<dot>[/.-])(?P<month>[0-9]{{1,2}})(?P=dot){_YEAR}"
_ISO: Final = r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])"
_SHAPES: Final = (_IN_WORDS, _MONTH_FIRST, _IN_FIGURES, _ISO)

_LINK: Final = r"(?P<link>\.?,? (?:(?:στισ|την|τησ|the) )?\(?)"
_BEFORE: Final = tuple(re.compile(f"{_WEEKDAY}{_LINK}{shape}") for shape in _SHAPES)
_AFTER: Final = tuple(re.compile(rf"{shape} ?\({_WEEKDAY}\)") for shape in _SHAPES)
# «Δευτέρα 12 και Τρίτη 13 Ιανουαρίου 2026»: the first day borrows what it lacks from the day after it.
_BORROWING: Final = re.compile(
    rf"{_WEEKDAY},? {_NUMBER}(?: (?P<month>{_any_of(_MONTH_NUMBERS)})(?!\w)\.?)?"
    rf"(?= ?(?:,|-|\u2013|\u2014|και|εωσ|μεχρι|ωσ|and|to|until|&) ?(?:την |τη |το |η )?"
    rf"(?:{_any_of(_WEEKDAY_NUMBERS)}),? [0-9]{{1,2}}(?:η|ησ|st|nd|rd|th)? "
    rf"(?P<next>{_any_of(_MONTH_NUMBERS)})(?!\w)\.?,? {_YEAR})"
)


@dataclass(frozen=True, slots=True)
class WrongWeekday:
    """A day with a wrong weekday: the words as they were typed, and the day."""

    typed: str
    day: date

    @property
    def right(self) -> int:
        """The number of the weekday of the day, Monday being 0."""
        return self.day.weekday()


def wrong_weekdays(text: str, known_days: Collection[date] = ()) -> list[WrongWeekday]:
    """The days in `text` beside which another weekday stands, in their order; plain text without markup.

    `known_days` are days that the text is about, such as those of its event: they lend their year to «Δευτέρα 19
    Ιανουαρίου». Never fails.
    """
    typed = " ".join(unicodedata.normalize("NFC", text).split())
    flat = "".join(_flat(character) for character in typed)
    found: dict[int, WrongWeekday] = {}
    for match in _matches(flat):
        day = _day_of(match, known_days)
        if day is None or _is_ordinal(match, typed) or _WEEKDAY_NUMBERS[match["weekday"]] == day.weekday():
            continue
        words = typed[match.start() : match.end()].rstrip(" ,")
        found.setdefault(match.start("weekday"), WrongWeekday(words + ")" * (words.count("(") - words.count(")")), day))
    return [found[place] for place in sorted(found)]


def _matches(flat: str) -> Iterator[re.Match[str]]:
    for pattern in (*_BEFORE, *_AFTER, _BORROWING):
        yield from pattern.finditer(flat)


def _flat(character: str) -> str:
    """One character for one character: lower case, no accent, no final sigma."""
    bare = unicodedata.normalize("NFD", character)[0].lower()
    return {"ς": "σ"}.get(bare, bare if len(bare) == 1 else character)


def _day_of(match: re.Match[str], known_days: Collection[date]) -> date | None:
    """The day that a match names; None where it does not exist or its year is not known."""
    parts = match.groupdict()
    month = parts["month"] or parts.get("next") or ""
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month]
    if parts["year"] is None:
        return _known(int(parts["day"]), number, known_days)
    later = parts.get("next")
    year = int(parts["year"]) - (later is not None and number > _MONTH_NUMBERS[later])
    try:
        return date(year, number, int(parts["day"]))
    except ValueError:
        return None


def _known(day: int, month: int, known_days: Collection[date]) -> date | None:
    same = {known for known in known_days if (known.day, known.month) == (day, month)}
    return same.pop() if len(same) == 1 else None


def _is_ordinal(match: re.Match[str], typed: str) -> bool:
    """Whether the word counts and names no day: «η τρίτη, 12 Ιανουαρίου 2026», in small letters before a comma."""
    word = typed[match.start("weekday") : match.end("weekday")]
    link = match.groupdict().get("link") or ""
    return match["weekday"] in _ORDINALS and word[0].islower() and ("," in link or "(" in link)
