"""The list for the door on paper: built of an event and its people, handed out like every other file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from registrations.notices.context import occasion_when, when_text, zone_text
from registrations.outputs.door import DoorList, DoorSheet, Expected

from .exports import handed_out

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from registrations.models import Desk, Place, SeatPool
    from registrations.outputs.exporters import DoorExporter


def door_list(desk: Desk, pools: Iterable[SeatPool], places: Iterable[Place]) -> DoorList:
    """The list of an event in the language of the request: a sheet for each session that is held or has people."""
    people: dict[int, list[Expected]] = {}
    for place in places:
        one = Expected(name=place.attendee.name, reference=place.registration.reference)
        people.setdefault(place.pool_id, []).append(one)
    language = get_language() or "en"
    sheets = [
        DoorSheet(session=pool.title, about=_about(desk, pool, language), people=people.get(pool.pk, []))
        for pool in pools
        if not pool.is_closed or pool.pk in people
    ]
    now = timezone.now().astimezone(ZoneInfo(desk.zone))
    return DoorList(title=desk.title, sheets=sheets, language=language, made_at=now, zone=zone_text(desk.zone))


def _about(desk: Desk, pool: SeatPool, language: str) -> list[str]:
    """When and where, as far as they are known: of the session, or else of the event."""
    hours = when_text(pool.begins_at, pool.ends_at, desk.zone, language) or occasion_when(desk.occasion, language)
    where = ", ".join(part for part in (pool.room, desk.venue) if part)
    return [line for line in (hours, where) if line]


def hand_out(
    request: HttpRequest, exporter: DoorExporter, paper: DoorList, *, chosen: dict[str, Any]
) -> HttpResponseBase:
    """The paper as a file."""
    return handed_out(
        request,
        lambda: exporter.write(paper),
        name="attendance",
        kind=exporter.kind,
        content_type=exporter.content_type,
        chosen=chosen,
        count=lambda: paper.count,
    )
