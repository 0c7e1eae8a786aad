"""Remarks of staff about a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.models import Registration, StaffNote
from registrations.text import tidy_text

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor


def add_note(*, registration: Registration, text: str, by: Actor, now: datetime) -> StaffNote:
    """Keep a remark with its author and time. Raises ValueError for an empty one."""
    cleaned = tidy_text(text)
    if not cleaned:
        raise ValueError("A note has words.")
    return StaffNote.objects.create(registration=registration, author=by.user, text=cleaned, created_at=now)
