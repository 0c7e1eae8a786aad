"""Freed seats go to those who wait, in order of their position, under the same lock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from registrations.conf import app_settings
from registrations.domain.offers import offer_until, state_after_offer
from registrations.domain.seating import has_free_seat, state_after_waiting
from registrations.domain.states import ActorKind, State
from registrations.models import Place, SeatPool
from registrations.notices.owing import owe_for

from . import desks
from .actor import CLOCK
from .moving import move, release_hold

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Transition

    from .actor import Actor
    from .desks import LockedDesk


def line_length(pool: SeatPool) -> int:
    """How many people a newcomer stands behind.

    Those whom staff put on the list, perhaps beside free seats, do not count:
    they move up when a seat comes free, and keep nobody from one that was free all along.
    """
    return pool.places.filter(state=State.WAITLISTED, decided=False).count()


def promote(under: LockedDesk, pool: SeatPool, *, seats: int, now: datetime, passing_over: Place | None = None) -> int:
    """Give up to `seats` freed seats of a pool to the first in line, and owe their letters; returns how many moved.

    Nobody is promoted once the event (or the session, where it has hours of its own) has begun, nor into a session
    that closed, nor where the event is cancelled.
    """
    desk = under.desk
    begins_at = pool.begins_at or desk.begins_at
    if _is_over(under, pool, now):
        return 0
    line = pool.places.waitlisted().select_related("registration__desk")
    if passing_over is not None:
        line = line.exclude(pk=passing_over.pk)
    moved = 0
    for place in line[:seats]:
        if not has_free_seat(capacity=pool.seats, taken=pool.taken):
            break
        to = state_after_waiting(desk.rules, decided=place.decided)
        until = offer_until(desk.rules, begins_at=begins_at, now=now) if to is State.OFFERED else None
        transition = move(place, to=to, under=under, by=CLOCK, now=now, with_seat=True, hold_until=until)
        owe_for(place.registration, [transition], now=now)
        moved += 1
    return moved


def _is_over(under: LockedDesk, pool: SeatPool, now: datetime) -> bool:
    """Whether nobody gets a seat of the pool any more: it has begun, is closed, or the event is cancelled."""
    begins_at = pool.begins_at or under.desk.begins_at
    return under.desk.is_cancelled or pool.is_closed or (begins_at is not None and now >= begins_at)


def let_go(place: Place, *, under: LockedDesk, by: Actor, now: datetime) -> Transition:
    """Take an offer back that nobody took, owe the letter about it, and offer the seat to the next in line."""
    pool = under.pools[place.pool_id]
    to = state_after_offer(
        passed_before=place.transitions.filter(from_state=State.OFFERED, to_state=State.WAITLISTED).exists(),
        declined=by.kind is ActorKind.PERSON,
        others_wait=pool.places.waitlisted().exists(),
        over=_is_over(under, pool, now),
    )
    transition = move(place, to=to, under=under, by=by, now=now)
    owe_for(place.registration, [transition], now=now)
    promote(under, pool, seats=1, now=now)
    return transition


def pass_on(under: LockedDesk, *, now: datetime) -> int:
    """End the offers whose time is over, the oldest first; returns how many."""
    lapsed = Place.objects.filter(pool__in=list(under.pools), state=State.OFFERED, hold_until__lte=now)
    places = list(lapsed.select_related("registration__desk").order_by("hold_until", "pk"))
    for place in places:
        let_go(place, under=under, by=CLOCK, now=now)
    return len(places)


def release_overdue(under: LockedDesk, *, now: datetime) -> int:
    """End the holds and offers whose time is over and hand their seats on; returns how many were released."""
    passed = pass_on(under, now=now)
    overdue = Place.objects.filter(
        pool__in=list(under.pools), state=State.UNVERIFIED, holds_seat=True, hold_until__lte=now
    ).select_related("registration")
    freed: dict[int, int] = {}
    for place in overdue:
        release_hold(place, under=under)
        freed[place.pool_id] = freed.get(place.pool_id, 0) + 1
    for pool_id, seats in freed.items():
        promote(under, under.pools[pool_id], seats=seats, now=now)
    return passed + sum(freed.values())


def expire(under: LockedDesk, *, now: datetime) -> int:
    """End the places whose address was not confirmed in time, and hand on a seat still held; returns how many."""
    oldest = now - timedelta(hours=app_settings.VERIFY_HOURS)
    stale = Place.objects.filter(
        pool__in=list(under.pools), state=State.UNVERIFIED, registration__created_at__lte=oldest
    ).select_related("registration")
    count = 0
    for place in stale:
        held = place.holds_seat  # where REGISTRATIONS_HOLD_MINUTES is longer than REGISTRATIONS_VERIFY_HOURS
        move(place, to=State.EXPIRED, under=under, by=CLOCK, now=now)
        if held:
            promote(under, under.pools[place.pool_id], seats=1, now=now)
        count += 1
    return count


def sweep(*, now: datetime) -> int:
    """End holds, offers and confirmations whose time is over at every desk that has some; returns how many."""
    oldest = now - timedelta(hours=app_settings.VERIFY_HOURS)
    waiting = Place.objects.filter(state=State.UNVERIFIED)
    overdue = waiting.filter(hold_until__lte=now) | waiting.filter(registration__created_at__lte=oldest)
    overdue |= Place.objects.filter(state=State.OFFERED, hold_until__lte=now)
    swept = 0
    for desk_id in list(overdue.order_by().values_list("pool__desk_id", flat=True).distinct()):
        with transaction.atomic():
            under = desks.locked(desk_id)
            swept += release_overdue(under, now=now) + expire(under, now=now)
    return swept


def catch_up(*, now: datetime) -> int:
    """Promote where somebody waits beside a free seat; returns how many moved.

    Seats are handed on when they come free. This is for what no such moment brought: an event that is held after all,
    or that was moved after it had begun. Whom staff put on the list beside a free seat stays there alone.
    """
    free = Q(capacity=None) | Q(taken__lt=F("capacity") + F("raised"))
    line = Place.objects.waitlisted().filter(pool=OuterRef("pk"), decided=False)
    beside = SeatPool.objects.filter(free, Exists(line), is_closed=False)
    moved = 0
    for desk_id in list(beside.order_by().values_list("desk_id", flat=True).distinct()):
        with transaction.atomic():
            under = desks.locked(desk_id)
            for pool in under.pools.values():
                waiting = line_length(pool)
                seats = waiting if pool.seats is None else min(waiting, pool.seats - pool.taken)
                moved += promote(under, pool, seats=seats, now=now) if seats > 0 else 0
    return moved
