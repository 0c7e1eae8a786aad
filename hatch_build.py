"""What the metadata of the wheel needs and the repository cannot know: where the project is published."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PLACES = {"Homepage": "", "Source": "", "Changelog": "/blob/HEAD/CHANGELOG.md", "Issues": "/issues"}
"""The labels that package indexes know, and what follows the address of the repository."""


README = "README.md"
_WAY = re.compile(r"(!\[[^\]]*\]|\])\((?![a-z]+:|#)([^)\s]+)\)")
"""The end of a link, or a picture, that leads into the repository; and where to."""


class Addresses(MetadataHookInterface):
    """The addresses of the project, from the one that `PROJECT_URL` names; without it the wheel names none."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses, and the description that leads to them. Raises ValueError for one that is not https."""
        address = os.environ.get("PROJECT_URL", "").rstrip("/")
        if address and not address.startswith("https://"):
            raise ValueError(f"PROJECT_URL is the public address of the repository, https://…; it says {address!r}.")
        metadata["urls"] = {label: f"{address}{place}" for label, place in PLACES.items()} if address else {}
        words = Path(self.root, README).read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": absolute(words, address) if address else words}


def absolute(words: str, address: str) -> str:
    """A text in Markdown whose links and pictures lead to the repository from anywhere."""

    def led(way: re.Match[str]) -> str:
        kind = "raw" if way[1].startswith("!") else "blob"
        return f"{way[1]}({address}/{kind}/HEAD/{way[2]})"

    return _WAY.sub(led, words)
