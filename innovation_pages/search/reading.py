"""What a page or a record says, as plain text: the fields that its type gives to searches, and the names around it."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import strip_tags
from wagtail.search import index

from registrations.public import counts, stem, tidy_text, words

LONGEST = 60_000
"""How many characters of a text are looked at."""

NO_STORY = frozenset({"title", "slug", "search_text", "path"})
NAMES = ("unit", "venue", "owner")


def text_of(thing: Any) -> str:
    """Everything that a visitor may look for, without the title, in the order of the fields."""
    said = [_plain(value) for value in _values(thing, thing.get_search_fields())]
    named = [str(named) for name in NAMES if (named := getattr(thing, name, None)) is not None]
    also = thing.search_names() if hasattr(thing, "search_names") else []
    return "\n".join(part for part in [*dict.fromkeys(said), *named, *also] if part)[:LONGEST]


def _values(thing: Any, fields: Iterable[Any]) -> Iterator[Any]:
    for field in fields:
        if isinstance(field, index.SearchField) and field.field_name not in NO_STORY:
            yield field.get_value(thing)


def _plain(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return "\n".join(filter(None, map(_plain, value)))
    return tidy_text(html.unescape(strip_tags(str(value)))) if value else ""


def in_spaces(parts: Iterable[str]) -> str:
    """The parts with a space on each side of each, so that “ part ” finds a whole one and “ par” a beginning."""
    return f" {' '.join(parts)} "


def folded_words(text: str) -> str:
    """The folded words of a text in their order."""
    return in_spaces(words(text))


def stems(text: str) -> str:
    """The stems of a text, each once."""
    return in_spaces(dict.fromkeys(stem(word) for word in words(text) if counts(word)))
