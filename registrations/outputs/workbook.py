"""The parts of an Excel workbook that do not depend on its rows: styles, names of sheets and columns, the frame."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final
from xml.sax.saxutils import quoteattr

from registrations.text import tidy_line, without_controls

_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_MEDIA: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_COLUMNS: Final = 16_384  # of a sheet, by the format
_NAME_LENGTH: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[][:*?/\\]")


class Style(IntEnum):
    """Places in the list of cell formats below."""

    PLAIN = 0
    HEADING = 1
    QUOTED = 2
    QUOTED_HEADING = 3
    DAY = 4
    INSTANT = 5
    CLOCK = 6

    __str__ = int.__repr__


_FORMATS: Final = {
    Style.PLAIN: 'fontId="0" numFmtId="0"',
    Style.HEADING: 'fontId="1" numFmtId="0" applyFont="1"',
    Style.QUOTED: 'fontId="0" numFmtId="0" quotePrefix="1"',
    Style.QUOTED_HEADING: 'fontId="1" numFmtId="0" applyFont="1" quotePrefix="1"',
    Style.DAY: 'fontId="0" numFmtId="14" applyNumberFormat="1"',  # 14, 22 and 20 follow the reader's own language
    Style.INSTANT: 'fontId="0" numFmtId="22" applyNumberFormat="1"',
    Style.CLOCK: 'fontId="0" numFmtId="20" applyNumberFormat="1"',
}

_STYLES: Final = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="{len(_FORMATS)}">'
    + "".join(f'<xf {_FORMATS[style]} fillId="0" borderId="0" xfId="0"/>' for style in Style)
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

SHEET_TAIL: Final = b"</sheetData></worksheet>"


def sheet_head(headings: Sequence[str]) -> str:
    """Return what stands before the first row: the pane that keeps it in sight, and the widths of the columns."""
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{min(max(len(heading) + 3, 12), 40)}" customWidth="1"/>'
        for at, heading in enumerate(headings, start=1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"{f'<cols>{widths}</cols>' if widths else ''}<sheetData>"
    )


def opening() -> Iterator[tuple[str, str]]:
    """Yield path and content of the parts that come first, by which the kind of the file is recognised.

    Sheets are the default kind of its XML, so that their number need not be known yet.
    """
    yield (
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="{_MEDIA}.worksheet+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MEDIA}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_MEDIA}.styles+xml"/></Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    yield "xl/styles.xml", _STYLES


def closing(title: str, sheets: int) -> Iterator[tuple[str, str]]:
    """Yield path and content of the parts that name the `sheets` sheets of the workbook."""
    numbers = range(1, sheets + 1)
    named = "".join(f'<sheet name={quoteattr(sheet_name(title, at))} sheetId="{at}" r:id="rId{at}"/>' for at in numbers)
    yield (
        "xl/workbook.xml",
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
    )
    parts = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*parts, (f"rId{sheets + 1}", "styles", "styles.xml")])


def sheet_name(title: str, number: int) -> str:
    """Return a legal name for the sheet: at most 31 characters, none of those that formulas use."""
    suffix = f" ({number})" if number > 1 else ""
    legal = tidy_line(_NOT_IN_A_NAME.sub(" ", without_controls(title)))
    room = 2 * (_NAME_LENGTH - len(suffix))
    name = legal.encode("utf-16-le")[:room].decode("utf-16-le", "ignore").strip(" '")
    if not name or name.casefold() == "history":  # a name that Excel keeps for itself
        name = "Sheet"
    return name + suffix


def column_names(count: int) -> list[str]:
    """Return A, B, ... Z, AA, ...: one name for each column. Raises ValueError for more than a sheet has."""
    if count > _COLUMNS:
        raise ValueError(f"A sheet has {_COLUMNS} columns at most.")
    return [_column_name(at) for at in range(1, count + 1)]


def _column_name(at: int) -> str:
    name = ""
    while at:
        at, letter = divmod(at - 1, 26)
        name = chr(ord("A") + letter) + name
    return name


def _relations(parts: Sequence[tuple[str, str, str]]) -> str:
    related = "".join(f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in parts)
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{related}</Relationships>'
