"""The attendance sheet, read back out of the PDF."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.checks import Info
from pypdf import PdfReader

from registrations.checks import check_paper
from registrations.outputs import attendance
from registrations.outputs.attendance import attendance_sheet, write_pdf
from registrations.outputs.door import DoorList, DoorSheet, Expected
from registrations.outputs.exporters import door_exporters, own_exporters

NOW = datetime(2026, 1, 19, 8, 5, tzinfo=ZoneInfo("Europe/Athens"))
HOSTILE = ['#read("/etc/passwd")', "\\ *bold* _low_ $x$ `a` <b> @ref", "= Heading", "//gone"]
TURNED = "Ann\u202egnp.exe\u202c Roe"


def read(*sheets: DoorSheet, title: str = "Ημερίδα καινοτομίας", language: str = "el") -> PdfReader:
    door = DoorList(title=title, sheets=sheets, language=language, made_at=NOW, zone="ώρα Ελλάδας")
    return PdfReader(io.BytesIO(b"".join(write_pdf(door))))


def sheet(*names: str, session: str = "", about: tuple[str, ...] = ("Αίθουσα 3",)) -> DoorSheet:
    people = [Expected(name=name, reference=f"ΑΒΓΔ-{number:04}") for number, name in enumerate(names)]
    return DoorSheet(session=session, about=about, people=people)


def words(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def root(reader: PdfReader) -> dict[str, Any]:
    return reader.trailer["/Root"]  # type: ignore[return-value]  # pypdf's own dictionary


def test_a_sheet_says_what_it_is_for_and_leaves_room_to_sign() -> None:
    reader = read(sheet("Μαρία Παπαδοπούλου", "Zoë Ąžuolaitė", session="Εργαστήριο Α΄"))
    said = words(reader)
    people = ("1 Μαρία Παπαδοπούλου ΑΒΓΔ-0000", "2 Zoë Ąžuolaitė ΑΒΓΔ-0001", "Υπογραφή")
    about = ("Ημερίδα καινοτομίας", "Εργαστήριο Α΄", "Αίθουσα 3")
    below = ("Προσωπικά δεδομένα", "19 Ιανουαρίου 2026, 8:05 (ώρα Ελλάδας)", "Σελίδα 1 / 1")
    for wanted in people + about + below:
        assert wanted in said
    assert reader.metadata.title == "Παρουσιολόγιο: Ημερίδα καινοτομίας"
    assert (root(reader)["/Lang"], root(reader)["/MarkInfo"]["/Marked"]) == ("el", True)
    assert b"pdfuaid" in root(reader)["/Metadata"].get_data()


def test_names_are_text_whatever_they_look_like() -> None:
    said = words(read(sheet(*HOSTILE, TURNED), title='#panic("x") *A*', language="en"))
    for name in HOSTILE:
        assert name in said
    assert "root:" not in said
    assert "Anngnp.exe Roe" in said  # what turns the direction of a line is left out
    assert '#panic("x") *A*' in said


def test_three_hundred_people_stand_under_a_head_on_every_page() -> None:
    long = "Παπαδοπούλου-Χατζηκωνσταντίνου " * 3 + "Ω" * 90
    reader = read(sheet(*[long] * 20, *["Άννα Βέργη"] * 130), sheet(*["Άννα Βέργη"] * 150, session="Β΄"))
    pages = [page.extract_text() for page in reader.pages]
    assert 12 < len(pages) < 40
    assert all("Υπογραφή" in page and f"Σελίδα {at} / {len(pages)}" in page for at, page in enumerate(pages, start=1))
    assert sum(page.count("Άννα Βέργη") for page in pages) == 280
    assert all("Ημερίδα καινοτομίας" in page for page in pages)  # a loose page says where it belongs


def test_letters_that_no_font_has_keep_nobody_from_their_sheet() -> None:
    assert "ΑΒΓΔ-0001" in words(read(sheet("Άννα", "王小明 😀")))


def test_a_session_that_nobody_goes_to_says_so() -> None:
    assert "Nobody is expected." in words(read(sheet(), language="en"))


def test_without_the_extra_there_is_no_such_paper_and_a_sentence_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_paper() == []
    assert set(door_exporters()) == {"pdf"}
    assert "pdf" not in own_exporters()
    monkeypatch.setattr(attendance, "find_spec", lambda _name: None)
    assert attendance_sheet() is None
    assert door_exporters() == {}
    (told,) = check_paper()
    assert isinstance(told, Info)
    assert "wagtail-innovation-desk[pdf]" in str(told.hint)
