"""Changes of a published event: kept in the history of its desk, and told to people once somebody has said so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from registrations.domain.changes import IN_CALENDARS, Facts, Nature, changes_between, nature_of
from registrations.domain.errors import ReasonMissing, Stale
from registrations.domain.states import VERIFIED_LIVE
from registrations.models import Desk, DeskChange, Place, Registration
from registrations.notices.kinds import letter_of
from registrations.notices.owing import owe_each
from registrations.queries.changes import worth_telling

from . import desks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from .actor import Actor
    from .desks import LockedDesk


@dataclass(frozen=True, slots=True)
class Said:
    """What an editor said about a change, with reasons by language; `basis` is the newest change they knew of."""

    nature: Nature | None = None
    reasons: dict[str, str] = field(default_factory=dict)
    basis: int | None = None


def people_to_tell(desk: Desk) -> QuerySet[Registration]:
    """The registrations that must know of a change: those with a live place whose address is known to be theirs."""
    places = Place.objects.filter(registration__desk=desk, state__in=sorted(VERIFIED_LIVE))
    return Registration.objects.reachable().filter(pk__in=places.values("registration"))


def record(under: LockedDesk, *, before: Facts, said: Said, user: Any, now: datetime) -> DeskChange | None:
    """Write down what a publication changed, and settle it where that was said; None where nothing changed.

    What was said counts only if nothing else changed since: a draft that waited for its approval, an older revision or
    an unattended publication must not tell people something by accident. It stays pending then.
    """
    desk = under.desk
    after = desk.facts(under.pools.values())
    kinds = changes_between(before, after)
    if not kinds:
        return None
    if kinds & IN_CALENDARS:
        desk.calendar_sequence += 1
        desk.save(update_fields=["calendar_sequence"])
    newest = desk.changes.order_by("-pk").values_list("pk", flat=True).first() or 0
    heard = said if said.basis == newest else Said()
    change = DeskChange.objects.create(
        desk=desk,
        kinds=sorted(kinds),
        before=before.as_json(),
        after=after.as_json(),
        nature=Nature.PENDING,
        reasons=heard.reasons,
        user=user,
        created_at=now,
        sequence=desk.calendar_sequence,
    )
    people = people_to_tell(desk).count()
    nature = nature_of(kinds, said=heard.nature, people=people, before=before, after=after)
    if nature is not Nature.PENDING:
        _settle(_pending(desk) if nature is Nature.MOVED else [change], nature, heard.reasons, user=user, now=now)
        change.refresh_from_db()
    _remember(desk)
    return change


@transaction.atomic
def announce(*, change: DeskChange, nature: Nature, reasons: dict[str, str], by: Actor, now: datetime) -> DeskChange:
    """Say what pending changes of a desk mean, up to this newest one: corrections, or changes that people are told.

    Raises Stale where somebody said so already or the event changed again, and ReasonMissing for letters without one.
    """
    desk = desks.locked(change.desk_id).desk
    pending = _pending(desk)
    if not pending or pending[-1].pk != change.pk:
        raise Stale
    if nature is Nature.MOVED and not any(reasons.values()):
        raise ReasonMissing
    _settle(pending, nature, reasons, user=by.user, now=now)
    _remember(desk)
    change.refresh_from_db()
    return change


def _remember(desk: Desk) -> None:
    """Keep at the desk what its pages show, so that showing it costs nothing."""
    desk.told = worth_telling(desk)
    desk.save(update_fields=["told"])


def _pending(desk: Desk) -> list[DeskChange]:
    return list(desk.changes.filter(nature=Nature.PENDING).order_by("pk"))


def _settle(
    pending: Sequence[DeskChange], nature: Nature, reasons: dict[str, str], *, user: Any, now: datetime
) -> None:
    """Close these changes together; people get one letter, from what they knew to what is true after the last."""
    last = pending[-1]
    letters = _owe(pending[0].old, last, now=now) if nature is Nature.MOVED else 0
    for change in pending:
        change.nature, change.settled_by, change.settled_at = nature, user, now
        change.reasons = reasons
        change.letters = letters if change is last else 0
        change.save(update_fields=["nature", "settled_by", "settled_at", "reasons", "letters"])


def _owe(known: Facts, last: DeskChange, *, now: datetime) -> int:
    kind = letter_of(changes_between(known, last.new))
    if kind is None:
        return 0
    context = {"before": known.as_json()}
    return owe_each(people_to_tell(last.desk), kind, cause=f"change:{last.pk}", now=now, context=context)
