"""Tidying: what is pasted becomes plain, what must not be stored is found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.text import has_controls, tidy_line, tidy_text, without_controls


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  Μαρία\u00a0Παππά ", "Μαρία Παππά"),
        ("δύο\r\nγραμμές", "δύο γραμμές"),
        ("τι\u037e", "τι;"),
        ("ε\u0301να", "ένα"),
        ("α\u2028β\u3000γ\tδ", "α β γ δ"),
        ("κρυφό\x0bσήμα", "κρυφό\x0bσήμα"),
        ("", ""),
    ],
)
def test_a_line_is_tidied(text: str, line: str) -> None:
    assert tidy_line(text) == line


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("πρώτη \r\n δεύτερη\rτρίτη", "πρώτη\nδεύτερη\nτρίτη"),
        ("\n\n  μία\u00a0\u00a0λέξη \n\n", "μία λέξη"),
        ("παράγραφος\n\nάλλη", "παράγραφος\n\nάλλη"),
        ("α\u2029β\tγ", "α\nβ γ"),
        ("ποιος\u037e", "ποιος;"),
        ("σήμα\x85", "σήμα\x85"),
    ],
)
def test_a_text_keeps_its_lines(text: str, tidy: str) -> None:
    assert tidy_text(text) == tidy


@given(st.text())
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy_line(tidy_line(text)) == tidy_line(text)
    assert tidy_text(tidy_text(text)) == tidy_text(text)


@given(st.text())
def test_tidying_hides_no_control_character(text: str) -> None:
    assert has_controls(tidy_line(text)) == has_controls(tidy_text(text)) == has_controls(text)


@given(st.text())
def test_a_tidy_line_is_composed_and_has_no_edges(text: str) -> None:
    line = tidy_line(text)
    assert unicodedata.is_normalized("NFC", line)
    assert "\n" not in line
    assert "  " not in line
    assert line == line.strip(" ")


@pytest.mark.parametrize("bad", [*"\x00\x0b\x0c\x1b\x7f\x85", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_a_control_character_is_found(bad: str) -> None:
    assert has_controls(f"Μαρία{bad}Παππά")


@pytest.mark.parametrize("good", ["γραμμή\nγραμμή\r\n\tστήλη", "Ελλάδα «2026»", "emoji 🎉", "", "\u200fעברית"])
def test_ordinary_text_is_not_suspected(good: str) -> None:
    assert not has_controls(good)


@given(st.text())
def test_what_is_taken_out_is_what_was_found(text: str) -> None:
    left = without_controls(text)
    assert not has_controls(left)
    assert (left == text) is not has_controls(text)
