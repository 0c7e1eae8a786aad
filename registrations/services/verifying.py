"""Confirming an address: the held seat becomes the person's, or the place goes where a new one would go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain import seating
from registrations.domain.errors import Full
from registrations.domain.states import State
from registrations.models import Registration
from registrations.notices.owing import owe_for

from . import desks
from .actor import CLOCK, PERSON
from .parties import move_party, parties
from .promoting import expire, line_length, promote, release_overdue
from .rechecking import recheck

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from registrations.models import Place, Transition

    from .desks import LockedDesk


@transaction.atomic
def verify(*, registration: Registration, now: datetime) -> Registration:
    """Confirm the address of a registration; a second time changes nothing.

    The form came in time, so a deadline that passed meanwhile takes nothing away. But a place expires in a session that
    is not offered any more, and where the hold ran out at a desk that is full and has no waiting list: the state tells.
    Raises LinkDead.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    recheck(registration, fresh=fresh)
    release_overdue(under, now=now)
    expire(under, now=now)
    waiting = list(fresh.places.filter(state=State.UNVERIFIED).select_related("attendee").order_by("pk"))
    if waiting or (fresh.state != State.UNVERIFIED and fresh.awaits_confirmation):
        Registration.objects.filter(pk=fresh.pk).update(verified_at=now)
        fresh.verified_at = now
    if not waiting:
        fresh.refresh_from_db(fields=["state", "version"])
        return fresh
    for place in waiting:
        place.registration = fresh
    moves = [move for party in parties(waiting) for move in _confirm(party, under=under, now=now)]
    owe_for(fresh, moves, now=now)
    return fresh


def _confirm(party: Sequence[Place], *, under: LockedDesk, now: datetime) -> list[Transition]:
    """Move the party of one pool: its seats were held for all of it, or it goes where a new one would go."""
    rules, pool = under.desk.rules, under.pools[party[0].pool_id]
    if pool.is_closed:
        return move_party(party, to=State.EXPIRED, under=under, by=CLOCK, now=now)
    held = party[0].holds_seat
    if held:
        to = State.IN_REVIEW if rules.needs_review else State.ACCEPTED
        moves = move_party(party, to=to, under=under, by=PERSON, now=now)
        if not party[0].holds_seat:  # the rules changed meanwhile: applications hold no seats any more
            promote(under, pool, seats=len(party), now=now)
        return moves
    try:
        line = line_length(pool) if rules.waiting_list else 0
        to = seating.first_state(rules, capacity=pool.seats, taken=pool.taken, line=line, seats=len(party))
    except Full:
        return move_party(party, to=State.EXPIRED, under=under, by=CLOCK, now=now)
    return move_party(party, to=to, under=under, by=PERSON, now=now)
