"""What the metadata of the wheel needs and the repository cannot know: where the project is published."""

from __future__ import annotations

import os
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

PLACES = {"Homepage": "", "Source": "", "Changelog": "/blob/HEAD/CHANGELOG.md", "Issues": "/issues"}
"""The labels that package indexes know, and what follows the address of the repository."""


class Addresses(MetadataHookInterface):
    """The addresses of the project, from the one that `PROJECT_URL` names; without it the wheel names none."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the addresses. Raises ValueError for one that is not https."""
        address = os.environ.get("PROJECT_URL", "").rstrip("/")
        if address and not address.startswith("https://"):
            raise ValueError(f"PROJECT_URL is the public address of the repository, https://…; it says {address!r}.")
        metadata["urls"] = {label: f"{address}{place}" for label, place in PLACES.items()} if address else {}
