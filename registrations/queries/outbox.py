"""Which letters are due, and which were left lying by a worker that died."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, QuerySet

from registrations.models import Notice, NoticeState

if TYPE_CHECKING:
    from datetime import datetime

WAITING = (NoticeState.QUEUED, NoticeState.RETRY)
"""States in which a letter waits for its turn."""

STUCK_AFTER = timedelta(minutes=5)
"""How long a letter may be in flight; a worker that takes longer has died."""


def due(now: datetime) -> QuerySet[Notice]:
    """The letters whose turn it is, oldest first. An older letter to the same person goes first, or holds them back."""
    older = Notice.objects.filter(
        registration=OuterRef("registration"), pk__lt=OuterRef("pk"), state__in=[*WAITING, NoticeState.IN_FLIGHT]
    )
    return Notice.objects.filter(~Exists(older), state__in=WAITING, due_at__lte=now).order_by("due_at", "pk")


def stuck(now: datetime) -> QuerySet[Notice]:
    """The letters that somebody began to send and never finished."""
    return Notice.objects.filter(state=NoticeState.IN_FLIGHT, claimed_at__lte=now - STUCK_AFTER)


def oldest_due_letter(now: datetime) -> datetime | None:
    """Since when the letter that has waited longest is due; None where nothing waits."""
    waiting = Notice.objects.filter(state__in=[*WAITING, NoticeState.IN_FLIGHT], due_at__lte=now)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()
