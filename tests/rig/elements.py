"""The elements as their reference lists them, and copies of them that leave a mark wherever they are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
GUIDE = TOP / "docs" / "reference" / "elements.md"
PUBLIC = ("registrations/templates", "innovation_pages/templates", "templates", "cms_site/home/templates")
NOT_PUBLIC = {"review", "editor", "emails", "admin", "mfa", "account", "allauth"}


@dataclass(frozen=True)
class Element:
    """A row of the reference: `name` as templates include it."""

    name: str
    variables: tuple[str, ...]
    classes: tuple[str, ...]

    @property
    def file(self) -> Path:
        return file_of(self.name)

    @property
    def mark(self) -> str:
        """What its marked copy writes first."""
        return mark_of(self.name)

    def drawn(self, markup: str) -> int:
        """How often a page holds the first class of this element."""
        return sum(self.classes[0] in words.split() for words in re.findall(r'class="([^"]*)"', markup))


def file_of(name: str) -> Path:
    """Where the template is that we ship under this name."""
    return TOP / name.partition("/")[0] / "templates" / name


def mark_of(name: str) -> str:
    """What a marked copy writes first."""
    return f"<!--{name}-->"


def listed() -> list[Element]:
    """The elements of both tables, in their order."""
    found = []
    folder = ""
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if line.startswith("### "):
            folder = line.strip("# `")
        row = re.match(r"\| `(\w+\.html)` \| (.+) \| (.+) \|$", line)
        if row and folder:
            variables = re.sub(r"\([^)]*\)", "", row[2])
            names = [tuple(re.findall(r"`([\w-]+)`", part)) for part in (variables, row[3])]
            found.append(Element(folder + row[1], *names))
    return found


def arrangements() -> set[str]:
    """The elements of innovation pages that the reference lists as having no class of their own."""
    words = GUIDE.read_text(encoding="utf-8").partition("have no class of their own")[2].partition("Each begins")[0]
    return {f"innovation_pages/elements/{name}" for name in re.findall(r"`(\w+\.html)`", words)}


def public_templates() -> list[Path]:
    """The templates of the pages that visitors see, of both apps and of the example site."""
    found = [path for folder in PUBLIC for path in (TOP / folder).rglob("*.html")]
    return [path for path in found if not NOT_PUBLIC & set(path.relative_to(TOP).parts)]


def classes_in(path: Path) -> set[str]:
    """The classes of ours that a template writes, without what only its variables know."""
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(encoding="utf-8"))
    words = {word for group in re.findall(r'class="([^"]*)"', text) for word in group.split()}
    return {word for word in words if word.startswith(("rg-", "ip-"))}


def write_marked(folder: Path) -> None:
    """Fill a folder of templates, as a host has one, with a marked copy of every element and arrangement."""
    for name in [*(element.name for element in listed()), *sorted(arrangements())]:
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(mark_of(name) + file_of(name).read_text(encoding="utf-8"), encoding="utf-8")
