"""What a site tells about itself before the walk: `host.py` at its top holds HOST, and the name of its SETTINGS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .walk import Walk


@dataclass(frozen=True, kw_only=True)
class Host:
    """A site: what it is made of, and what an editor of it publishes."""

    apps: tuple[str, ...]
    """The labels of its own apps, which want migrations of their own."""
    page_type: str
    """What the editor publishes, as `app_label.model`."""
    fields: dict[str, str]
    """What the editor fills in beside the title."""
    language: str = "en"
    superuser: dict[str, str] = field(default_factory=lambda: {"username": "boss", "email": "boss@example.org"})
    header: str = "The header of the house"
    footer: str = "The footer of the house"
    greets: str = "Welcome to the house"
    """Words of the site's own front page."""
    prepare: Callable[[Walk], Any]
    """Makes what a page needs above it, and returns that page."""
    expected_checks: tuple[str, ...] = ()
    """The ids of messages that the site knows of and lives with."""
    more: tuple[Callable[[Walk], None], ...] = ()
    """Further steps, each a function whose docstring is its name."""
