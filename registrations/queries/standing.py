"""Where the places of a registration stand, in words and figures, for its letters and its personal page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registrations.domain.states import LIVE, State
from registrations.models import Place
from registrations.models.labels import state_label

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.domain.occasion import Occasion
    from registrations.models import Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One place as its person sees it. `position` counts those who wait, from 1; instants are UTC."""

    place_id: int
    session_key: str
    state: State
    state_label: str
    title: str
    begins_at: datetime | None
    ends_at: datetime | None
    room: str
    position: int | None
    moved_at: datetime
    may_cancel: bool
    present_at: datetime | None = None
    offer_until: datetime | None = None
    offer_url: str = ""
    cancel_url: str = ""


def rank(place: Place) -> int | None:
    """How many people stand in line up to and including this one; None for a place that does not wait."""
    if place.state != State.WAITLISTED:
        return None
    return Place.objects.filter(pool=place.pool_id, state=State.WAITLISTED, position__lte=place.position).count()


def standings(registration: Registration, *, occasion: Occasion, now: datetime) -> list[Standing]:
    """The places of a registration in the order of their hours, sessions in the words of `occasion`."""
    words = {session.key: session for session in occasion.sessions}
    found = []
    for place in registration.places.select_related("pool"):
        pool, spoken = place.pool, words.get(place.pool.session_key)
        end = pool.ends_at or pool.begins_at or occasion.ends_at or occasion.begins_at
        found.append(
            Standing(
                place_id=place.pk,
                session_key=pool.session_key,
                state=State(place.state),
                state_label=state_label(place.state),
                title=spoken.title if spoken else pool.title,
                begins_at=pool.begins_at,
                ends_at=pool.ends_at,
                room=spoken.room if spoken else pool.room,
                position=rank(place),
                moved_at=place.moved_at,
                present_at=place.present_at,
                offer_until=place.hold_until if place.state == State.OFFERED else None,
                may_cancel=place.state in LIVE and (end is None or now < end),
            )
        )
    return sorted(found, key=lambda one: (one.begins_at is None, one.begins_at, one.place_id))
