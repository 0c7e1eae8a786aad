"""Remarks of staff about a registration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.models import Registration, StaffNote
from registrations.text import tidy_text

from .moving import log_move

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor


@transaction.atomic
def add_note(*, registration: Registration, text: str, by: Actor, now: datetime) -> StaffNote:
    """Keep a remark with its author and time, logged. Raises ValueError for an empty one."""
    cleaned = tidy_text(text)
    if not cleaned:
        raise ValueError("A note has words.")
    note = StaffNote.objects.create(registration=registration, author=by.user, text=cleaned, created_at=now)
    log_move(registration, "registrations.noted", by=by, details={"note": note.pk})
    return note
