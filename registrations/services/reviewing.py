"""Staff decide: accept, reject, waiting list, and back again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.errors import (
    AlreadyRegistered,
    Full,
    MoveNotAllowed,
    ReasonMissing,
    Refusal,
    Stale,
    TooFewSeats,
)
from registrations.domain.states import ENDED, LIVE, VERIFIED_LIVE, ActorKind, State, moves_open_to_staff
from registrations.models import Attendee, Registration
from registrations.notices.owing import owe_decision
from registrations.text import tidy_text

from . import desks
from .cancelling import cancel
from .moving import log_move
from .parties import move_party, parties
from .promoting import kept_for, promote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from registrations.models import Place, SeatPool, Transition

    from .actor import Actor
    from .desks import LockedDesk


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a reviewer decides. `raise_by`: seats added to each full pool by an acceptance (needs a reason)."""

    to: State
    reason: str = ""
    tells_reason: bool = False
    raise_by: int = 0


@transaction.atomic
def decide(
    *,
    registration: Registration,
    decision: Decision,
    by: Actor,
    now: datetime,
    version: int | None = None,
    place_ids: Collection[int] | None = None,
) -> Registration:
    """Move the places of a registration as decided, owe one letter, and hand freed seats to the line.

    A place brings along all who stand with it, except that one person may be cancelled alone. Places that already stand
    there are left alone. Raises Stale, MoveNotAllowed, Full (accepting without seats for all), ReasonMissing (out of
    order, or raising the capacity) and AlreadyRegistered (bringing back somebody who has registered again). Nothing is
    changed then.
    """
    if decision.to is State.CANCELLED:
        return cancel(
            registration=registration,
            by=by,
            now=now,
            reason=decision.reason,
            tells_reason=decision.tells_reason,
            place_ids=place_ids,
            version=version,
        )
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if version is not None and version != fresh.version:
        raise Stale
    transitions = []
    for party in parties(_movable(fresh, decision, place_ids)):
        transitions += _decide_one(party, decision, under=under, by=by, now=now)
        _bring_back(party)
    if by.kind is ActorKind.STAFF and fresh.verified_at is None and decision.to in VERIFIED_LIVE:
        fresh.verified_at = now  # staff vouch for the address: else the letter of a later promotion would be withheld
        Registration.objects.filter(pk=fresh.pk).update(verified_at=now)
    owe_decision(fresh, transitions, now=now)
    return fresh


def decide_many(
    *,
    registrations: Iterable[Registration],
    decision: Decision,
    by: Actor,
    now: datetime,
    versions: Mapping[int, int] | None = None,
) -> tuple[list[Registration], list[tuple[Registration, Refusal]]]:
    """Decide one by one, each in its own transaction, in the order given: returns those moved and those refused.

    `versions`: what the reviewer had read, by id; one that was changed since is refused as Stale.
    """
    moved: list[Registration] = []
    refused: list[tuple[Registration, Refusal]] = []
    for registration in registrations:
        try:
            version = versions[registration.pk] if versions else None
            moved.append(decide(registration=registration, decision=decision, by=by, now=now, version=version))
        except Refusal as refusal:
            refused.append((registration, refusal))
    return moved, refused


def _movable(registration: Registration, decision: Decision, place_ids: Collection[int] | None) -> list[Place]:
    """The places that the decision moves: while any lives, those that ended come back only where they are named.

    Raises MoveNotAllowed when the graph opens no way for any of them.
    """
    places = list(registration.places.select_related("attendee").order_by("pk"))
    for place in places:
        place.registration = registration
    if place_ids is not None:
        named = [party for party in parties(places) if any(place.pk in place_ids for place in party)]
        places = [place for party in named for place in party]
    elif registration.state in LIVE:
        places = [place for place in places if place.state in LIVE]
    else:
        places = [place for place in places if not place.attendee.has_left]
    reviews = registration.desk.needs_review
    movable = [p for p in places if decision.to in moves_open_to_staff(State(p.state), needs_review=reviews)]
    if not movable:
        raise MoveNotAllowed(start=State(registration.state), to=decision.to, by=ActorKind.STAFF)
    if registration.person_key and any(place.state in ENDED for place in movable):
        twins = Registration.objects.live().filter(desk=registration.desk_id, person_key=registration.person_key)
        if twins.exclude(pk=registration.pk).exists():
            raise AlreadyRegistered
    return movable


def _decide_one(
    party: Sequence[Place], decision: Decision, *, under: LockedDesk, by: Actor, now: datetime
) -> list[Transition]:
    """Move a party of one pool as decided, and hand on what it gives back or has kept free."""
    pool, registration = under.pools[party[0].pool_id], party[0].registration
    had, raised = _seated(party), False
    kept = kept_for(len(party)) if party[0].state == State.WAITLISTED else 0
    if decision.to is State.ACCEPTED:
        _check_order(party, decision)
        raised = _make_room(registration, pool, decision, by, wanted=len(party) - had)
    moves = move_party(
        party,
        to=decision.to,
        under=under,
        by=by,
        now=now,
        reason=tidy_text(decision.reason),
        tells_reason=decision.tells_reason,
        beyond=raised,
    )
    promote(under, pool, seats=max(had - _seated(party), 0) + kept, now=now, passing_over=registration.pk)
    if raised and not under.desk.needs_review:  # what was added beyond these seats
        promote(under, pool, seats=pool.free or 0, now=now)
    return moves


def _seated(party: Sequence[Place]) -> int:
    return sum(place.holds_seat for place in party)


def _bring_back(party: Sequence[Place]) -> None:
    """Let those be attendees again who had left the party, and have a live place now."""
    back = [place.attendee_id for place in party if place.attendee.has_left and place.state in LIVE]
    if back:
        Attendee.objects.filter(pk__in=back).update(ended_at=None, ending="")


def _check_order(party: Sequence[Place], decision: Decision) -> None:
    """Accepting somebody before those who stand ahead in line needs a written reason. Raises ReasonMissing."""
    if party[0].state != State.WAITLISTED or decision.reason.strip():
        return
    ahead = party[0].pool.places.waitlisted().filter(position__lt=party[0].position)
    if ahead.exclude(registration=party[0].registration_id).exists():
        raise ReasonMissing


def _make_room(registration: Registration, pool: SeatPool, decision: Decision, by: Actor, *, wanted: int) -> bool:
    """Add seats to a full pool where the decision says so, logged; returns whether all are seated beyond the rest.

    No more is added than was decided. Where the capacity was lowered below those who sit, these sit beyond it too, and
    the pool shrinks back to what was decided as seats come free. Raises Full without `raise_by` (TooFewSeats with less
    than is missing), ReasonMissing without a reason.
    """
    if pool.free is None or pool.free >= wanted:
        return False
    if pool.free + decision.raise_by < wanted:
        raise TooFewSeats(wanted=wanted, free=pool.free, seats=pool.seats or 0) if wanted > 1 else Full
    if not decision.reason.strip():
        raise ReasonMissing
    pool.raised += decision.raise_by
    pool.save(update_fields=["raised"])
    details = {"pool": pool.pk, "by": decision.raise_by, "seats": pool.seats, "taken": pool.taken + wanted}
    log_move(registration, "registrations.raised", by=by, details=details)
    return True
