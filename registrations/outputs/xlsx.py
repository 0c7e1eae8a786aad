"""Excel workbooks whose rows are streamed into a zip as they come: text is typed as text, so no formula is possible.

Written by hand after ECMA-376 part 1 (SpreadsheetML), because a library that builds the workbook in memory needs many
times the time and holds every row. Reading such files stays openpyxl's work.
"""

import io
import re
import zipfile
from collections.abc import Generator, Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from math import isfinite
from typing import IO, Any, Final

from registrations.outputs import workbook
from registrations.outputs.cells import BLANK, CELL_LIMIT, FORMULA, cell_text, clean_text, may_be_formula
from registrations.outputs.workbook import Style

_BATCH: Final = 250  # rows that leave together
_ROWS: Final = 1_048_576  # of a sheet, by the format
_SHEET_BYTES: Final = 2**30  # of a sheet before compression: far from where a zip needs its 64-bit form
_COMPRESSION: Final = 3  # most of the gain for a third of the time
_SAFE_INTEGER: Final = 10**15  # a spreadsheet keeps fifteen digits
_EPOCH: Final = datetime(1899, 12, 30)  # noqa: DTZ001 — a spreadsheet's days have no zone
_FIRST_DAY: Final = 61  # 1 March 1900; before it spreadsheets count a 29 February that never was
_DAY: Final = timedelta(days=1)
_ESCAPED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
# What a cell cannot hold as it is: an escape, a formula, a blank at an edge.
_NEEDS_CARE: Final = re.compile(f"_x|\\|[{BLANK}]*[{FORMULA}]|\\| | \\|")


class _Pipe(io.RawIOBase):
    """The end of the zip that is written to, and drained after each batch; like a socket it cannot seek."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def write(self, part: Any, /) -> int:  # any buffer; Python 3.11 has no name for that type
        self._parts.append(bytes(part))
        return len(self._parts[-1])

    def drained(self) -> bytes:
        """Return what was written since the last call."""
        written = b"".join(self._parts)
        self._parts.clear()
        return written


def stream_xlsx(
    title: str, headings: Sequence[object], rows: Iterable[Iterable[object]], *, rows_per_sheet: int = _ROWS
) -> Iterator[bytes]:
    """Yield the workbook in pieces, holding a few hundred rows at a time; headings are bold and stay in sight.

    int and float become numbers, bool, date, datetime and time what they are (an aware datetime as the wall time it
    shows), everything else text. Rows beyond a sheet's limit go on in another sheet. Raises ValueError for more
    columns than a sheet has, and for a row that is longer or shorter than the headings.
    """
    head = [cell_text(heading) for heading in headings]
    columns = workbook.column_names(len(head))
    pipe = _Pipe()
    waiting = iter(rows)
    sheets = 0
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as book:
        for path, content in workbook.opening():
            _put(book, path, content)
        yield pipe.drained()
        more = True
        while more:
            sheets += 1
            with book.open(f"xl/worksheets/sheet{sheets}.xml", "w") as part:
                part.write((workbook.sheet_head(head) + _row(1, columns, head, Style.HEADING)).encode())
                yield from _body(part, pipe, columns, waiting, rows_per_sheet)
                part.write(workbook.SHEET_TAIL)
            following = next(waiting, None)
            more = following is not None
            if following is not None:
                waiting = chain([following], waiting)
        for path, content in workbook.closing(title, sheets):
            _put(book, path, content)
    yield pipe.drained()


def _put(book: zipfile.ZipFile, path: str, content: str) -> None:
    """Write a small part without a date, so that the same rows make the same bytes."""
    book.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)


def _body(
    part: IO[bytes], pipe: _Pipe, columns: Sequence[str], rows: Iterator[Iterable[object]], last: int
) -> Generator[bytes]:
    """Write rows from the second to the `last` of the sheet, or until they run out or the sheet is large enough."""
    number, size = 2, 0
    while size < _SHEET_BYTES and (batch := list(islice(rows, min(_BATCH, last + 1 - number)))):
        written = "".join(_row(at, columns, row) for at, row in enumerate(batch, start=number)).encode()
        part.write(written)
        number += len(batch)
        size += len(written)
        if ready := pipe.drained():
            yield ready


def _row(number: int, columns: Sequence[str], values: Iterable[object], style: Style = Style.PLAIN) -> str:
    row = list(values)
    whole = "|".join(["", *(value for value in row if type(value) is str), ""])
    easy = whole.isprintable() and len(whole) <= CELL_LIMIT // 2 and not _NEEDS_CARE.search(whole)
    text_cell = _easy_cell if easy and style is Style.PLAIN else _text_cell
    cells = [
        text_cell(column, number, value, style) if type(value) is str else _cell(column, number, value, style)
        for column, value in zip(columns, row, strict=True)
    ]
    return f'<row r="{number}">{"".join(cells)}</row>'


def _easy_cell(column: str, number: int, text: str, style: Style) -> str:
    if not text:
        return ""
    return f'<c r="{column}{number}" t="inlineStr"><is><t>{_escaped(text)}</t></is></c>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _text_cell(column: str, number: int, text: str, style: Style) -> str:
    """Return a cell that holds its own text; what looks like a formula is also marked as quoted, in case of an edit."""
    text = clean_text(text)
    if not text:
        return ""
    if may_be_formula(text):
        style = Style.QUOTED_HEADING if style is Style.HEADING else Style.QUOTED
    text = _escaped(_ESCAPED.sub("_x005F_", text))
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    return f'<c r="{column}{number}" s="{style}" t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _cell(column: str, number: int, value: object, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return f'<c r="{column}{number}" t="b"><v>{value:d}</v></c>'
    figure = _figure(value)
    if figure is None:
        return _text_cell(column, number, cell_text(value), style)
    shown, its_style = figure
    return f'<c r="{column}{number}" s="{its_style}"><v>{shown}</v></c>'


def _figure(value: object) -> tuple[str, Style] | None:
    """Return the figure and the format of a number, a day or an hour; None for what is better kept as text."""
    if isinstance(value, int):
        return (int.__repr__(value), Style.PLAIN) if abs(value) < _SAFE_INTEGER else None
    if isinstance(value, float):
        return (float.__repr__(value), Style.PLAIN) if isfinite(value) else None
    if isinstance(value, datetime):
        days = (value.replace(tzinfo=None) - _EPOCH) / _DAY
        return (repr(days), Style.INSTANT) if days >= _FIRST_DAY else None
    if isinstance(value, date):
        whole_days = value.toordinal() - _EPOCH.toordinal()
        return (str(whole_days), Style.DAY) if whole_days >= _FIRST_DAY else None
    if isinstance(value, time):
        since_midnight = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return repr(since_midnight / _DAY), Style.CLOCK
    return None
