"""Giving seats back: by the person or by staff; the next in line moves up in the same transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.errors import Stale
from registrations.domain.states import LIVE, ActorKind, State
from registrations.models import Registration
from registrations.notices.owing import owe_decision, owe_for

from . import desks
from .moving import move
from .promoting import promote

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

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

    Cancelling what is cancelled changes nothing. Raises Stale when `version` is not the one that is stored.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if version is not None and version != fresh.version:
        raise Stale
    transitions, freed = [], []
    for place in fresh.places.filter(state__in=sorted(LIVE)).select_related("registration").order_by("pk"):
        if place_ids is not None and place.pk not in place_ids:
            continue
        if place.holds_seat:
            freed.append(place.pool_id)
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
    tell = owe_decision if by.kind is ActorKind.STAFF else owe_for
    tell(fresh, transitions, now=now)
    for pool_id in freed:
        promote(under, under.pools[pool_id], seats=1, now=now)
    return fresh
