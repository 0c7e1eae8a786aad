"""What is held for somebody whose address is not confirmed yet, and what confirming it brings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from registrations.conf import app_settings
from registrations.domain.states import State
from registrations.text import tidy_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from registrations.domain.occasion import Occasion
    from registrations.models import Desk, Registration, SeatPool


class Follows(StrEnum):
    """What confirming the address brings, as far as one can tell before."""

    SEAT = "seat"
    REVIEW = "review"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The seats that wait for `number` people, until a UTC instant; None where no session holds any.

    `sessions` are the titles of those that hold seats, where others of the registration hold none. `none_held` is said
    where seats are limited and nobody has to decide.
    """

    number: int
    until: datetime | None = None
    sessions: tuple[str, ...] = ()
    none_held: bool = False
    follows: Follows = Follows.SEAT


def hold_of(registration: Registration, occasion: Occasion, now: datetime) -> Hold:
    """What is held for a registration at the UTC instant `now`, sessions in the words of `occasion`.

    For somebody invented, a seat is held.
    """
    if registration._state.adding:
        until = registration.created_at + timedelta(minutes=app_settings.HOLD_MINUTES)
        return Hold(number=1, until=until, follows=_following(registration.desk, (), number=1, held=True))
    places = registration.places.filter(state=State.UNVERIFIED).select_related("pool").order_by("pk")
    waiting, pools = list(places), {place.pool_id: place.pool for place in places}
    ends = {
        place.pool_id: place.hold_until
        for place in waiting
        if place.holds_seat and place.hold_until is not None and now < place.hold_until
    }
    number, words = len({place.attendee_id for place in waiting}), {one.key: one.title for one in occasion.sessions}
    titles = [tidy_line(words.get(pools[key].session_key) or pools[key].title) for key in ends]
    limited = any(pool.capacity is not None for pool in pools.values()) and not registration.desk.needs_review
    return Hold(
        number=number,
        until=min(ends.values(), default=None),
        sessions=tuple(titles) if len(ends) < len(pools) else (),
        none_held=limited and not ends,
        follows=_following(registration.desk, pools.values(), number=number, held=bool(ends)),
    )


def _following(desk: Desk, pools: Collection[SeatPool], *, number: int, held: bool) -> Follows:
    """Staff decide, or the seat that is held becomes the person's, or they stand in line where all is full."""
    rules = desk.rules
    if rules.needs_review and (held or not rules.applications_hold_seats):
        return Follows.REVIEW
    if pools and not held and rules.waiting_list and all(_is_full(pool, number) for pool in pools):
        return Follows.LINE
    return Follows.REVIEW if rules.needs_review else Follows.SEAT


def _is_full(pool: SeatPool, number: int) -> bool:
    """Whether `number` newcomers would stand in line: too few seats are free, or somebody waits for them."""
    return pool.free is not None and (pool.free < number or pool.places.waitlisted().exists())
