"""Workbooks: openpyxl reads back what was written, and every text is a text."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Generator, Iterator
from datetime import UTC, date, datetime, time
from enum import IntEnum

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell

from registrations.outputs import workbook, xlsx
from registrations.outputs.cells import CELL_LIMIT, clean_text
from registrations.outputs.xlsx import stream_xlsx

HEADINGS = ["Όνομα", "Σχόλιο", "Θέση"]
SLY = st.text(alphabet=st.sampled_from([*"=+-@＝'\"<>&|_x0041_\t\n\r\x00\x0b \u00a0aά"]), max_size=12)


def opened(pieces: Iterator[bytes]) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(b"".join(pieces)))


def cells(*values: object) -> list[Cell]:
    headings = [f"c{at}" for at, _ in enumerate(values)]
    sheet = opened(stream_xlsx("Φύλλο", headings, [values])).worksheets[0]
    return list(sheet[2])


def shown(cell: Cell) -> str:
    """Return the text as a spreadsheet shows it: openpyxl leaves escapes as they stand in the file."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), str(cell.value or ""))


@pytest.mark.parametrize(
    "answer", ["=1+1", "+30 210", "-1", "@SUM", "\tα", " =1", "＝1", "'=1", "\u00a0=1", '=HYPERLINK("http://x")']
)
def test_what_looks_like_a_formula_is_a_text_that_is_marked_as_quoted(answer: str) -> None:
    (cell,) = cells(answer)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", answer, True)


@pytest.mark.parametrize(
    "answer",
    [
        "Μαρία",
        "α@β.gr",
        "<b>&amp;</b>",
        " κενά ",
        "δύο\nγραμμές",
        "#N/A",
        "007",
        "TRUE",
        "2026-01-19",
        "🎉",
        "a|b",
        "]]>",
    ],
)
def test_a_text_is_that_text(answer: str) -> None:
    (cell,) = cells(answer)
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", answer, False)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("x\x0by", "xy"),
        ("α\r\nβ\rγ", "α\nβ\nγ"),
        ("\x00\x1f", None),
        ("", None),
        ("Μα\u202eρία", "Μαρία"),
        ("\ud800", None),
    ],
)
def test_what_xml_cannot_hold_is_gone(answer: str, text: str | None) -> None:
    assert cells(answer, "x")[0].value == text


def test_a_text_that_looks_like_an_escape_is_shown_as_it_was_typed() -> None:
    (cell,) = cells("_x0041_")
    assert cell.value == "_x005F_x0041_"
    assert shown(cell) == "_x0041_"


class Round(IntEnum):
    FIRST = 1


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        (17, "n", 17),
        (-5, "n", -5),
        (1.25, "n", 1.25),
        (Round.FIRST, "n", 1),
        (True, "b", True),
        (False, "b", False),
        (None, "n", None),
        (date(2026, 1, 19), "d", datetime(2026, 1, 19)),  # noqa: DTZ001 — a workbook knows no zones
        (datetime(2026, 1, 19, 9, 30, tzinfo=UTC), "d", datetime(2026, 1, 19, 9, 30)),  # noqa: DTZ001 — likewise
        (time(9, 30), "d", time(9, 30)),
        (date(1850, 3, 1), "s", "1850-03-01"),
        (datetime(1850, 3, 1, 9, tzinfo=UTC), "s", "1850-03-01 09:00+00:00"),
        (date(1900, 3, 1), "d", datetime(1900, 3, 1)),  # noqa: DTZ001 — likewise
        (10**17, "s", "100000000000000000"),
        (float("inf"), "s", "inf"),
        (float("nan"), "s", "nan"),
        (["=1"], "s", "['=1']"),
    ],
)
def test_a_value_keeps_its_kind(value: object, kind: str, read: object) -> None:
    cell = cells(value, "x")[0]
    assert (cell.data_type, cell.value) == (kind, read)


def test_a_text_too_long_for_a_cell_ends_with_an_ellipsis() -> None:
    for long in ("α" * 40_000, "🎉" * 20_000):
        (cell,) = cells(long)
        assert len(str(cell.value).encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert str(cell.value).endswith("…")
    assert cells("α" * CELL_LIMIT)[0].value == "α" * CELL_LIMIT


def test_headings_are_bold_stay_in_sight_and_are_no_formulas() -> None:
    sheet = opened(stream_xlsx("Αιτήσεις", ["Όνομα", "=1+1"], [])).worksheets[0]
    assert [cell.value for cell in sheet[1]] == ["Όνομα", "=1+1"]
    assert [cell.data_type for cell in sheet[1]] == ["s", "s"]
    assert all(cell.font.b for cell in sheet[1])
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Αιτήσεις", "Αιτήσεις"),
        ("Α/Β: [δοκιμή]*?\\", "Α Β δοκιμή"),
        ("'Εργαστήριο'", "Εργαστήριο"),
        ("Ημερίδα και εργαστήριο κοινωνικής καινοτομίας", "Ημερίδα και εργαστήριο κοινωνικ"),
        ("🎉" * 20, "🎉" * 15),
        ('A & <B> "Γ"', 'A & <B> "Γ"'),
        ("\x00", "Sheet"),
        ("History", "Sheet"),
        ("", "Sheet"),
    ],
)
def test_a_sheet_has_a_name_that_is_allowed(title: str, name: str) -> None:
    assert opened(stream_xlsx(title, ["α"], [])).sheetnames == [name]


