"""Letters of the kinds that no act of one person brings about: an event that changes, a body that names members."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from registrations.domain.changes import Facts, Nature
from registrations.domain.errors import AlreadyRegistered
from registrations.domain.occasion import EventStatus
from registrations.models import Desk, Notice, NoticeKind
from registrations.services import desks
from registrations.services.announcing import Said, record
from registrations.services.nominating import decline
from registrations.services.registering import register
from tests.factories.nominations import accept, make_network, name_members, nomination
from tests.factories.registrations import make_desk, seated

OF_CHANGES = frozenset({NoticeKind.EVENT_MOVED, NoticeKind.VENUE_CHANGED, NoticeKind.EVENT_CANCELLED})
OF_MEMBERS = frozenset({NoticeKind.NOMINATED, NoticeKind.MEMBER_DECLINED, NoticeKind.BODY_NAMED})
OF_ONE_PERSON = frozenset(NoticeKind) - OF_CHANGES - OF_MEMBERS


def owe_letters_of_changes(**facts: object) -> list[Notice]:
    """One letter of each change: of the day, of the place, and the end of the event, each of an event of its own."""
    week = timedelta(days=7)
    for change in ("begins_at", "venue", "status"):
        desk = make_desk(**facts)
        seated(desk, name="Άννα Άννου", language="el")
        before = _facts(desk)
        if change == "begins_at":
            desk.begins_at, desk.ends_at = desk.begins_at + week, desk.ends_at + week
        elif change == "venue":
            desk.venue = "Βιβλιοθήκη"
        else:
            desk.status = EventStatus.CANCELLED
        desk.save()
        _announce(desk, before)
    return list(Notice.objects.filter(kind__in=OF_CHANGES))


def owe_letters_of_members(**facts: object) -> list[Notice]:
    """A body names two members; one of them declines, and a colleague names the same body again."""
    desk = make_network(**facts)
    registration = accept(name_members(desk))
    decline(member=registration.attendees.filter(role="alternate").get(), now=datetime.now(UTC))
    with pytest.raises(AlreadyRegistered):
        register(desk=desk, submission=nomination(email="colleague@example.org"), now=datetime.now(UTC))
    return list(Notice.objects.filter(kind__in=OF_MEMBERS))


def _facts(desk: Desk) -> Facts:
    return desk.facts(desk.pools.all())


def _announce(desk: Desk, before: Facts) -> None:
    said = Said(nature=Nature.MOVED, reasons={"el": "Η αίθουσα έχει βλάβη.", "en": "The hall is damaged."}, basis=0)
    with transaction.atomic():
        record(desks.locked(desk.pk), before=before, said=said, user=None, now=datetime.now(UTC))
