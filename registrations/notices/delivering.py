"""Delivering what is owed: claimed in a short transaction, sent outside of any, settled in another."""

from __future__ import annotations

import logging
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import Error as DatabaseFault
from django.db import connection, transaction

from registrations.conf import app_settings
from registrations.models import Notice, NoticeState
from registrations.queries.outbox import WAITING, due, stuck

from .composing import compose, message_id
from .posting import Post, Unreachable, is_permanent, said, spot
from .reasons import has_reason

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

logger = logging.getLogger(__name__)

_FIRST_PAUSE = timedelta(minutes=1)
_LONGEST_PAUSE = timedelta(hours=1)
_SHORTEST_WAIT, _LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
_PATIENCE = (0.2, 1.0, 5.0, 15.0)  # seconds between attempts to write down what the mail server has said


@dataclass(slots=True)
class Round:
    """What became of the letters of one round; `unreachable`: the mail server could not be spoken to."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    aborted: int = 0
    unreachable: bool = False

    @property
    def taken(self) -> int:
        """How many letters were taken in hand."""
        return self.sent + self.later + self.failed + self.aborted

    def __add__(self, other: Round) -> Round:
        return Round(
            self.sent + other.sent,
            self.later + other.later,
            self.failed + other.failed,
            self.aborted + other.aborted,
            self.unreachable or other.unreachable,
        )


def deliver_due(*, now: datetime, limit: int = 100, stop: Callable[[], bool] | None = None) -> Round:
    """Deliver up to `limit` letters that are due at the UTC instant `now`, one by one; what became of them.

    Letters of a worker that died come back into the queue first. Ends early when the mail server cannot be reached,
    or when `stop` says so between two letters.
    """
    began = time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - began)

    release_stuck(now=now)
    done = Round()
    with Post() as post:
        while done.taken < limit and not done.unreachable and not (stop is not None and stop()):
            notice = claim(now=clock())
            if notice is None:
                break
            _deliver(notice, post, done, clock)
    return done


def release_stuck(*, now: datetime) -> int:
    """Put letters back that were in flight when their worker died; returns how many.

    One that has used up its attempts has failed: it may be what killed the workers.
    """
    lost = stuck(now).filter(attempts__gte=app_settings.LETTER_ATTEMPTS)
    failed = lost.update(state=NoticeState.FAILED, claimed_at=None, settled_at=now, error="Interrupted")
    back = stuck(now).update(state=NoticeState.RETRY, claimed_at=None, due_at=now, error="Interrupted")
    return failed + back


def claim(*, now: datetime) -> Notice | None:
    """Take the next letter that is due in hand, so that nobody else sends it; None when there is none.

    Its Message-ID is written down before the first attempt: every later one carries the same.
    """
    while True:
        with transaction.atomic():
            queue = due(now)
            if connection.features.has_select_for_update_skip_locked:
                queue = queue.select_for_update(skip_locked=True, of=("self",))
            notice = queue.select_related("desk__site").first()
            if notice is None:
                return None
            notice.message_id = notice.message_id or message_id(notice)
            notice.state, notice.claimed_at, notice.attempts = NoticeState.IN_FLIGHT, now, notice.attempts + 1
            taken = Notice.objects.filter(pk=notice.pk, state__in=WAITING).update(
                state=notice.state,
                claimed_at=notice.claimed_at,
                attempts=notice.attempts,
                message_id=notice.message_id,
            )
        if taken:
            return notice


def pause(attempts: int) -> timedelta:
    """How long a letter rests after so many attempts: doubled each time, at most an hour, a fifth more or less."""
    doubled = _FIRST_PAUSE * 2 ** min(attempts - 1, 10)
    return _jittered(min(doubled, _LONGEST_PAUSE))


def outage_pause(waited: timedelta) -> timedelta:
    """How long a letter rests when the server is away: half as long as it has waited, within bounds, give or take.

    An outage is nobody's attempt, so it uses none up.
    """
    return _jittered(min(max(waited / 2, _SHORTEST_WAIT), _LONGEST_WAIT))


def _jittered(length: timedelta) -> timedelta:
    return length * (800 + secrets.randbelow(401)) / 1000


def _deliver(notice: Notice, post: Post, done: Round, clock: Callable[[], datetime]) -> None:
    try:
        if not has_reason(notice, clock()):
            _settle(notice, state=NoticeState.ABORTED, moment=clock())
            done.aborted += 1
            return
        post.carry(compose(notice, clock()))
    except DatabaseFault:
        raise
    except Unreachable as fault:
        done.unreachable = True
        done.later += 1
        rest = outage_pause(clock() - notice.created_at)
        error = f"Unreachable: {fault}"
        again = {"due_at": clock() + rest, "attempts": notice.attempts - 1}
        _settle(notice, state=NoticeState.RETRY, moment=clock(), error=error, **again)
        logger.warning("The mail server cannot be reached (%s).", fault)
    except Exception as fault:  # noqa: BLE001 — whatever is wrong with one letter must not hold back the others
        _put_off(notice, fault, done, clock)
    else:
        _settle(notice, state=NoticeState.SENT, moment=clock(), sent_at=clock(), error="")
        done.sent += 1
        logger.info("Letter %s (%s) was sent.", notice.pk, notice.kind)


def _put_off(notice: Notice, fault: Exception, done: Round, clock: Callable[[], datetime]) -> None:
    error = said(fault)
    if is_permanent(fault) or notice.attempts >= app_settings.LETTER_ATTEMPTS:
        _settle(notice, state=NoticeState.FAILED, moment=clock(), error=error)
        done.failed += 1
        logger.error("Letter %s (%s) has failed: %s (%s).", notice.pk, notice.kind, error, spot(fault))
    else:
        _settle(notice, state=NoticeState.RETRY, moment=clock(), due_at=clock() + pause(notice.attempts), error=error)
        done.later += 1
        logger.warning("Letter %s (%s) is tried again later: %s (%s).", notice.pk, notice.kind, error, spot(fault))


def _settle(notice: Notice, *, state: NoticeState, moment: datetime, **fields: Any) -> None:
    """Write the fate of a claimed letter down, patiently: what was sent must not be sent again because of a hiccup.

    A letter that somebody else has claimed meanwhile is theirs, unless it was sent.
    """
    rows = Notice.objects.filter(pk=notice.pk)
    if state != NoticeState.SENT:
        rows = rows.filter(state=NoticeState.IN_FLIGHT, claimed_at=notice.claimed_at)
    settled_at = None if state == NoticeState.RETRY else moment
    for patience in (*_PATIENCE, None):
        try:
            rows.update(state=state, claimed_at=None, settled_at=settled_at, **fields)
        except DatabaseFault:
            if patience is None or connection.in_atomic_block:
                raise
            connection.close()
            time.sleep(patience)
        else:
            return
