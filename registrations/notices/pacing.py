"""How many letters an address gets within the hour, where visitors cause them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from registrations.conf import app_settings
from registrations.models import Notice

if TYPE_CHECKING:
    from datetime import datetime

_HOUR = timedelta(hours=1)


def letters_this_hour(email: str, now: datetime) -> int:
    """How many letters were owed to an address within the last hour."""
    return Notice.objects.filter(recipient=email, created_at__gt=now - _HOUR).count()


def next_letter_at(email: str, now: datetime) -> datetime:
    """When the next letter that a form causes may go to an address, so that nobody fills a stranger's mailbox.

    The form itself is taken as ever: a refusal would tell how much an address has been written to.
    """
    recent = Notice.objects.filter(recipient=email, due_at__gt=now - _HOUR).order_by("-due_at")
    earlier = recent.values_list("due_at", flat=True)[app_settings.LETTERS_PER_HOUR * 4 - 1 :].first()
    return now if earlier is None else max(now, earlier + _HOUR)
