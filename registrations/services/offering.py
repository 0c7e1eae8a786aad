"""The person answers the offer of a seat: takes it, or lets it go to the next in line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.states import State
from registrations.models import Place
from registrations.notices.owing import owe_for

from . import desks
from .actor import PERSON
from .moving import move
from .promoting import let_go, release_overdue

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def take_offer(*, place: Place, now: datetime) -> Place:
    """Take the seat that is offered; a second time changes nothing.

    Where the offer had ended, it goes to the next in line instead: the state of the place tells.
    """
    under = desks.locked(place.pool.desk_id)
    release_overdue(under, now=now)
    fresh = _again(place)
    if fresh.state == State.OFFERED and not under.desk.is_cancelled:
        transition = move(fresh, to=State.ACCEPTED, under=under, by=PERSON, now=now)
        owe_for(fresh.registration, [transition], now=now)
    return fresh


@transaction.atomic
def decline_offer(*, place: Place, now: datetime) -> Place:
    """Let the seat go: once to the end of the line, where others wait, and out of it otherwise."""
    under = desks.locked(place.pool.desk_id)
    release_overdue(under, now=now)
    fresh = _again(place)
    if fresh.state == State.OFFERED:
        let_go(fresh, under=under, by=PERSON, now=now)
    return fresh


def _again(place: Place) -> Place:
    """The place as it is under the lock."""
    return Place.objects.select_related("registration__desk").get(pk=place.pk)
