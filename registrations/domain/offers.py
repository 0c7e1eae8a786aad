"""How long a seat that came free is kept for the one to whom it is offered, and what follows when nobody takes it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .states import State
from .windows import shifted

if TYPE_CHECKING:
    from datetime import datetime

    from .rules import Rules


def offer_until(rules: Rules, *, begins_at: datetime | None, now: datetime) -> datetime:
    """The UTC instant at which an offer made `now` ends: after the hours of the rules, never after the beginning."""
    until = shifted(now, timedelta(hours=rules.offer_hours or 0))
    return until if begins_at is None else min(until, begins_at)


def state_after_offer(*, passed_before: bool, declined: bool, others_wait: bool, over: bool) -> State:
    """Where a place goes whose offer was not taken: once to the end of the line, then out of it.

    Who declines while nobody else waits for that very seat would be offered it again at once, so they go. `over`: no
    seat will be given to anybody any more.
    """
    if passed_before or over or (declined and not others_wait):
        return State.EXPIRED
    return State.WAITLISTED
