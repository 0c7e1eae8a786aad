"""What a browser makes of a page: its forms with what they would send, its elements, its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

WITHOUT_END = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Form:
    """A form: its address, what it would send untouched, and its buttons."""

    attributes: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)

    def add(self, name: str, value: str) -> None:
        """Keep a value; a name that comes twice sends a list."""
        if name in self.values:
            known = self.values[name]
            self.values[name] = [*(known if isinstance(known, list) else [known]), value]
        else:
            self.values[name] = value


class Reading(HTMLParser):
    """A page that was read."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup
        self.forms: list[Form] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.inline_words: list[str] = []
        self._form: Form | None = None
        self._select: str | None = None
        self._area: str | None = None
        self._typed = ""
        self._within = ""
        self.feed(markup)

    def form(self, **wanted: str) -> Form:
        """The first form whose attributes hold these words. Raises LookupError."""
        for form in self.forms:
            if all(words in form.attributes.get(name.rstrip("_"), "") for name, words in wanted.items()):
                return form
        raise LookupError(f"There is no form with {wanted} among {[form.attributes for form in self.forms]}")

    def having(self, word: str) -> list[dict[str, str]]:
        """The attributes of all elements of a class."""
        return [found for _tag, found in self.elements if word in found.get("class", "").split()]

    def count(self, tag: str) -> int:
        """How many elements there are."""
        return sum(found == tag for found, _attributes in self.elements)

    @property
    def inline(self) -> list[str]:
        """What a strict content security policy would stop: styles, scripts and handlers in the page itself."""
        found = [f"<{tag} {name}>" for tag, attributes in self.elements for name in attributes if name[:2] == "on"]
        found += [f"<{tag} style>" for tag, attributes in self.elements if "style" in attributes]
        return found + self.inline_words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        data = found.get("type", "") in {"application/ld+json", "application/json"}
        self._within = tag if tag in {"style", "script"} and not data else ""
        if tag == "form":
            self._form = Form(found)
            self.forms.append(self._form)
        form, name = self._form, found.get("name", "")
        if form is None:
            return
        if found.get("data-controller") == "w-block" and found.get("id"):
            form.add(f"{found['id']}-count", "0")  # what the script of a stream would add
        if tag == "button":
            form.buttons.append(found)
        if tag == "option" and self._select and "selected" in found:
            form.add(self._select, found.get("value", ""))
        if "disabled" in found or not name:
            return
        if tag == "input":
            self._input(form, name, found)
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, self._typed = name, ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _input(self, form: Form, name: str, found: dict[str, str]) -> None:
        kind = found.get("type", "text")
        if kind in {"submit", "file", "image", "button"}:
            return
        if kind not in {"checkbox", "radio"} or "checked" in found:
            form.add(name, found.get("value", "on" if kind == "checkbox" else ""))

    def handle_endtag(self, tag: str) -> None:
        self._within = ""
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area and self._form:
            self._form.add(self._area, self._typed)
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._typed += data
        if self._within and data.strip():
            self.inline_words.append(f"<{self._within}> {data.strip()[:60]}")
