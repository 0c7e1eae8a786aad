"""The person answers the offer of a seat: takes it, or lets it go to the next in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.states import State
from registrations.models import Place
from registrations.notices.owing import owe_for

from . import desks
from .actor import PERSON
from .parties import move_party, party_of
from .promoting import let_go, release_overdue
from .rechecking import recheck

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def take_offer(*, place: Place, now: datetime) -> Place:
    """Take the seat that is offered, or those of the whole party; a second time changes nothing.

    Where the offer had ended, it goes to the next in line instead: the state of the place tells. Raises LinkDead.
    """
    under = desks.locked(place.pool.desk_id)
    release_overdue(under, now=now)
    fresh = _again(place)
    if fresh.state == State.OFFERED and not under.desk.is_cancelled:
        party = party_of(fresh)
        moves = move_party(party, to=State.ACCEPTED, under=under, by=PERSON, now=now)
        owe_for(party[0].registration, moves, now=now)
        fresh.refresh_from_db()
    return fresh


@transaction.atomic
def decline_offer(*, place: Place, now: datetime) -> Place:
    """Let the seats of the party go: once to the end of the line, where others wait, and out of it otherwise.

    Raises LinkDead.
    """
    under = desks.locked(place.pool.desk_id)
    release_overdue(under, now=now)
    fresh = _again(place)
    if fresh.state == State.OFFERED:
        let_go(party_of(fresh), under=under, by=PERSON, now=now)
        fresh.refresh_from_db()
    return fresh


def _again(place: Place) -> Place:
    """The place as it is under the lock. Raises LinkDead."""
    fresh = Place.objects.select_related("registration__desk").get(pk=place.pk)
    recheck(place.registration, fresh=fresh.registration)
    return fresh
