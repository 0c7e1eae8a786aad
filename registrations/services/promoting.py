"""Freed seats go to those who wait, in order of their position, under the same lock."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Sum

from registrations.conf import app_settings
from registrations.domain.offers import offer_until, state_after_offer
from registrations.domain.seating import could_ever_sit, has_free_seat, state_after_waiting
from registrations.domain.states import ActorKind, State
from registrations.models import Place, SeatPool
from registrations.notices.owing import owe_for

from . import desks
from .actor import CLOCK
from .moving import move, release_hold
from .parties import first_in_line, move_party, united

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from registrations.models import Transition

    from .actor import Actor
    from .desks import LockedDesk


def line_length(pool: SeatPool) -> int:
    """How many people a newcomer stands behind: those who wait because there is no room for all of their party.

    Those whom staff put on the list beside seats enough do not count: they move up when a seat comes free, and keep
    nobody from one that was free all along. Nor does a party that is larger than all the seats there are.
    """
    line = pool.places.filter(state=State.WAITLISTED).order_by().values("registration")
    line = line.annotate(people=Count("pk"), undecided=Count("pk", filter=Q(decided=False)))
    waits = Q(undecided__gt=0)
    if pool.seats is not None:
        line = line.filter(Q(people=1) | Q(people__lte=pool.seats))
        waits |= Q(people__gt=pool.free)
    return line.filter(waits).aggregate(total=Sum("people"))["total"] or 0


def promote(under: LockedDesk, pool: SeatPool, *, seats: int, now: datetime, passing_over: int | None = None) -> int:
    """Give `seats` seats that came free in a pool to the first in line, and owe their letters; returns how many moved.

    A party moves when there are seats for all of it, and the line does not skip one that does not fit yet. Nobody is
    promoted once the event (or the session, where it has hours of its own) has begun, nor into a session that closed,
    nor where the event is cancelled, nor the registration that is passed over.
    """
    if _is_over(under, pool, now):
        return 0
    moved = 0
    while moved < seats:
        party = _next_party(pool, passing_over=passing_over)
        if not party or not has_free_seat(capacity=pool.seats, taken=pool.taken, seats=len(party)):
            break
        _move_up(party, under=under, now=now)
        moved += len(party)
    return moved


def _next_party(pool: SeatPool, *, passing_over: int | None = None) -> list[Place]:
    """The first in line; one that is larger than all the seats there are now would hold everybody up, and does not."""
    party = first_in_line(pool, passing_over=passing_over)
    while party and not could_ever_sit(capacity=pool.seats, seats=len(party)):
        party = first_in_line(pool, after=party[-1].position or 0, passing_over=passing_over)
    return party


def _move_up(party: Sequence[Place], *, under: LockedDesk, now: datetime) -> None:
    rules, pool = under.desk.rules, under.pools[party[0].pool_id]
    to = state_after_waiting(rules, decided=all(place.decided for place in party))
    begins_at = pool.begins_at or under.desk.begins_at
    until = offer_until(rules, begins_at=begins_at, now=now) if to is State.OFFERED else None
    moves = move_party(party, to=to, under=under, by=CLOCK, now=now, with_seat=True, hold_until=until)
    owe_for(party[0].registration, moves, now=now)


def kept_for(party_size: int) -> int:
    """How many seats may have stayed free because a waiting party of this size did not fit: its line may have them."""
    return max(party_size - 1, 0)


def _is_over(under: LockedDesk, pool: SeatPool, now: datetime) -> bool:
    """Whether nobody gets a seat of the pool any more: it has begun, is closed, or the event is cancelled."""
    begins_at = pool.begins_at or under.desk.begins_at
    return under.desk.is_cancelled or pool.is_closed or (begins_at is not None and now >= begins_at)


def let_go(party: Sequence[Place], *, under: LockedDesk, by: Actor, now: datetime) -> list[Transition]:
    """Take the offer to a party back that nobody took, owe the letter, and offer the seats to the next in line."""
    first, pool = party[0], under.pools[party[0].pool_id]
    following = _next_party(pool, passing_over=first.registration_id)
    spare = pool.free is None or pool.free >= len(following)
    to = state_after_offer(
        passed_before=first.transitions.filter(from_state=State.OFFERED, to_state=State.WAITLISTED).exists(),
        declined=by.kind is ActorKind.PERSON,
        others_wait=bool(following) and not spare,
        over=_is_over(under, pool, now),
    )
    moves = move_party(party, to=to, under=under, by=by, now=now)
    owe_for(first.registration, moves, now=now)
    promote(under, pool, seats=len(party), now=now)
    _hand_on_free(under, pool, now=now)
    return moves


def pass_on(under: LockedDesk, *, now: datetime) -> int:
    """End the offers whose time is over, the oldest first; returns how many."""
    lapsed = Place.objects.filter(pool__in=list(under.pools), state=State.OFFERED, hold_until__lte=now)
    places = list(lapsed.select_related("registration__desk").order_by("hold_until", "registration", "pool", "pk"))
    for _key, party in groupby(places, key=lambda place: (place.registration_id, place.pool_id)):
        let_go(united(party), under=under, by=CLOCK, now=now)
    return len(places)


def release_overdue(under: LockedDesk, *, now: datetime) -> int:
    """End the holds and offers whose time is over and hand their seats on; returns how many were released."""
    passed = pass_on(under, now=now)
    overdue = Place.objects.filter(
        pool__in=list(under.pools), state=State.UNVERIFIED, holds_seat=True, hold_until__lte=now
    ).select_related("registration")
    freed: Counter[int] = Counter()
    for place in overdue:
        release_hold(place, under=under)
        freed[place.pool_id] += 1
    for pool_id, seats in freed.items():
        promote(under, under.pools[pool_id], seats=seats, now=now)
    return passed + sum(freed.values())


def expire(under: LockedDesk, *, now: datetime) -> int:
    """End the places whose address was not confirmed in time, and hand on a seat still held; returns how many."""
    stale = Place.objects.filter(_unconfirmed_in_time(now), pool__in=list(under.pools)).select_related("registration")
    freed: Counter[int] = Counter()
    count = 0
    for place in stale:  # one holds a seat where REGISTRATIONS_HOLD_MINUTES is longer than REGISTRATIONS_VERIFY_HOURS
        freed[place.pool_id] += place.holds_seat
        move(place, to=State.EXPIRED, under=under, by=CLOCK, now=now)
        count += 1
    for pool_id, seats in freed.items():
        promote(under, under.pools[pool_id], seats=seats, now=now)
    return count


def sweep(*, now: datetime) -> int:
    """End holds, offers and confirmations whose time is over at every desk that has some; returns how many."""
    overdue = Place.objects.filter(Q(state=State.UNVERIFIED, hold_until__lte=now) | _unconfirmed_in_time(now))
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
            moved += sum(_hand_on_free(under, pool, now=now) for pool in under.pools.values())
    return moved


def _hand_on_free(under: LockedDesk, pool: SeatPool, *, now: datetime) -> int:
    """Promote those who wait beside free seats, as many as there are; returns how many moved."""
    waiting = line_length(pool)
    return promote(under, pool, seats=waiting if pool.free is None else min(waiting, pool.free), now=now)


def _unconfirmed_in_time(now: datetime) -> Q:
    """Places whose address was not confirmed in time; one that staff corrected has its own time."""
    oldest = now - timedelta(hours=app_settings.VERIFY_HOURS)
    long_ago = Q(registration__readdressed_at=None, registration__created_at__lte=oldest)
    return Q(state=State.UNVERIFIED) & (long_ago | Q(registration__readdressed_at__lte=oldest))
