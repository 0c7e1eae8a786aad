"""Who wants to be told of news at a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from registrations.models import Watcher

from . import desks

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Desk, Rhythm

    from .actor import Actor


@transaction.atomic
def watch(*, desk: Desk, rhythm: Rhythm | None, by: Actor, now: datetime) -> None:
    """Tell the member of staff who asks of what is new from `now` (UTC) on, in this rhythm, or no more (None)."""
    desks.locked(desk.pk)
    if rhythm is None:
        Watcher.objects.filter(desk=desk, user=by.user).delete()
        return
    _watcher, _new = Watcher.objects.update_or_create(
        desk=desk, user=by.user, defaults={"rhythm": rhythm}, create_defaults={"rhythm": rhythm, "told_until": now}
    )


@transaction.atomic
def tell_mailbox(*, desk: Desk, mailbox: str, rhythm: Rhythm, by: Actor, now: datetime) -> bool:
    """Tell a role mailbox of what is new, or none (an empty address); returns whether that changed anything."""
    desks.locked(desk.pk)
    known = Watcher.objects.filter(desk=desk, user=None).first()
    before = (known.mailbox, known.rhythm) if known else ("", rhythm)
    if before == (mailbox, rhythm):
        return False
    if not mailbox:
        Watcher.objects.filter(desk=desk, user=None).delete()
    else:
        words = {"mailbox": mailbox, "rhythm": rhythm}
        Watcher.objects.update_or_create(
            desk=desk, user=None, defaults=words, create_defaults={**words, "told_until": now}
        )
    log(desk, "registrations.mailbox", user=by.user)
    return True
