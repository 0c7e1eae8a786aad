"""Formatted text as plain text, for letters."""

import pytest

from registrations.text import plain_text


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
