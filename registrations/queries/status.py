"""How a registration stands for a visitor: open or not, how long, how many seats."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from registrations.domain.occasion import EventStatus, effective_mode
from registrations.domain.rules import Mode, Rules
from registrations.domain.seating import shown_free
from registrations.domain.windows import Window, days_left, last_day, window_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from registrations.domain.occasion import Occasion, SessionFact
    from registrations.models import Desk, SeatPool


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolStatus:
    """The seats of the event (`key` empty) or of one session.

    `free_seats` is what everybody may read: seats held for addresses that nobody has confirmed are among them, unless
    no other is left.
    """

    key: str
    title: str
    begins_at: datetime | None
    ends_at: datetime | None
    room: str
    capacity: int | None
    free_seats: int | None

    @property
    def is_full(self) -> bool:
        """No seat is free."""
        return self.free_seats == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationStatus:
    """How the registration of a page stands at one instant. Instants are UTC, days are those of `zone`.

    `open_to_applications`: people may apply also when the seats are gone, because staff choose among them.
    `postponed`: the event has no new day yet. `over`: its last hour has passed.
    """

    mode: Mode
    window: Window
    zone: str
    now: datetime
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    by_month: bool = False
    pools: tuple[PoolStatus, ...] = ()
    waiting: int = 0
    waiting_list: bool = False
    needs_review: bool = False
    open_to_applications: bool = False
    verify_address: bool = True
    show_free_seats: bool = False
    suspended: bool = False
    cancelled: bool = False
    postponed: bool = False
    over: bool = False
    first_closes_at: datetime | None = None
    also_elsewhere: bool = False

    @property
    def last_day(self) -> date | None:
        """The last day of the window where the whole of it belongs to the window; None where an hour closes it."""
        if self.closes_at is None:
            return None
        local = self.closes_at.astimezone(ZoneInfo(self.zone))
        return last_day(self.closes_at, self.zone) if (local.hour, local.minute) == (0, 0) else None

    @property
    def first_last_day(self) -> date | None:
        """The last day before the deadline was extended; None where it was not."""
        return last_day(self.first_closes_at, self.zone) if self.first_closes_at else None

    @property
    def days_left(self) -> int | None:
        """Nights until the last day: 0 on that day."""
        return days_left(self.now, self.closes_at, self.zone) if self.closes_at else None

    @property
    def capacity(self) -> int | None:
        """The seats of all open pools; None where one has no limit."""
        seats = [pool.capacity for pool in self.pools]
        return None if not seats or None in seats else sum(seat for seat in seats if seat is not None)

    @property
    def free_seats(self) -> int | None:
        """The free seats of all open pools; None where one has no limit."""
        seats = [pool.free_seats for pool in self.pools]
        return None if not seats or None in seats else sum(seat for seat in seats if seat is not None)

    @property
    def is_full(self) -> bool:
        """No pool has a free seat (nor, where people wait, is one free for a newcomer)."""
        return bool(self.pools) and all(pool.is_full for pool in self.pools)

    @property
    def accepts(self) -> bool:
        """Whether a visitor can send the form now."""
        if self.mode is not Mode.HERE or self.suspended or self.window is not Window.OPEN or not self.pools:
            return False
        return not self.is_full or self.waiting_list or self.open_to_applications


def status_of(
    *,
    desk: Desk | None,
    open_pools: Sequence[SeatPool] = (),
    rules: Rules,
    occasion: Occasion,
    show_free_seats: bool,
    now: datetime,
) -> RegistrationStatus:
    """The status of a page: by its desk where it has one, else by what the page itself says (a draft, a preview).

    The words for sessions are those of the page, in its own language, matched by key.
    """
    known = desk.rules if desk is not None else replace(rules, mode=effective_mode(rules.mode, occasion))
    words = {session.key: session for session in occasion.sessions}
    cancelled = desk.is_cancelled if desk is not None else occasion.is_cancelled
    if desk is None:
        pools = _drafted_pools(rules, occasion)
    else:
        pools = tuple(_pool_status(pool, words.get(pool.session_key)) for pool in open_pools)
    return RegistrationStatus(
        mode=known.mode,
        window=Window.CLOSED if cancelled else window_at(now, opens_at=known.opens_at, closes_at=known.closes_at),
        cancelled=cancelled,
        postponed=occasion.status is EventStatus.POSTPONED,
        over=occasion.is_over(now),
        zone=desk.zone if desk is not None else occasion.zone,
        now=now,
        opens_at=known.opens_at,
        closes_at=known.closes_at,
        by_month=known.by_month,
        pools=pools,
        waiting=sum(getattr(pool, "waiting", 0) for pool in open_pools) if known.waiting_list else 0,
        waiting_list=known.waiting_list,
        needs_review=known.needs_review,
        open_to_applications=known.needs_review and not known.applications_hold_seats,
        verify_address=known.verify_address,
        show_free_seats=show_free_seats,
        suspended=desk is not None and not desk.is_published,
        also_elsewhere=known.mode is Mode.HERE and any(s.mode is Mode.ELSEWHERE for s in occasion.sessions),
    )


def _pool_status(pool: SeatPool, words: SessionFact | None) -> PoolStatus:
    return PoolStatus(
        key=pool.session_key,
        title=words.title if words else pool.title,
        begins_at=pool.begins_at,
        ends_at=pool.ends_at,
        room=words.room if words else pool.room,
        capacity=pool.seats,
        free_seats=shown_free(free=pool.free, unconfirmed=getattr(pool, "unconfirmed", 0)),
    )


def _drafted_pools(rules: Rules, occasion: Occasion) -> tuple[PoolStatus, ...]:
    if occasion.sessions_here:
        return tuple(_drafted_pool(session, rules.capacity) for session in occasion.sessions_here)
    if effective_mode(rules.mode, occasion) is not Mode.HERE:
        return ()
    return (
        PoolStatus(
            key="",
            title="",
            begins_at=None,
            ends_at=None,
            room="",
            capacity=rules.capacity,
            free_seats=rules.capacity,
        ),
    )


def _drafted_pool(session: SessionFact, default: int | None) -> PoolStatus:
    seats = default if session.capacity is None else session.capacity
    return PoolStatus(
        key=session.key,
        title=session.title,
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        room=session.room,
        capacity=seats,
        free_seats=seats,
    )
