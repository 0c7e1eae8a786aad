"""What the demo has made so far, by the names in its files, and how much of it is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Locale, Page, Site


class CannotLoad(Exception):
    """The demo cannot be loaded into this database; the words say why and what to do."""


@dataclass(slots=True)
class Shelf:
    """The objects of the demo; `made` counts those that this run has made."""

    site: Site
    locales: dict[str, Locale]
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    alts: dict[tuple[str, str], str] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)

    def put(self, kind: str, name: str, thing: Any, *, new: bool) -> None:
        """Keep a shared object, and count it where it is new."""
        self.things[kind, name] = thing
        self.made[kind] += new

    def thing(self, kind: str, name: str | None) -> Any:
        """A shared object; None for no name."""
        return self.things[kind, name] if name else None

    def page(self, name: str, language: str) -> Page:
        """A page in one language."""
        return self.pages[name, language]

    def picture(self, name: str) -> Any:
        """An image."""
        return self.things["pictures", name]

    def alt(self, name: str, language: str) -> str:
        """What an image shows, in words."""
        return self.alts[name, language]

    def document(self, name: str, language: str) -> Any:
        """A document in one language."""
        return self.things["documents", f"{name}.{language}"]
