"""The attendance sheet as PDF: numbered names with room for a signature, one table for each session.

Made by typst, which comes with the extra `pdf`. Text reaches it as JSON in its inputs and never as its source; it reads
no file but the one source in `papers`, and no font but those that it carries.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, gettext_lazy, override, pgettext

from registrations.text import date_text, tidy_line, time_text, without_controls

from .exporters import DoorExporter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .door import DoorList, DoorSheet

KIND: Final = "pdf"
_PAPERS: Final = Path(__file__).parent / "papers"
_ACCESSIBLE: Final = "ua-1"
"""PDF/UA-1 (ISO 14289): tagged, with title and language."""


def is_installed() -> bool:
    """Whether the extra `pdf` is there."""
    return find_spec("typst") is not None


def attendance_sheet() -> DoorExporter | None:
    """The kind of paper, as the hook for exporters takes it; None without the extra."""
    if not is_installed():
        return None
    return DoorExporter(
        kind=KIND, label=gettext_lazy("Attendance sheet (PDF)"), content_type="application/pdf", write=write_pdf
    )


def write_pdf(door: DoorList) -> Iterator[bytes]:
    """Yield the sheet in one piece."""
    import typst  # noqa: PLC0415 — of the extra `pdf`

    options: dict[str, Any] = {
        "root": str(_PAPERS),
        "ignore_system_fonts": True,
        "sys_inputs": {"paper": json.dumps(_paper(door), ensure_ascii=False)},
        "timestamp": int(door.made_at.timestamp()),
        "format": "pdf",
    }
    source = (_PAPERS / "attendance.typ").read_bytes()
    try:
        yield typst.compile(source, pdf_standards=[_ACCESSIBLE], **options)
    except typst.TypstError:
        # The standard forbids letters that no font has; a frame in their place is better at the door than no sheet.
        yield typst.compile(source, **options)


def _paper(door: DoorList) -> dict[str, Any]:
    """All that the sheet says, in the language of its reader."""
    with override(door.language):
        sheet = gettext("Attendance sheet")
        made = gettext("Printed %(day)s, %(hour)s (%(zone)s)") % {
            "day": date_text(door.made_at, door.language),
            "hour": time_text(door.made_at),
            "zone": door.zone,
        }
        words = {
            "sheet": sheet,
            "columns": [
                pgettext("column", "No."),
                pgettext("column", "Name"),
                gettext("Reference"),
                gettext("Signature"),
            ],
            "note": gettext(
                "Personal data: for checking in at the door only. Leave no sheet lying about, and destroy it once "
                "attendance is recorded."
            ),
            "printed": made,
            "page": gettext("Page"),
        }
        sheets = [_sheet(door, one) for one in door.sheets]
    return {
        "heading": _line(f"{sheet}: {door.title}"),
        "title": _line(door.title),
        "language": door.language.partition("-")[0],
        "words": words,
        "sheets": sheets,
    }


def _sheet(door: DoorList, sheet: DoorSheet) -> dict[str, Any]:
    session = _line(sheet.session)
    return {
        "session": session,
        "running": " · ".join(part for part in (_line(door.title), session) if part),
        "about": [*map(_line, sheet.about), *([] if sheet.people else [gettext("Nobody is expected.")])],
        "people": [{"name": _line(one.name), "reference": one.reference} for one in sheet.people],
    }


def _line(text: str) -> str:
    return tidy_line(without_controls(text))
