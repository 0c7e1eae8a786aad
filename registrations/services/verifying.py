"""Confirming an address: the held seat becomes the person's, or the place goes where a new one would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain import seating
from registrations.domain.errors import Full
from registrations.domain.states import State
from registrations.models import Place, Registration
from registrations.notices.owing import owe_for

from . import desks
from .actor import CLOCK, PERSON
from .moving import move
from .promoting import expire, line_length, promote, release_overdue

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Transition

    from .desks import LockedDesk


@transaction.atomic
def verify(*, registration: Registration, now: datetime) -> Registration:
    """Confirm the address of a registration; a second time changes nothing.

    The form came in time, so a deadline that passed meanwhile takes nothing away. But a place expires in a session that
    is not offered any more, and where the hold ran out at a desk that is full and has no waiting list: the state tells.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    release_overdue(under, now=now)
    expire(under, now=now)
    waiting = list(fresh.places.filter(state=State.UNVERIFIED).order_by("pk"))
    if not waiting:
        fresh.refresh_from_db(fields=["state", "version"])
        return fresh
    Registration.objects.filter(pk=fresh.pk).update(verified_at=now)
    fresh.verified_at = now
    transitions = [_confirm(place, under=under, now=now) for place in waiting]
    owe_for(fresh, transitions, now=now)
    return fresh


def _confirm(place: Place, *, under: LockedDesk, now: datetime) -> Transition:
    rules, pool = under.desk.rules, under.pools[place.pool_id]
    held = place.holds_seat
    if pool.is_closed:
        return move(place, to=State.EXPIRED, under=under, by=CLOCK, now=now)
    if held:
        to = State.IN_REVIEW if rules.needs_review else State.ACCEPTED
        transition = move(place, to=to, under=under, by=PERSON, now=now)
        if not place.holds_seat:  # the rules changed meanwhile: applications hold no seats any more
            promote(under, pool, seats=1, now=now)
        return transition
    try:
        line = line_length(pool) if rules.waiting_list else 0
        to = seating.first_state(rules, capacity=pool.seats, taken=pool.taken, line=line)
    except Full:
        return move(place, to=State.EXPIRED, under=under, by=CLOCK, now=now)
    return move(place, to=to, under=under, by=PERSON, now=now)
