"""Whose reminder, letter before a meeting or letter of thanks is due: worked out from where the event stands now."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from registrations.domain.occasion import EventStatus
from registrations.domain.windows import shifted
from registrations.models import Attendance, Desk, JoinLink, Notice, Place, Registration, SeatPool

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from registrations.models import NoticeKind

AFTERWARDS = timedelta(days=60)
"""How long after an event its letter of thanks may still be written and sent."""

_LONGEST_LEAD = timedelta(days=31)


def begin_of(pool: SeatPool, desk: Desk) -> datetime | None:
    """When the session begins, or the event where it has no hours of its own."""
    return pool.begins_at or desk.begins_at


def day_of(begins_at: datetime, zone: str) -> str:
    """The day of a beginning where it is held: people are reminded once a day."""
    return begins_at.astimezone(ZoneInfo(zone)).date().isoformat()


def pools_ahead(now: datetime, *, lead: timedelta | None = None) -> list[tuple[SeatPool, datetime]]:
    """The open pools of events held as planned that begin within `lead`, with their beginning.

    Without `lead`, the one that each desk has for its reminders counts.
    """
    latest = now + (lead or _LONGEST_LEAD)
    pools = SeatPool.objects.filter(is_closed=False, desk__status=EventStatus.SCHEDULED).select_related("desk")
    pools = pools.annotate(begin=Coalesce("begins_at", "desk__begins_at")).filter(begin__gt=now, begin__lte=latest)
    if lead is None:
        pools = pools.exclude(desk__remind_hours=None)
    found: list[tuple[SeatPool, datetime]] = []
    for pool in pools.order_by("pk"):
        begins_at = begin_of(pool, pool.desk)
        own = lead if lead is not None else timedelta(hours=pool.desk.remind_hours or 0)
        if begins_at is not None and shifted(begins_at, -own) <= now:
            found.append((pool, begins_at))
    return found


def to_remind(pool: SeatPool, begins_at: datetime, kind: NoticeKind, cause: str) -> QuerySet[Registration]:
    """Those with a seat since before the reminder was due, who were not reminded for this cause."""
    due_at = shifted(begins_at, -timedelta(hours=pool.desk.remind_hours or 0))
    return _unwritten(pool.places.accepted().filter(moved_at__lt=due_at), kind, cause)


def to_lead_in(pool: SeatPool, kind: NoticeKind, cause: str) -> QuerySet[Registration]:
    """Those with a seat in an online meeting who were not written to for this cause; none where no link is kept."""
    links = JoinLink.objects.filter(desk=pool.desk_id, session_key__in=["", pool.session_key])
    return _unwritten(pool.places.accepted().filter(Exists(links)), kind, cause)


def desks_over(now: datetime) -> QuerySet[Desk]:
    """The desks whose event is over and whose page thanks people for coming."""
    over = Desk.objects.filter(thanks=True, status=EventStatus.SCHEDULED)
    over = over.annotate(last=Coalesce("ends_at", "begins_at"))
    return over.filter(last__lte=now, last__gt=now - AFTERWARDS)


def to_thank(desk: Desk, kind: NoticeKind, cause: str) -> QuerySet[Registration]:
    """Those who came, as the door has noted it; where nobody was ticked off, all who had a seat."""
    places = Place.objects.accepted().filter(pool__desk=desk)
    ticked = places.filter(attendance=Attendance.ATTENDED)
    came = ticked if ticked.exists() else places.exclude(attendance=Attendance.NO_SHOW)
    return _unwritten(came, kind, cause)


def _unwritten(places: QuerySet[Place], kind: NoticeKind, cause: str) -> QuerySet[Registration]:
    written = Notice.objects.filter(registration=OuterRef("pk"), kind=kind, cause=cause)
    return Registration.objects.reachable().filter(Q(pk__in=places.values("registration")), ~Exists(written))
