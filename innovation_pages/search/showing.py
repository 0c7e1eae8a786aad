"""The answer that a visitor reads: title and excerpt with the found words marked, safe whatever the text holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from registrations.public import words

from .asking import Question

LENGTH = 240
BEFORE = 80

# Δ.Κ.Δ.Τ. is one word, as in the search.
_TOKEN = re.compile(r"(?:[^\W\d_]{1,3}\.){2,}[^\W\d_]{0,3}|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")


def marked(text: str, question: Question) -> SafeString:
    """The text with the found words in `<mark>`, everything else escaped."""
    return format_html_join("", "{}", ((part,) for part in _parts(text, question)))


def _parts(text: str, question: Question) -> Iterator[str]:
    place = 0
    for begin, end in _hits(text, question):
        yield text[place:begin]
        yield format_html("<mark>{}</mark>", text[begin:end])
        place = end
    yield text[place:]


def _hits(text: str, question: Question) -> Iterator[tuple[int, int]]:
    for token in _TOKEN.finditer(text):
        if any(question.marks(word) for word in words(token.group())):
            yield token.span()


def excerpt(text: str, question: Question) -> SafeString:
    """The part of the text around the first found word, or its beginning."""
    line = " ".join(text.split())
    first = next(_hits(line, question), (0, 0))[0]
    begin = 0 if first <= BEFORE else line.find(" ", first - BEFORE) + 1
    end = len(line) if len(line) - begin <= LENGTH else line.rfind(" ", begin, begin + LENGTH)
    end = end if end > begin else begin + LENGTH
    return format_html(
        "{}{}{}", "… " if begin else "", marked(line[begin:end], question), " …" if end < len(line) else ""
    )
