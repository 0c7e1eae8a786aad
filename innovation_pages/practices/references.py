"""The reference code of a practice: `BP-2026-0001`, the first number free in the year in which it is first saved."""

from __future__ import annotations

import re
from collections.abc import Iterable

PREFIX = "BP"
SHAPE = re.compile(rf"{PREFIX}-(\d{{4}})-(\d{{4,}})")


def year_prefix(year: int) -> str:
    """How the codes of a year begin: `BP-2026-`."""
    return f"{PREFIX}-{year:04d}-"


def next_reference(year: int, taken: Iterable[str]) -> str:
    """The code after the highest of those taken in the year; gaps are not filled, so that no code has two meanings."""
    numbers = [
        int(found.group(2)) for code in taken if (found := SHAPE.fullmatch(code)) and int(found.group(1)) == year
    ]
    return f"{year_prefix(year)}{max(numbers, default=0) + 1:04d}"
