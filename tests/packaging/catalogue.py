"""Reads the .po files that the translators write: only what a comparison with the compiled .mo needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Message:
    """One entry: the source (and its plural, context) and the translations, one per plural form."""

    parts: dict[str, str] = field(default_factory=dict)
    fuzzy: bool = False

    @property
    def source(self) -> str:
        """The key under which gettext files it: context and source."""
        source = self.parts.get("msgid", "")
        return f"{self.parts['msgctxt']}\x04{source}" if "msgctxt" in self.parts else source

    @property
    def translations(self) -> list[str]:
        """The translations in the order of their plural forms."""
        return [text for name, text in sorted(self.parts.items()) if name.startswith("msgstr")]


def messages(path: Path) -> Iterator[Message]:
    """Yield the entries of the .po file at `path`, the header too, obsolete ones not."""
    message, name = Message(), ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("#,") and "fuzzy" in line:
            message.fuzzy = True
        elif line.startswith('"'):
            message.parts[name] += ast.literal_eval(line)
        elif line.startswith("msg"):
            name, text = line.split(" ", 1)
            message.parts[name] = ast.literal_eval(text)
        elif not line.strip():
            if "msgid" in message.parts:
                yield message
            message = Message()
