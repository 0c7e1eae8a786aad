"""What changed about an event: what a draft would change, and what the public is shown of the past."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery

from registrations.domain.changes import ChangeKind, Facts, Nature, SessionHours, changes_between, facts_of
from registrations.domain.occasion import EventStatus
from registrations.models import Desk, DeskChange
from registrations.models.change import reason_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from registrations.domain.occasion import Occasion
    from registrations.domain.rules import Rules
    from registrations.models import SeatPool

HOURS_OF_DESK = ("begins_at", "ends_at", "zone", "expected_on", "precision")
"""The columns of a desk that say when its event is held."""

_REMEMBERED = 50
"""So many changes of an event are looked at, the newest ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What visitors are told of the past of an event; instants are UTC.

    `status`, `now` and the hours of all `sessions` are those of the last publication of the page `leading_page_id`.
    `old` are the facts before the last change of date that was announced, `old_venue` those before the last change of
    venue, `first_closes_at` the deadline before it was extended; each None where there is no such thing, or where it is
    true again.
    """

    status: EventStatus = EventStatus.SCHEDULED
    leading_page_id: int | None = None
    now: Facts | None = None
    sessions: dict[str, SessionHours] = field(default_factory=dict)
    old: Facts | None = None
    old_venue: str = ""
    first_closes_at: datetime | None = None
    reasons: dict[str, str] = field(default_factory=dict)

    def reason_in(self, language: str) -> str:
        """Why the last announced change was made; empty where nobody said."""
        return reason_in(self.reasons, language)


def told_of(desk: Desk | None, pools: Iterable[SeatPool] = ()) -> Told:
    """What is told of the event of a desk, from its own row and its pools."""
    if desk is None:
        return Told()
    kept: dict[str, Any] = desk.told
    now = desk.facts(pools)
    old, first = kept.get("old"), kept.get("first_closes_at")
    return Told(
        status=EventStatus(desk.status),
        leading_page_id=desk.leading_page_id,
        now=now,
        sessions=now.sessions | desk.session_hours,  # a desk from before migration 0015 has those of its pools alone
        old=Facts.from_json(old) if old else None,
        old_venue=kept.get("old_venue", ""),
        first_closes_at=datetime.fromisoformat(first) if first else None,
        reasons=kept.get("reasons", {}),
    )


def worth_telling(desk: Desk) -> dict[str, Any]:
    """What the row of a desk keeps for `told_of`, worked out from the history."""
    changes = list(desk.changes.order_by("-pk")[:_REMEMBERED])
    moved = [change for change in changes if change.nature == Nature.MOVED]
    if not moved:
        return {}
    now = changes[0].new
    date = next((one for one in moved if one.kind_set & {ChangeKind.DATE, ChangeKind.POSTPONED}), None)
    venue = next((one for one in moved if ChangeKind.VENUE in one.kind_set), None)
    first = _first_deadline(moved, now.closes_at)
    is_moved = date is not None and date.old.begins_at is not None and date.old.begins_at != now.begins_at
    return {
        "old": date.before if date is not None and is_moved else None,
        "old_venue": venue.old.venue if venue is not None and venue.old.venue != now.venue else "",
        "first_closes_at": first.isoformat() if first else None,
        "reasons": moved[0].reasons,
    }


def _first_deadline(moved: list[DeskChange], closes_at: datetime | None) -> datetime | None:
    """The oldest deadline of an unbroken row of extensions, where registration is open longer now."""
    first = None
    for change in moved:
        if ChangeKind.DEADLINE in change.kind_set:
            before, after = change.old.closes_at, change.new.closes_at
            if before is None or (after is not None and after <= before):
                break
            first = before
    return first if first is not None and (closes_at is None or first < closes_at) else None


def drafted_change(
    desk: Desk, pools: Iterable[SeatPool], *, occasion: Occasion, rules: Rules, reasons: dict[str, str]
) -> DeskChange | None:
    """The change that publishing this draft would make now, not saved; None where it makes none."""
    before, after = desk.facts(pools), facts_of(occasion, closes_at=rules.closes_at)
    kinds = changes_between(before, after)
    if not kinds:
        return None
    return DeskChange(
        desk=desk,
        kinds=sorted(kinds),
        before=before.as_json(),
        after=after.as_json(),
        nature=Nature.PENDING,
        reasons=reasons,
    )


def with_desk(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Pages with what a list tells of their desks, in the same statement: `desk_status` and `desk_sequence`.

    Where the page of another language leads the desk, `desk_led` is true, and there are the hours that it was published
    with: `desk_begins_at`, `desk_ends_at`, `desk_zone`, `desk_expected_on` and `desk_precision`. The status, the
    sequence and these are None for a page without a desk.
    """
    desk = Desk.objects.filter(translation_key=OuterRef("translation_key")).order_by()
    led = desk.filter(leading_page__isnull=False).exclude(leading_page=OuterRef("pk"))
    hours = {f"desk_{name}": Subquery(led.values(name)[:1]) for name in HOURS_OF_DESK}
    return pages.annotate(
        desk_status=Subquery(desk.values("status")[:1]),
        desk_sequence=Subquery(desk.values("calendar_sequence")[:1]),
        desk_led=Exists(led),
        **hours,
    )
