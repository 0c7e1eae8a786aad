"""What must be true of the rows after every step of every test."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import groupby

from registrations.domain.states import ActorKind, State, derived_state, may_move
from registrations.models import Desk, Place, Registration, SeatPool, Transition
from registrations.models.registration import pairs
from registrations.queries.invariants import findings

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
"""The moment at which tests of services happen."""


def assert_true_to_the_rules() -> None:
    """I1, I2, I4, I6 and I8: by the command's own queries, and counted here once more."""
    broken = [finding for finding in findings(NOW) if finding.broken]
    assert not broken, broken
    assert_seats_and_histories()


def assert_seats_and_histories() -> None:
    """I1 and I8 in five queries, for use after every step of a long story."""
    places = list(Place.objects.all())
    for pool in SeatPool.objects.all():
        seated = sum(place.holds_seat for place in places if place.pool_id == pool.pk)
        assert pool.taken == seated, f"{pool.pk}: {pool.taken} counted, {seated} sit"
        assert pool.ceiling is None or seated <= pool.ceiling
    _assert_histories({place.pk: place.state for place in places})
    for registration in Registration.objects.prefetch_related("places"):
        assert registration.state == derived_state(pairs(registration.places.all()))


def _assert_histories(stand: dict[int, str]) -> None:
    for place, history in groupby(Transition.objects.order_by("place_id", "pk"), key=lambda move: move.place_id):
        before = ""
        for step in history:
            assert step.from_state == before, f"place {place} was {before!r}, its history says {step.from_state!r}"
            assert may_move(State(before) if before else None, State(step.to_state), ActorKind(step.actor))
            before = step.to_state
        assert stand.pop(place) == before
    assert not stand, "places without a history"


def assert_no_seat_is_kept_from_the_line(now: datetime) -> None:
    """Without review, no seat stays free while somebody waits for it (I6), unless the event has begun."""
    for pool in SeatPool.objects.filter(is_closed=False).select_related("desk"):
        desk: Desk = pool.desk
        begins_at = pool.begins_at or desk.begins_at
        if desk.needs_review or (begins_at is not None and now >= begins_at):
            continue
        first = _first_to_be_seated(pool)
        assert pool.free == 0 or first is None or (pool.free is not None and first > pool.free), (
            f"{pool.free} seats stay free while a party of {first} waits for them"
        )


def _first_to_be_seated(pool: SeatPool) -> int | None:
    """How many stand first in line together, for whom there is room in all; None where nobody waits for seats.

    Those whom staff put there beside seats enough wait for staff.
    """
    for _registration, group in groupby(pool.places.waitlisted(), key=lambda place: place.registration_id):
        party = list(group)
        too_large = pool.seats is not None and len(party) > max(pool.seats, 1)
        left_to_staff = all(place.decided for place in party) and (pool.free is None or len(party) <= pool.free)
        if not too_large and not left_to_staff:
            return len(party)
    return None
