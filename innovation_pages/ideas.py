"""The ideas that labs have left to be worked on: one backlog out of the outcomes of all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .blocks.labs import OutcomeKind
from .queries import is_restricted

MOST_LABS = 200
"""How many labs are looked through, the latest published first."""


@dataclass(frozen=True, slots=True)
class Idea:
    """A thought that nobody has worked out yet, and the lab where it was born."""

    text: str
    lab: Any


def backlog(labs: Any) -> tuple[Idea, ...]:
    """The ideas of the labs that visitors may see, those of the latest lab first. One statement."""
    public = labs.live().exclude(is_restricted()).select_related("locale")
    latest = public.only("title", "url_path", "locale", "outcomes").order_by("-first_published_at", "-pk")[:MOST_LABS]
    return tuple(
        Idea(outcome.value["text"], lab)
        for lab in latest
        for outcome in lab.outcomes
        if outcome.value["kind"] == OutcomeKind.IDEA
    )
