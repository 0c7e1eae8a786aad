"""What staff do with single letters: withhold one, let it go, try it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from registrations.domain.errors import Stale
from registrations.models import Notice, NoticeState
from registrations.queries.outbox import WAITING

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from .actor import Actor

RETRIED = (NoticeState.FAILED, NoticeState.BOUNCED)
"""The fates after which a letter may be tried once more."""


def withhold(*, letter: Notice, by: Actor, now: datetime) -> None:
    """Keep a letter that waits until somebody lets it go. Raises Stale where it does not wait any more."""
    _turn(letter, WAITING, by=by, action="withheld", state=NoticeState.WITHHELD, settled_at=now)


def release(*, letter: Notice, by: Actor, now: datetime) -> None:
    """Let a withheld letter go at once, if it still has its reason then. Raises Stale where it is not withheld."""
    _turn(letter, [NoticeState.WITHHELD], by=by, action="released", state=NoticeState.QUEUED, due_at=now)


def retry(*, letter: Notice, by: Actor, now: datetime) -> None:
    """Try a letter that failed or came back once more, with all its attempts. Raises Stale for another one."""
    _turn(letter, RETRIED, by=by, action="retried", state=NoticeState.QUEUED, due_at=now, attempts=0, error="")


@transaction.atomic
def _turn(letter: Notice, allowed: Collection[str], *, by: Actor, action: str, **fields: object) -> None:
    """One statement, so that a worker who takes the letter meanwhile and this decision cannot both win."""
    if not Notice.objects.filter(pk=letter.pk, state__in=allowed).update(**fields):
        raise Stale
    log(
        letter.registration or letter.desk,
        "registrations.letter",
        user=by.user,
        data={"letter": letter.pk, "what": action},
    )
