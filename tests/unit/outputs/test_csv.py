"""Comma-separated values: what was answered comes back, and nothing in it is a formula to anybody."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.outputs.cells import BLANK, CELL_LIMIT, FORMULA, clean_text
from registrations.outputs.csv import stream_csv

HEADINGS = ["Όνομα", "Σχόλιο"]
SLY = st.text(alphabet=st.sampled_from([*"=+-@＝＋－＠'\";,|\t\n\r\x00\x0b \u00a0\u200baά1"]), max_size=12)


def read(*pieces: bytes, delimiter: str = ",") -> list[list[str]]:
    text = b"".join(pieces).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def one_cell(value: object) -> str:
    return read(*stream_csv(["Απάντηση"], [[value]]))[1][0]


@pytest.mark.parametrize(
    ("answer", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+30 210", "'+30 210"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tκείμενο", "'\tκείμενο"),
        ("\rκείμενο", "'\nκείμενο"),
        ("\x00=1", "'=1"),
        ("x\x0by", "xy"),
        ("＝1+1", "'＝1+1"),
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("＠1", "'＠1"),
        ("  =1", "'  =1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("'=1", "''=1"),
        ('"=1', "'\"=1"),
        ("α;=1", "α;'=1"),
        ("α\n-β", "α\n'-β"),
        ("α, -β", "α, -β"),
        ("maria@example.gr", "maria@example.gr"),
        ("Μαρία - Ελένη", "Μαρία - Ελένη"),
        ("R-2026-0001", "R-2026-0001"),
        ("«Ναι», είπε", "«Ναι», είπε"),
        ("δύο\r\nγραμμές", "δύο\nγραμμές"),
        ("Μα\u202eρία", "Μαρία"),
        ("", ""),
    ],
)
def test_an_answer_is_text_and_no_formula(answer: str, cell: str) -> None:
    assert one_cell(answer) == cell


class Place(StrEnum):
    ACCEPTED = "accepted"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (17, "17"),
        (-5, "-5"),
        (-1.5, "-1.5"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2026, 1, 19), "2026-01-19"),
        (datetime(2026, 1, 19, 9, 30), "2026-01-19 09:30"),  # noqa: DTZ001 — wall time, as exports have it
        (datetime(2026, 1, 19, 9, 30, 15), "2026-01-19 09:30:15"),  # noqa: DTZ001 — likewise
        (time(9, 30), "09:30"),
        (time(9, 30, 15), "09:30:15"),
        (Place.ACCEPTED, "accepted"),
        (["=1"], "['=1']"),
    ],
)
def test_a_value_is_written_plainly(value: object, cell: str) -> None:
    assert one_cell(value) == cell


def test_headings_are_guarded_too() -> None:
    assert read(*stream_csv(["=1+1", "Όνομα"], [])) == [["'=1+1", "Όνομα"]]


def test_lines_end_as_the_standard_says_and_the_file_says_it_is_utf_8() -> None:
    assert b"".join(stream_csv(["α"], [["β"]])) == b"\xef\xbb\xbf" + "α\r\nβ\r\n".encode()


def test_a_spreadsheet_set_to_greek_gets_semicolons() -> None:
    rows = [["1,5; 2", "α,=1"]]
    assert read(*stream_csv(HEADINGS, rows, delimiter=";"), delimiter=";") == [HEADINGS, ["1,5; 2", "α,'=1"]]
    assert read(*stream_csv(HEADINGS, rows, delimiter="\t"), delimiter="\t") == [HEADINGS, ["1,5; 2", "α,'=1"]]


def test_a_strange_delimiter_is_refused() -> None:
    with pytest.raises(ValueError, match="delimiter"):
        next(stream_csv(["α"], [], delimiter="|"))


def test_a_text_too_long_for_a_cell_ends_with_an_ellipsis() -> None:
    for long in ("α" * 40_000, "=" * 40_000, "🎉" * 20_000, "=" + "α" * (CELL_LIMIT - 1)):
        cell = one_cell(long)
        assert len(cell.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert cell.endswith("…")
    assert one_cell("α" * CELL_LIMIT) == "α" * CELL_LIMIT


def test_the_headings_leave_before_the_first_row_is_asked_for() -> None:
    def rows() -> Iterator[list[str]]:
        raise AssertionError
        yield []

    assert next(stream_csv(HEADINGS, rows())).startswith(b"\xef\xbb\xbf")


def test_rows_leave_while_others_are_still_to_come() -> None:
    asked = 0

    def rows() -> Iterator[list[object]]:
        nonlocal asked
        for asked in range(1, 10_001):
            yield [asked, "Μαρία"]

    pieces = stream_csv(HEADINGS, rows())
    next(pieces)
    next(pieces)
    assert asked < 1_000
    assert sum(piece.count(b"\r\n") for piece in pieces) + asked > 10_000


@given(st.lists(st.tuples(st.text() | SLY, st.text() | SLY, st.integers()), max_size=5), st.sampled_from(",;\t"))
def test_what_was_answered_comes_back(rows: list[tuple[str, str, int]], delimiter: str) -> None:
    guarded = re.compile(f"(\\A|[,;\\t\\n])'(?=[{BLANK}\"]*[{FORMULA}])|\\A'(?=[{BLANK}\"]*[\\t\\n])")
    _, *cells = read(*stream_csv(["α", "β", "γ"], rows, delimiter=delimiter), delimiter=delimiter)
    ends = {",": ";\t\n", ";": ",\t\n", "\t": ",;\n"}[delimiter]

    def answered(cell: str) -> str:
        return guarded.sub(lambda found: found[0][:-1] if (found[1] or "\n") in ends else found[0], cell)

    assert [(answered(a), answered(b), int(c)) for a, b, c in cells] == [
        (clean_text(a), clean_text(b), c) for a, b, c in rows
    ]


@given(st.lists(st.lists(st.text() | SLY, min_size=2, max_size=2), max_size=4), st.sampled_from(",;\t"))
def test_no_cell_begins_with_a_formula_however_the_file_is_split(rows: list[list[str]], delimiter: str) -> None:
    whole = b"".join(stream_csv(HEADINGS, rows, delimiter=delimiter)).decode("utf-8-sig")
    formula = re.compile(f'[{BLANK.replace(chr(39), "")}"]*[{FORMULA}]')
    assert not any(formula.match(cell) for row in read(whole.encode(), delimiter=delimiter) for cell in row)
    for other in {",", ";", "\t"} - ({delimiter, ","} if delimiter == "," else {delimiter}):
        assert not any(formula.match(piece) for piece in re.split(f"[\r\n{other}]", whole))
