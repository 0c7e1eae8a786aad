"""Comma-separated values that a spreadsheet opens in Greek and takes for text: streamed, UTF-8, without formulas."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from registrations.outputs.cells import BLANK, CELL_LIMIT, FORMULA, cell_text, cut_text

_BATCH: Final = 500  # rows that leave together


def stream_csv(
    headings: Iterable[object], rows: Iterable[Iterable[object]], *, delimiter: str = ","
) -> Iterator[bytes]:
    """Yield the file in pieces, the headings at once, holding no more than a few hundred rows at a time.

    It begins with a byte order mark, by which spreadsheets know UTF-8; `delimiter` is one of comma, semicolon and tab.
    Numbers (int, float) stay as they are; every other cell that could begin a formula gets an apostrophe before it.
    Raises ValueError for another delimiter.
    """
    line = _Line(delimiter)
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(line.of(headings))
    yield b"\xef\xbb\xbf" + _drained(buffer)
    waiting = iter(rows)
    while batch := list(islice(waiting, _BATCH)):
        writer.writerows(map(line.of, batch))
        yield _drained(buffer)


class _Line:
    """Turns a row into harmless texts; most rows are found harmless in one look at the whole of them.

    A formula may begin at the start of a cell, and after what another reader takes for the end of one. A spreadsheet
    set to Greek splits at semicolons and reads a file with commas line by line, quotes or no quotes, so that a line
    break or a semicolon inside a cell begins a new one.
    """

    def __init__(self, delimiter: str) -> None:
        ends = {",": ";\t\n", ";": ",\t\n", "\t": ",;\n"}.get(delimiter)
        if ends is None:
            raise ValueError("The delimiter is a comma, a semicolon or a tab.")
        blank = BLANK + '"'  # a quoted nothing, to the reader who takes the cell for several
        formula = f"(?=[{blank}]*[{FORMULA}])"
        self._guard = re.compile(f"(\\A|[{ends}]){formula}|\\A(?=[{blank}]*[\t\n])")
        self._suspect = re.compile(f"[|{ends}]{formula}")

    def of(self, row: Iterable[object]) -> list[str]:
        values = list(row)
        texts = [value if type(value) is str else cell_text(value) for value in values]
        whole = "|" + "|".join(texts)
        if whole.isprintable() and len(whole) <= CELL_LIMIT // 2 and not self._suspect.search(whole):
            return texts
        return [self._guarded(value) for value in values]

    def _guarded(self, value: object) -> str:
        if type(value) is int or type(value) is float:
            return str(value)
        return cut_text(self._guard.sub(r"\1'", cell_text(value)), CELL_LIMIT)


def _drained(buffer: io.StringIO) -> bytes:
    written = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return written
