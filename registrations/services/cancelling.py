"""Giving seats back: by the person or by staff; the next in line moves up in the same transaction."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.errors import Stale
from registrations.domain.states import LIVE, ActorKind, State
from registrations.models import Attendee, AttendeeEnding, Registration
from registrations.notices.owing import owe_decision, owe_for

from . import desks
from .moving import move
from .promoting import kept_for, promote
from .rechecking import recheck

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from registrations.models import Place

    from .actor import Actor


@transaction.atomic
def cancel(
    *,
    registration: Registration,
    by: Actor,
    now: datetime,
    reason: str = "",
    tells_reason: bool = False,
    place_ids: Collection[int] | None = None,
    version: int | None = None,
) -> Registration:
    """Cancel the live places of a registration (or those named), owe one letter, and move the line up.

    Somebody who loses the last place while others of the registration keep theirs is no attendee any more. Cancelling
    what is cancelled changes nothing. Raises Stale when `version` is not the one that is stored, and LinkDead.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if by.kind is ActorKind.PERSON:
        recheck(registration, fresh=fresh)
    if version is not None and version != fresh.version:
        raise Stale
    live = list(fresh.places.filter(state__in=sorted(LIVE)).select_related("attendee").order_by("pk"))
    meant = [place for place in live if place_ids is None or place.pk in place_ids]
    freed = _seats_for_the_line(live, meant)
    transitions = []
    for place in meant:
        place.registration = fresh
        transitions.append(
            move(
                place,
                to=State.CANCELLED,
                under=under,
                by=by,
                now=now,
                reason=reason,
                tells_reason=tells_reason,
            )
        )
    _end_attendees(fresh, meant, now=now)
    tell = owe_decision if by.kind is ActorKind.STAFF else owe_for
    tell(fresh, transitions, now=now)
    for pool_id, seats in freed.items():
        promote(under, under.pools[pool_id], seats=seats, now=now)
    return fresh


def _seats_for_the_line(live: Sequence[Place], leaving: Sequence[Place]) -> Counter[int]:
    """How many seats of each pool the line may have: those given back, and those that a waiting party kept free."""
    seats = Counter(place.pool_id for place in leaving if place.holds_seat)
    waited = Counter(place.pool_id for place in live if place.state == State.WAITLISTED)
    for pool_id in {place.pool_id for place in leaving if place.state == State.WAITLISTED}:
        seats[pool_id] += kept_for(waited[pool_id])
    return seats


def _end_attendees(registration: Registration, left: Sequence[Place], *, now: datetime) -> None:
    """End those who have no live place left, while somebody of the registration has."""
    if registration.state not in LIVE:
        return
    still = registration.places.filter(state__in=sorted(LIVE)).values("attendee")
    gone = Attendee.objects.filter(pk__in=[place.attendee_id for place in left]).exclude(pk__in=still)
    gone.update(ended_at=now, ending=AttendeeEnding.CANCELLED)
