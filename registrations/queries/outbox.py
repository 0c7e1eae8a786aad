"""Which letters are due, which are held, and which were left lying by a worker that died."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from registrations.models import Notice, NoticeState

if TYPE_CHECKING:
    from datetime import datetime

WAITING = (NoticeState.QUEUED, NoticeState.RETRY)
"""States in which a letter waits for its turn."""

STUCK_AFTER = timedelta(minutes=5)
"""How long a letter may be in flight; a worker that takes longer has died."""


def due(now: datetime) -> QuerySet[Notice]:
    """The letters whose turn it is, oldest first. An older letter to the same mailbox goes first, or holds them back.

    One that is held on purpose (for the undo window, or because a mailbox has got its share of the hour) holds back
    only those of its own registration: nobody can delay somebody's letters by filling in forms with their address.
    """
    mine = Notice.objects.filter(recipient=OuterRef("recipient"), pk__lt=OuterRef("pk"))
    under_way = mine.filter(
        Q(state__in=[NoticeState.IN_FLIGHT, NoticeState.RETRY]) | Q(state=NoticeState.QUEUED, due_at__lte=now)
    )
    held = mine.filter(registration=OuterRef("registration"), state=NoticeState.QUEUED)
    return Notice.objects.filter(~Exists(under_way), ~Exists(held), state__in=WAITING, due_at__lte=now).order_by(
        "due_at", "pk"
    )


def held(now: datetime) -> QuerySet[Notice]:
    """The letters that wait for a later hour on purpose, as those about a decision that may still be taken back."""
    return Notice.objects.filter(state=NoticeState.QUEUED, due_at__gt=now)


def stuck(now: datetime) -> QuerySet[Notice]:
    """The letters that somebody began to send and never finished."""
    return Notice.objects.filter(state=NoticeState.IN_FLIGHT, claimed_at__lte=now - STUCK_AFTER)


def oldest_due_letter(now: datetime) -> datetime | None:
    """Since when the letter that has waited longest is due; None where nothing waits."""
    waiting = Notice.objects.filter(state__in=[*WAITING, NoticeState.IN_FLIGHT], due_at__lte=now)
    return waiting.order_by("due_at").values_list("due_at", flat=True).first()
