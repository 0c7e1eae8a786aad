"""Reading the files of the demo: facts once for each page, words once for each page and language."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LANGUAGES = ("el", "en")

ORDER = (
    "home",
    "news",
    "workshops",
    "practices",
    "search",
    "contact",
    "accessibility",
    "workshops/larissa",
    "workshops/citizens",
    "workshops/plain-language",
    "workshops/prototype",
    "workshops/open-data",
    "workshops/ideathon",
    "workshops/open-government",
    "workshops/archive",
    "workshops/assembly",
    "workshops/spring",
    "news/network",
    "news/citizens-open",
    "news/good-practice",
    "news/forms",
    "news/glossary",
)
"""The pages by the names of their files; each comes after those that it hangs below or links to."""


@dataclass(frozen=True, slots=True)
class PageFile:
    """A page of the demo: its facts, and its words by language."""

    name: str
    facts: dict[str, Any]
    words: dict[str, dict[str, Any]]

    @property
    def parent(self) -> str:
        """The name of the page above: `news` for `news/network`, empty for the home page."""
        if self.name == "home":
            return ""
        return self.name.rpartition("/")[0] or "home"


def read_page(name: str) -> PageFile:
    """The files of one page. Raises FileNotFoundError for a name without files."""
    words = {language: read_toml(HERE / "pages" / f"{name}.{language}.toml") for language in LANGUAGES}
    return PageFile(name=name, facts=read_toml(HERE / "pages" / f"{name}.toml"), words=words)


def read_shared() -> dict[str, Any]:
    """What the pages share: bodies, venues, contacts, notices, users."""
    return read_toml(HERE / "shared.toml")


def read_people() -> dict[str, Any]:
    """Who has signed up, by event."""
    return read_toml(HERE / "people.toml")


def read_toml(path: Path) -> dict[str, Any]:
    """One file of the demo."""
    with path.open("rb") as file:
        return tomllib.load(file)
