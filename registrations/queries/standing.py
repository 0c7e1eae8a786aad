"""Where the places of a registration stand, in words and figures, for its letters and its personal page.

Those who came together and stand alike in a session are told together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registrations.domain.states import LIVE, State
from registrations.models import Place
from registrations.models.labels import state_label
from registrations.text import tidy_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from registrations.domain.occasion import Occasion
    from registrations.models import Registration


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """The place of one person; `attendee_id` tells people apart, who may have places in several sessions."""

    place_id: int
    attendee_id: int
    name: str
    moved_at: datetime
    may_cancel: bool
    present_at: datetime | None = None
    cancel_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a registration stands in a session: one place, or those of all who stand alike there.

    `place_id` is the first of them, `position` counts those who wait, from 1; instants are UTC.
    """

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
    seats: tuple[Seat, ...] = ()

    @property
    def moments(self) -> set[datetime]:
        """When its places came to stand so."""
        return {seat.moved_at for seat in self.seats} or {self.moved_at}

    @property
    def number(self) -> int:
        """How many people it is about."""
        return max(len(self.seats), 1)


def has_ticket(registration: Registration, occasion: Occasion, places: Iterable[Standing]) -> bool:
    """Whether there is something to show at the door: a seat at an event to come that is not only online."""
    if registration.is_nomination or registration.desk.is_cancelled or (occasion.online and not occasion.venue):
        return False
    return any(place.state is State.ACCEPTED and place.may_cancel for place in places)


def rank(place: Place) -> int | None:
    """How many people stand in line up to and including this one; None for a place that does not wait."""
    if place.state != State.WAITLISTED:
        return None
    return Place.objects.filter(pool=place.pool_id, state=State.WAITLISTED, position__lte=place.position).count()


def standings(
    registration: Registration, *, occasion: Occasion, now: datetime, places: Iterable[Place] | None = None
) -> list[Standing]:
    """The places of a registration in the order of their hours, sessions in the words of `occasion`.

    `places`: as they would stand, with their pools and attendees, for a preview; otherwise they are read.
    """
    words = {session.key: session for session in occasion.sessions}
    known = registration.places.select_related("pool", "attendee").order_by("pk") if places is None else places
    found = []
    for party in _alike(known):
        first = party[0]
        pool, spoken = first.pool, words.get(first.pool.session_key)
        end = pool.ends_at or pool.begins_at or occasion.ends_at or occasion.begins_at
        may_cancel = first.state in LIVE and (end is None or now < end)
        found.append(
            Standing(
                place_id=first.pk,
                session_key=pool.session_key,
                state=State(first.state),
                state_label=state_label(first.state),
                title=spoken.title if spoken else pool.title,
                begins_at=pool.begins_at,
                ends_at=pool.ends_at,
                room=spoken.room if spoken else pool.room,
                position=rank(first),
                moved_at=first.moved_at,
                present_at=min((one.present_at for one in party if one.present_at is not None), default=None),
                offer_until=first.hold_until if first.state == State.OFFERED else None,
                may_cancel=may_cancel,
                seats=tuple(_seat(place, may_cancel) for place in party),
            )
        )
    return sorted(found, key=lambda one: (one.begins_at is None, one.begins_at, one.place_id))


def _alike(places: Iterable[Place]) -> list[list[Place]]:
    """Places by session and state; those that ended, also by when."""
    found: dict[tuple[Any, ...], list[Place]] = {}
    for place in places:
        since = None if place.state in LIVE else place.moved_at
        found.setdefault((place.pool_id, place.state, since), []).append(place)
    return list(found.values())


def _seat(place: Place, may_cancel: bool) -> Seat:
    return Seat(
        place_id=place.pk,
        attendee_id=place.attendee_id,
        name=tidy_line(place.attendee.name),
        moved_at=place.moved_at,
        may_cancel=may_cancel,
        present_at=place.present_at,
    )


def people_in(standings: Iterable[Standing]) -> dict[int, str]:
    """Who stands there: their names, in the order of the form, by the keys that tell them apart."""
    found = {seat.attendee_id: seat.name for one in standings for seat in one.seats}
    return {key: found[key] for key in sorted(found)}
