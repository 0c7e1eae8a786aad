"""What a list for the door of an event says, ready to be put on paper; nothing of anybody but name and reference."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Somebody who is expected."""

    name: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorSheet:
    """One session, or the event itself (`session` empty), with its people in the order of the list.

    `about` holds a line each for when and where, as far as they are known.
    """

    session: str
    about: Sequence[str]
    people: Sequence[Expected]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorList:
    """The list of an event: a sheet for each session, in the `language` of its reader.

    `made_at` is aware and on the clocks of the event, whose `zone` is named in words.
    """

    title: str
    sheets: Sequence[DoorSheet]
    language: str
    made_at: datetime
    zone: str

    @property
    def count(self) -> int:
        """How many people stand on it; whoever goes to two sessions stands on two sheets."""
        return sum(len(sheet.people) for sheet in self.sheets)
