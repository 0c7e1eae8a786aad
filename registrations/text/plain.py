"""Formatted text of an editor as plain text, for letters: paragraphs, list items, nothing else."""

import re
from html.parser import HTMLParser
from typing import Final

_PARAGRAPHS: Final = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "hr"})

_LINKING = re.compile(r"(?<=\w)\.(?=[^\W\d_])|:(?=//)")


class _Reader(HTMLParser):
    """Collects the words, with an empty line between paragraphs and a dash before each item."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")
        elif tag == "li":
            self.pieces.append("\n– ")
        elif tag == "br":
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        self.pieces.append(" ".join([*_ends(data, 0), *data.split(), *_ends(data, -1)]))


def _ends(data: str, place: int) -> list[str]:
    """An empty word where the text begins or ends with white space, so that words of two elements stay apart."""
    return [""] if data[place].isspace() and data.strip() else []


def plain_text(markup: str) -> str:
    """The words of formatted text: «<p>A <b>b</b></p><ul><li>c</li></ul>» becomes "A b", an empty line, "– c"."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines: list[str] = []
    for line in "".join(reader.pieces).splitlines():
        stripped = line.strip()
        if stripped or (lines and lines[-1]):
            lines.append(stripped)
    return "\n".join(lines).strip()


def without_links(text: str) -> str:
    """`text` with a space where mail programs would see an address: “www.example.org” becomes “www. example. org”.

    For words that strangers typed, in letters to people who never asked for one. Initials get the space that they want.
    """
    return _LINKING.sub(lambda found: f"{found[0]} ", text)