def test_rows_beyond_the_end_of_a_sheet_go_on_in_another() -> None:
    book = opened(stream_xlsx("Αιτήσεις", ["α"], [[at] for at in range(7)], rows_per_sheet=4))
    assert book.sheetnames == ["Αιτήσεις", "Αιτήσεις (2)", "Αιτήσεις (3)"]
    assert [[row[0].value for row in sheet.rows] for sheet in book] == [["α", 0, 1, 2], ["α", 3, 4, 5], ["α", 6]]


def test_a_sheet_that_is_just_full_is_not_followed_by_an_empty_one() -> None:
    assert len(opened(stream_xlsx("α", ["α"], [[1], [2], [3]], rows_per_sheet=4)).sheetnames) == 1


def test_a_sheet_that_grows_too_large_for_a_plain_zip_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_SHEET_BYTES", 10_000)
    book = opened(stream_xlsx("α", ["α"], ([f"γραμμή {at}"] for at in range(1_000))))
    assert len(book.sheetnames) == 4
    assert sum(sheet.max_row - 1 for sheet in book) == 1_000


def test_columns_are_named_beyond_the_alphabet() -> None:
    assert workbook.column_names(703)[24:28] == ["Y", "Z", "AA", "AB"]
    assert workbook.column_names(703)[-1] == "AAA"
    assert opened(stream_xlsx("α", [], [])).worksheets[0].max_row == 1


def test_more_columns_than_a_sheet_has_are_refused() -> None:
    with pytest.raises(ValueError, match="16384"):
        next(stream_xlsx("α", [""] * 16_385, []))


def test_a_row_that_does_not_fit_the_headings_is_refused() -> None:
    with pytest.raises(ValueError):
        list(stream_xlsx("α", ["α", "β"], [["μόνο ένα"]]))


def test_five_thousand_rows_come_back() -> None:
    rows = [[f"Μαρία {at}", f"γραμμή\n{at} <ναι> & «όχι»" if at % 3 else "=1", at] for at in range(5_000)]
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(stream_xlsx("Αιτήσεις", HEADINGS, rows))), read_only=True)
    _, *read = sheet.worksheets[0].iter_rows(values_only=True)
    assert [list(row) for row in read] == rows


def test_the_same_rows_make_the_same_bytes() -> None:
    first, second = (b"".join(stream_xlsx("α", HEADINGS, [["α", "β", 1]])) for _ in range(2))
    assert first == second


def test_every_part_of_the_workbook_is_sound_and_the_kind_of_the_file_comes_first() -> None:
    with zipfile.ZipFile(io.BytesIO(b"".join(stream_xlsx("α", HEADINGS, [["α", "β", 1]])))) as book:
        assert book.testzip() is None
        assert book.namelist()[0] == "[Content_Types].xml"


def test_the_file_begins_before_the_first_row_is_asked_for() -> None:
    def rows() -> Iterator[list[str]]:
        raise AssertionError
        yield []

    assert next(stream_xlsx("α", HEADINGS, rows())).startswith(b"PK")


def test_an_export_that_is_given_up_halfway_leaves_nothing_open() -> None:
    pieces = stream_xlsx("α", ["α"], ([str(hash(at) * 7919 % 10**9)] for at in range(100_000)))
    assert next(pieces)
    assert next(pieces)
    assert isinstance(pieces, Generator)
    pieces.close()


def test_memory_does_not_grow_with_the_rows() -> None:
    rows = ([f"Μαρία {at}", "μια απάντηση " * 20, at] for at in range(10_000))
    tracemalloc.start()
    try:
        for _ in stream_xlsx("Αιτήσεις", HEADINGS, rows):
            pass
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6_000_000  # bytes; the sheet itself has six times as many


@given(st.lists(st.lists(st.text() | SLY, min_size=3, max_size=3), max_size=5))
def test_what_was_answered_comes_back_as_text(rows: list[list[str]]) -> None:
    sheet = opened(stream_xlsx("α", HEADINGS, rows)).worksheets[0]
    found = [[sheet.cell(at, column) for column in (1, 2, 3)] for at, _ in enumerate(rows, start=2)]
    assert [[shown(cell) for cell in row] for row in found] == [[clean_text(text) for text in row] for row in rows]
    assert all(cell.data_type == "s" for row in found for cell in row if cell.value is not None)
