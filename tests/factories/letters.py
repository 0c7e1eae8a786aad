"""Letters of the kinds that no act of one person brings about: an event that changes, a body that names members."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from registrations.domain.changes import Facts, Nature
from registrations.domain.errors import AlreadyRegistered
from registrations.domain.occasion import EventStatus
from registrations.models import Desk, JoinLink, Notice, NoticeKind, Watcher
from registrations.notices.owing import owe_staff
from registrations.queries.news import Level, News
from registrations.services import desks
from registrations.services.announcing import Said, record
from registrations.services.nominating import decline
from registrations.services.registering import register
from registrations.services.reminding import remind
from tests.factories.nominations import accept, make_network, name_members, nomination
from tests.factories.registrations import make_desk, seated

OF_CHANGES = frozenset({NoticeKind.EVENT_MOVED, NoticeKind.VENUE_CHANGED, NoticeKind.EVENT_CANCELLED})
OF_MEMBERS = frozenset({NoticeKind.NOMINATED, NoticeKind.MEMBER_DECLINED, NoticeKind.BODY_NAMED})
OF_TIME = frozenset({NoticeKind.REMINDER, NoticeKind.JOINING, NoticeKind.AFTERWARDS})
TO_STAFF = frozenset({NoticeKind.ANSWER, NoticeKind.STAFF_NEWS})
OF_ONE_PERSON = frozenset(NoticeKind) - OF_CHANGES - OF_MEMBERS - OF_TIME - TO_STAFF


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


def owe_letters_of_time(**facts: object) -> list[Notice]:
    """A reminder, a letter before an online meeting, thanks for another event, and news to staff."""
    now = datetime.now(UTC)
    near = make_desk(**facts, begins_at=now + timedelta(minutes=30), remind_hours=24)
    JoinLink.objects.create(desk=near, url="https://meet.example.org/secret")
    over = make_desk(**facts, begins_at=now - timedelta(days=1), thanks=True)
    for desk in (near, over):
        seated(desk, now=now - timedelta(days=5), name="Άννα Άννου", language="el")
    remind(now=now)
    watcher = Watcher.objects.create(desk=near, mailbox="unit@example.org", rhythm="at_once", told_until=now)
    news = News(new=1, waiting=2, failed=3, levels=[Level(0, "", 80, 8, 10)]).as_json()
    cause = f"watcher:{watcher.pk}"
    owe_staff(
        near, NoticeKind.STAFF_NEWS, recipient="unit@example.org", language="el", cause=cause, context=news, now=now
    )
    return list(Notice.objects.filter(kind__in=OF_TIME | {NoticeKind.STAFF_NEWS}))


def _facts(desk: Desk) -> Facts:
    return desk.facts(desk.pools.all())


def _announce(desk: Desk, before: Facts) -> None:
    said = Said(nature=Nature.MOVED, reasons={"el": "Η αίθουσα έχει βλάβη.", "en": "The hall is damaged."}, basis=0)
    with transaction.atomic():
        record(desks.locked(desk.pk), before=before, said=said, user=None, now=datetime.now(UTC))
