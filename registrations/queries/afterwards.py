"""What waits for those who took part, once the event is over: words, the page of the event, and materials."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.domain.states import State

from .wording import Afterwards, afterwards_in

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from registrations.models import Registration

    from .standing import Standing


def afterwards_of(
    registration: Registration, *, now: datetime, places: Iterable[Standing] | None = None
) -> Afterwards | None:
    """What there is for a registration at the UTC instant `now`; None before the end, and for who had no seat.

    `places`: where they stand, for who has read it; otherwise it is asked.
    Nothing waits after an event that was cancelled, nor where its page neither thanks people nor has materials.
    """
    desk = registration.desk
    if not desk.thanks or desk.is_cancelled or not desk.occasion.is_over(now):
        return None
    if places is None:
        had_seat = registration.places.accepted().exists()
    else:
        had_seat = any(place.state is State.ACCEPTED for place in places)
    if not had_seat:
        return None
    return afterwards_in(desk, registration.language)
