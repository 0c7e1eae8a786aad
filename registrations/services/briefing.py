"""Staff are told of news at their desks: at once, or once a day."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from registrations.conf import app_settings
from registrations.models import NoticeKind, Rhythm, Right, Watcher, may_at_desk
from registrations.notices.owing import owe_staff
from registrations.notices.staff import language_of
from registrations.queries.news import news_of

if TYPE_CHECKING:
    from datetime import datetime

_MORNING = time(8)  # up to when the letter of the day tells, in the zone of the site
_AFTERWARDS = timedelta(days=30)  # how long an event that is over still has news

UNDER_WAY = timedelta(minutes=2)
"""Longer than any request takes: one looks at the clock, waits for the lock of a desk, and is written down later."""


def brief(*, now: datetime) -> int:
    """Owe the letters to staff whose time has come at the UTC instant `now`; returns how many."""
    ahead = Q(desk__ends_at__gte=now - _AFTERWARDS) | Q(desk__begins_at__gte=now - _AFTERWARDS)
    watchers = Watcher.objects.filter(ahead | Q(desk__begins_at=None)).select_related("desk", "user")
    return sum(_brief_one(watcher, now) for watcher in watchers)


def _brief_one(watcher: Watcher, now: datetime) -> bool:
    since, until = watcher.told_until, now - UNDER_WAY  # what is younger may be written down after this look
    if until <= since or (watcher.rhythm == Rhythm.DAILY and until < _next_morning(since)):
        return False
    if not watcher.address or (watcher.user is not None and not may_at_desk(watcher.user, watcher.desk, Right.REVIEW)):
        return False
    news = news_of(watcher.desk, since=since, until=until, told=watcher.levels)
    levels = {**watcher.levels, **{str(level.pool): level.percent for level in news.levels}}
    with transaction.atomic():
        mine = Watcher.objects.filter(pk=watcher.pk, told_until=since)
        if (not news and watcher.rhythm == Rhythm.AT_ONCE) or not mine.update(told_until=until, levels=levels):
            return False
        if not news:
            return False
        owe_staff(
            watcher.desk,
            NoticeKind.STAFF_NEWS,
            recipient=watcher.address,
            language=language_of(watcher.user),
            cause=f"watcher:{watcher.pk}:{since.isoformat()}",
            context=news.as_json(),
            now=now,
        )
    return True


def _next_morning(since: datetime) -> datetime:
    local = since.astimezone(ZoneInfo(app_settings.ZONE))
    morning = local.replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0)
    return morning if local < morning else morning + timedelta(days=1)
