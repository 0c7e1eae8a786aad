"""Who has come: told by the person who joins an online meeting, or ticked off at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.errors import NotExpected
from registrations.domain.states import ActorKind
from registrations.models import Attendance, Place

from .moving import log_move

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor


@transaction.atomic
def mark_present(*, place: Place, by: Actor, now: datetime) -> bool:
    """Note that the person of an accepted place is there since `now`; returns whether that was news.

    The first note stands, whoever repeats it. Attendance changes no seat, so one statement does without the desk's
    lock. Raises NotExpected for a place that is not accepted.
    """
    absent = Place.objects.accepted().filter(pk=place.pk).exclude(attendance=Attendance.ATTENDED)
    noted = absent.update(attendance=Attendance.ATTENDED, present_at=now, present_by=by.kind.value, recorded_by=by.user)
    if not noted and not Place.objects.accepted().filter(pk=place.pk).exists():
        raise NotExpected
    if noted:
        _log(place, by, Attendance.EXPECTED, Attendance.ATTENDED)
    return bool(noted)


@transaction.atomic
def take_back(*, place: Place, by: Actor) -> bool:
    """Undo the note of somebody's presence, made by mistake; returns whether there was one."""
    present = Place.objects.filter(pk=place.pk, attendance=Attendance.ATTENDED)
    undone = present.update(attendance=Attendance.EXPECTED, present_at=None, present_by="", recorded_by=None)
    if undone:
        _log(place, by, Attendance.ATTENDED, Attendance.EXPECTED)
    return bool(undone)


def _log(place: Place, by: Actor, before: Attendance, after: Attendance) -> None:
    if by.kind is ActorKind.STAFF:
        details = {"place": place.pk, "from": before.value, "to": after.value}
        log_move(place.registration, "registrations.attendance", by=by, details=details)
