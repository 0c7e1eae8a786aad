"""Moving one place: the only code that changes a state, a seat count or a position in line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from wagtail.log_actions import log

from registrations.domain import seating
from registrations.domain.errors import Full
from registrations.domain.states import ActorKind, State, check_move, derived_state
from registrations.models import Place, Registration, Transition
from registrations.models.registration import pairs
from registrations.signals import place_moved

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import SeatPool

    from .actor import Actor
    from .desks import LockedDesk


def move(
    place: Place,
    *,
    to: State,
    under: LockedDesk,
    by: Actor,
    now: datetime,
    reason: str = "",
    tells_reason: bool = False,
    with_seat: bool | None = None,
    hold_until: datetime | None = None,
    beyond: bool = False,
) -> Transition:
    """Move a place (new or stored) along the graph, with its seat, its position, its history and its registration.

    `with_seat` overrides what the rules say about the seat (a short hold, the first in line); `beyond` gives it where
    none is free, which only staff decide. Raises MoveNotAllowed, and Full when the pool has no seat left; nothing is
    changed then.
    """
    start = State(place.state) if place.pk else None
    check_move(start, to, by.kind)
    pool = under.pools[place.pool_id]
    takes_seat = with_seat
    if takes_seat is None:
        takes_seat = seating.holds_seat(to, under.desk.rules, start=start, held=place.holds_seat)
    _settle_seat(place, pool, takes_seat, beyond=beyond)
    _settle_position(place, pool, to)
    place.state, place.moved_at = to, now
    place.hold_until = hold_until
    place.decided = place.decided or (by.kind is ActorKind.STAFF and to is not State.IN_REVIEW)
    place.save()
    pool.save(update_fields=["taken", "next_position", "ceiling"])
    transition = Transition.objects.create(
        place=place,
        from_state=start or "",
        to_state=to,
        actor=by.kind,
        user=by.user,
        reason=reason,
        tells_reason=tells_reason,
        at=now,
    )
    if by.kind is ActorKind.STAFF:
        details = {"from": str(start or ""), "to": str(to), "place": place.pk}
        log_move(place.registration, "registrations.moved", by=by, details=details)
    refresh_state(place.registration)
    transaction.on_commit(partial(place_moved.send_robust, Place, transition=transition))
    return transition


def log_move(registration: Registration, action: str, *, by: Actor, details: dict[str, Any]) -> None:
    """Leave a line in the log: which member of staff did what to which registration, without naming the person."""
    log(registration, action, user=by.user, data=details)


def release_hold(place: Place, *, under: LockedDesk) -> None:
    """Give back the seat of a hold that ran out; the place keeps its state, and nobody is written to."""
    pool = under.pools[place.pool_id]
    _settle_seat(place, pool, takes_seat=False)
    place.hold_until = None
    place.save(update_fields=["holds_seat", "hold_until"])
    pool.save(update_fields=["taken", "ceiling"])


def refresh_state(registration: Registration) -> None:
    """Write the state derived from the places, and one version more, in the same transaction."""
    registration.state = derived_state(pairs(registration.places.all()))
    Registration.objects.filter(pk=registration.pk).update(state=registration.state, version=F("version") + 1)
    registration.version += 1


def _settle_seat(place: Place, pool: SeatPool, takes_seat: bool, *, beyond: bool = False) -> None:
    if takes_seat and not place.holds_seat:
        if not beyond and not seating.has_free_seat(capacity=pool.seats, taken=pool.taken):
            raise Full
        pool.taken += 1
    elif place.holds_seat and not takes_seat:
        pool.taken -= 1
    place.holds_seat = takes_seat
    pool.ceiling = seating.new_ceiling(capacity=pool.capacity, taken=pool.taken, raises=pool.raised)


def _settle_position(place: Place, pool: SeatPool, to: State) -> None:
    if to is State.WAITLISTED:
        place.position = pool.next_position
        pool.next_position += 1
    else:
        place.position = None
