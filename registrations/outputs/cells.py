"""What every spreadsheet cell has in common, whatever the file: clean text, a length, no formula."""

import re
from datetime import date, datetime, time
from typing import Final

from registrations.text import without_controls

CELL_LIMIT: Final = 32_767
"""UTF-16 units that fit into a cell; a spreadsheet cuts or spills whatever is longer."""

FORMULA: Final = "=+\\-@＝＋－＠"
"""Characters that begin a formula, for use inside a character class; the full-width ones do in some spreadsheets."""

BLANK: Final = " '\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff"
"""What may stand before a formula character and not be seen, for use inside a character class."""

_BREAK: Final = re.compile("\r\n?")
_FORMULA_START: Final = re.compile(f"[{BLANK}\t\n]*[{FORMULA}]|[\t\n]")


def cell_text(value: object) -> str:
    """Return `value` as the text of a cell: None is empty, days and hours are ISO, the rest is cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, time):
        return value.isoformat(timespec="seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return clean_text(str(value))


def clean_text(text: str) -> str:
    """Return `text` without controls, with line feeds as its only breaks, cut to `CELL_LIMIT` with an ellipsis."""
    text = str(text)  # a member of a StrEnum, or a string that is translated late, becomes a plain one
    if not text.isprintable():
        text = without_controls(_BREAK.sub("\n", text))
    return text if len(text) <= CELL_LIMIT // 2 else cut_text(text, CELL_LIMIT)


def may_be_formula(text: str) -> bool:
    """Say whether a spreadsheet might take the clean `text` for a formula, or for something that hides one."""
    return _FORMULA_START.match(text) is not None


def cut_text(text: str, limit: int) -> str:
    """Return `text` cut to `limit` UTF-16 units, with an ellipsis in the place of what is gone."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * limit:
        return text
    return units[: 2 * (limit - 1)].decode("utf-16-le", "ignore") + "…"
