"""Letters that time owes: reminders, the letter before an online meeting, thanks afterwards.

None of them is planned ahead. What is due follows from where the event stands at the moment, so that a moved date moves
its reminders, and one that was sent already is sent again for the new day only.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from registrations.conf import app_settings
from registrations.models import NoticeKind
from registrations.notices.owing import owe_each
from registrations.notices.reasons import AFTER, BEGINS
from registrations.queries.upcoming import day_of, desks_over, pools_ahead, to_lead_in, to_remind, to_thank

if TYPE_CHECKING:
    from datetime import datetime


def remind(*, now: datetime) -> int:
    """Owe the letters whose time has come at the UTC instant `now`; returns how many. Run often, it owes none twice."""
    return _before(now) + _before_meetings(now) + _afterwards(now)


def _before(now: datetime) -> int:
    owed = 0
    for pool, begins_at in pools_ahead(now):
        cause = f"{BEGINS}{day_of(begins_at, pool.desk.zone)}"
        people = to_remind(pool, begins_at, NoticeKind.REMINDER, cause)
        owed += owe_each(people, NoticeKind.REMINDER, cause=cause, now=now)
    return owed


def _before_meetings(now: datetime) -> int:
    owed = 0
    lead = timedelta(minutes=app_settings.JOIN_LETTER_MINUTES)
    for pool, begins_at in pools_ahead(now, lead=lead) if lead else []:
        cause = f"{BEGINS}{day_of(begins_at, pool.desk.zone)}"
        people = to_lead_in(pool, NoticeKind.JOINING, cause)
        owed += owe_each(people, NoticeKind.JOINING, cause=cause, now=now)
    return owed


def _afterwards(now: datetime) -> int:
    owed = 0
    for desk in desks_over(now):
        people = to_thank(desk, NoticeKind.AFTERWARDS, AFTER)
        owed += owe_each(people, NoticeKind.AFTERWARDS, cause=AFTER, now=now)
    return owed
