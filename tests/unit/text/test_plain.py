"""Formatted text as plain text, for letters."""

import pytest

from registrations.text import plain_text, without_links


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("<p>One <b>two</b> three</p><p>four</p>", "One two three\n\nfour"),
        ("<p>List:</p><ul><li><b>a:</b> b</li><li>c &amp; d</li></ul>", "List:\n\n– a: b\n– c & d"),
        ("<p>a<br>b</p>\n<hr>\n<p>c</p>", "a\nb\n\nc"),
    ],
)
def test_words_stay_and_tags_go(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Γ.Παπαδόπουλος", "Γ. Παπαδόπουλος"),
        ("www.evil1.gr", "www. evil1. gr"),
        ("https://evil", "https: //evil"),
        ("Τμήμα 3.2, κτήριο Β.", "Τμήμα 3.2, κτήριο Β."),
    ],
)
def test_a_name_that_looks_like_an_address_is_none_any_more(typed: str, told: str) -> None:
    assert without_links(typed) == told
