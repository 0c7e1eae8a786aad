"""Recording that people left the house as a file: who took them, chosen how, and how many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType

from registrations.models import Registration, RegistrationLogEntry

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor


def record_export(*, by: Actor, kind: str, chosen: dict[str, Any], count: int, now: datetime) -> RegistrationLogEntry:
    """Leave a line in the log for an export of `count` registrations to a file of this kind (csv, xlsx).

    `chosen` says how they were filtered. It holds no text that was searched for, since that may name a person.
    """
    entry: RegistrationLogEntry = RegistrationLogEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Registration),
        label=f"{kind.upper()}: {count}",
        action="registrations.exported",
        user=by.user,
        timestamp=now,
        data={"kind": kind, "count": count, **chosen},
    )
    return entry
