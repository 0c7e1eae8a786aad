"""The HTML of a letter, made from its finished text: the same words in the same order, so that the two cannot drift."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from registrations.models import NoticeKind
from registrations.models.labels import language_facts
from registrations.text import tidy_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import Promise

TEMPLATE = "registrations/emails/letter.html"
_FACT = re.compile(r"(?P<label>[^:.!?;–]{1,40}): (?P<value>\S.*)")
_ITEM = "– "
_PREHEADER = 140  # characters that mail programs show beside the subject

_BUTTONS: dict[str, Promise] = {
    NoticeKind.VERIFY: _("Confirm your address"),
    NoticeKind.NOMINATED: _("See your details, or decline"),
    NoticeKind.OFFER: _("Answer on your personal page"),
    NoticeKind.QUESTION: _("Answer on your personal page"),
    NoticeKind.ANSWER: _("Open the registration"),
}
_USUAL_BUTTON = _("Open your personal page")


class PartKind(StrEnum):
    """How a piece of the text looks."""

    PARAGRAPH = "paragraph"
    FACTS = "facts"
    BUTTON = "button"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a letter: the lines of a paragraph, the rows of a table (label and value), or one link."""

    kind: PartKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    link: str = ""


def paragraphs(text: str) -> list[list[str]]:
    """The paragraphs of a text as lists of tidy lines; empty lines divide them."""
    found: list[list[str]] = [[]]
    for line in text.splitlines():
        tidy = tidy_line(line)
        if tidy:
            found[-1].append(tidy)
        elif found[-1]:
            found.append([])
    return [lines for lines in found if lines]


def parts_of(text: str, *, link: str, site_url: str) -> list[Part]:
    """What a text is made of. The line that is `link` becomes the button; lines such as “When: …” become a table."""
    return [part for lines in paragraphs(text) for part in _divided(lines, link, site_url)]


def html_of(kind: str, text: str, context: dict[str, Any], *, subject: str, language: str) -> str:
    """The letter as HTML: `text` is the finished text before its lines are folded, in the active language."""
    parts = parts_of(text, link=context.get("link", ""), site_url=context.get("site_url", ""))
    said = next((part for part in parts[1:] if part.kind is PartKind.PARAGRAPH), None)
    return render_to_string(
        TEMPLATE,
        {
            "language": language,
            "direction": "rtl" if language_facts(language)["bidi"] else "ltr",
            "subject": subject,
            "preheader": " ".join(said.lines)[:_PREHEADER] if said is not None else "",
            "parts": parts,
            "button": context.get("link_label") or _BUTTONS.get(kind, _USUAL_BUTTON),
        },
    )


def _divided(lines: list[str], link: str, site_url: str) -> Iterator[Part]:
    """A paragraph, cut where a link stands on a line of its own."""
    plain: list[str] = []
    for line in lines:
        if line not in {link, site_url}:
            plain.append(line)
            continue
        yield from _of_lines(plain)
        plain = []
        yield Part(PartKind.BUTTON if line == link else PartKind.SITE, link=line)
    yield from _of_lines(plain)


def _of_lines(lines: list[str]) -> Iterator[Part]:
    """A table where every line is a fact or an item of a list, and one alone is neither; else a paragraph."""
    rows = [_row(line) for line in lines]
    if len(lines) > 1 and all(row is not None for row in rows):
        yield Part(PartKind.FACTS, rows=tuple(row for row in rows if row is not None))
    elif lines:
        yield Part(PartKind.PARAGRAPH, lines=tuple(lines))


def _row(line: str) -> tuple[str, str] | None:
    if line.startswith(_ITEM):
        return "", line
    fact = _FACT.fullmatch(line)
    return (fact["label"], fact["value"]) if fact else None
