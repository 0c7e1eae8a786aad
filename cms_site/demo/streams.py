"""Streams of the demo's pages, in the form in which Wagtail stores them: words and facts joined by key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .days import moment
from .keys import key_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wagtail.models import Page

    from .shelf import Shelf

Block = dict[str, Any]

PAGE_LINK = re.compile(r'<a href="page:([a-z/-]+)">')
PLAIN = ("heading", "quote", "callout", "button")
"""Blocks whose entries are stored as they are written."""


class Story:
    """Turns the blocks of a page's file into its story, with links to the pages of the same language."""

    def __init__(self, name: str, language: str, shelf: Shelf) -> None:
        self.name, self.language, self.shelf = name, language, shelf

    def blocks(self, entries: list[Block]) -> list[Block]:
        """The story of a page."""
        return [self._block(number, entry) for number, entry in enumerate(entries)]

    def html(self, text: str) -> str:
        """Rich text on one line, its links to pages as Wagtail stores them."""
        spaced = " ".join(text.split())
        return PAGE_LINK.sub(lambda hit: f'<a linktype="page" id="{self._page(hit[1]).pk}">', spaced)

    def _block(self, number: int, entry: Block) -> Block:
        kind = entry["kind"]
        return {"type": kind, "value": self._value(kind, entry), "id": key_of(self.name, "body", str(number))}

    def _value(self, kind: str, entry: Block) -> Any:
        rest = {name: value for name, value in entry.items() if name != "kind"}
        if kind in PLAIN:
            return self._linked(rest)
        makers: dict[str, Callable[[Block], Any]] = {
            "text": lambda block: self.html(block["html"]),
            "links": lambda block: {**block, "links": [self._linked(link) for link in block["links"]]},
            "registration": lambda block: self._page(block["page"]).pk,
            "document": lambda block: {"document": self.shelf.document(block["document"], self.language).pk},
            "picture": self._picture,
        }
        return makers[kind](rest)

    def _linked(self, block: Block) -> Block:
        """The block with the page's number for its name; its `variety` is what the block calls its kind."""
        named = {"kind" if name == "variety" else name: value for name, value in block.items()}
        if "page" in named:
            named["page"] = self._page(named["page"]).pk
        return named

    def _picture(self, block: Block) -> Block:
        picture = self.shelf.picture(block["picture"])
        alt = self.shelf.alt(block["picture"], self.language)
        image = {"image": picture.pk, "decorative": False, "alt_text": alt}
        return {"image": image, "caption": block["caption"], "credit": block["credit"]}

    def _page(self, name: str) -> Page:
        return self.shelf.page(name, self.language)


def sessions(name: str, facts: list[Block], words: dict[str, Block], day: date) -> list[Block]:
    """The sessions of an event on its day."""
    return [
        {
            "type": "session",
            "id": key_of(name, "sessions", fact["key"]),
            "value": {
                **words[fact["key"]],
                "begins": moment(day, fact["begins"]),
                "ends": moment(day, fact["ends"]),
                "registration": fact["registration"],
                "capacity": fact.get("capacity"),
            },
        }
        for fact in facts
    ]


def topics(name: str, texts: list[str]) -> list[Block]:
    """The themes of an event."""
    return [
        {"type": "topic", "value": text, "id": key_of(name, "topics", str(number))} for number, text in enumerate(texts)
    ]


def agenda(name: str, facts: list[Block], words: list[Block]) -> list[Block]:
    """The programme of an event, line by line. Raises ValueError where facts and words differ in number."""
    return [
        {"type": "item", "id": key_of(name, "agenda", str(number)), "value": {"speaker": "", **words_of, **fact}}
        for number, (fact, words_of) in enumerate(zip(facts, words, strict=True))
    ]


def steps(name: str, texts: list[str]) -> list[Block]:
    """The steps of a registration in another system."""
    return [
        {"type": "step", "value": text, "id": key_of(name, "steps", str(number))} for number, text in enumerate(texts)
    ]


def questions(name: str, facts: list[Block], words: dict[str, Block]) -> list[Block]:
    """The questions of a form; keys of questions and options are the same in every language."""
    return [
        {
            "type": fact["kind"],
            "id": key_of(name, "questions", fact["key"]),
            "value": _question(name, fact, words[fact["key"]]),
        }
        for fact in facts
    ]


def _question(name: str, fact: Block, words: Block) -> Block:
    if fact["kind"] == "explanation":
        return {"heading": words["heading"], "text": words["html"]}
    value: Block = {"label": words["label"], "hint": words.get("hint", ""), "required": fact["required"]}
    if "options" in fact:
        value["options"] = [
            {"type": "item", "value": words["options"][option], "id": option_key(name, fact["key"], option)}
            for option in fact["options"]
        ]
    for bound in ("smallest", "largest"):
        if bound in fact:
            value[bound] = fact[bound]
    return value


def option_key(name: str, question: str, option: str) -> str:
    """The permanent key of an option of a question."""
    return key_of(name, "questions", question, option)
