"""Hundreds of moves through every fault of a mail server: each letter once, in order, and none that is not true."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from registrations.domain.errors import Refusal
from registrations.domain.states import State
from registrations.models import Desk, Notice, NoticeState, Registration
from registrations.notices import delivering
from registrations.notices.delivering import deliver_due
from registrations.notices.reasons import has_reason
from registrations.services.actor import PERSON, staff
from registrations.services.cancelling import cancel
from registrations.services.reminding import remind
from registrations.services.reviewing import Decision, decide
from tests.factories.registrations import confirm, make_desk, sign_up
from tests.rig.smtp import MailServer, free_port, mail_server

pytestmark = pytest.mark.django_db

MOVES = 300 if os.environ.get("SOAK", "") == "1" else 70
BEGINNING = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
TOLD = (State.ACCEPTED, State.REJECTED, State.WAITLISTED, State.IN_REVIEW, State.CANCELLED)


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "127.0.0.1", False, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.REGISTRATIONS_LETTER_TIMEOUT = 1
    settings.REGISTRATIONS_UNDO_MINUTES = 10
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


class Storm:
    """People, staff and a mail server that do as chance will have it; the clock goes on between two moves."""

    def __init__(self, server: MailServer, by: Any, settings: Any) -> None:
        self.chance = random.Random(11)  # noqa: S311 — moves of a test, not secrets
        self.server, self.by, self.settings = server, by, settings
        self.now = BEGINNING
        self.desk: Desk = make_desk(
            capacity=6, waiting_list=True, needs_review=True, begins_at=BEGINNING + timedelta(days=4), remind_hours=24
        )
        self.people: list[Registration] = []
        self.swallowed = 0

    def anybody(self) -> Registration:
        return Registration.objects.get(pk=self.chance.choice(self.people).pk)

    def arrive(self) -> None:
        self.people.append(sign_up(self.desk, now=self.now))
        if self.chance.random() < 0.8:
            confirm(self.people[-1], now=self.now)

    def decide(self) -> None:
        decision = Decision(to=self.chance.choice(TOLD), reason="So we have decided.")
        decide(registration=self.anybody(), decision=decision, by=self.by, now=self.now)

    def leave(self) -> None:
        cancel(registration=self.anybody(), by=PERSON, now=self.now)

    def trouble(self) -> None:
        """Something goes wrong at the mail server, for one mailbox or for all."""
        address = self.anybody().email
        kind = self.chance.choice(["refuse", "put off", "put off", "hang up", "swallow", "outage", "well"])
        self.settings.EMAIL_PORT = free_port() if kind == "outage" else self.server.port
        self.server.hangs_up_after_each = kind == "hang up"
        if kind == "refuse" and len(self.server.refused) < 4:
            self.server.refused[address] = "550 5.1.1 no such user"
        elif kind == "put off":
            self.server.put_off[address] += 2
        elif kind == "swallow" and self.swallowed < 3:
            self.swallowed += 1
            self.server.swallowed[address] += 1

    def move(self) -> None:
        acts: list[Callable[[], None]] = [self.arrive, self.decide, self.decide, self.decide, self.leave, self.trouble]
        act = self.chance.choice(acts if len(self.people) > 3 else [self.arrive])
        with suppress(Refusal):
            act()
        self.now += timedelta(minutes=self.chance.choice([1, 1, 5, 20]))
        remind(now=self.now)
        deliver_due(now=self.now)


def test_each_letter_arrives_once_in_order_and_only_while_it_is_true(
    server: MailServer, admin_user: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[tuple[str, int]] = []
    write = delivering.compose

    def compose(notice: Notice, now: datetime) -> Any:
        assert has_reason(notice, now)
        left.append((notice.recipient, notice.pk))
        return write(notice, now)

    monkeypatch.setattr(delivering, "compose", compose)
    with time_machine.travel(BEGINNING, tick=True):
        storm = Storm(server, staff(admin_user), settings)
        for _ in range(MOVES):
            storm.move()
        settings.EMAIL_PORT, server.hangs_up_after_each = server.port, False
        for _ in range(40):
            storm.now += timedelta(hours=2)
            remind(now=storm.now)
            deliver_due(now=storm.now)
    letters = {letter.message_id: letter for letter in Notice.objects.exclude(message_id="")}
    fates = Counter(Notice.objects.values_list("state", flat=True))
    assert set(fates) <= {NoticeState.SENT, NoticeState.ABORTED, NoticeState.FAILED}
    assert fates[NoticeState.SENT] > MOVES / 4
    assert fates[NoticeState.ABORTED] > 0
    arrived = Counter(str(letter["Message-ID"]) for _to, letter in server.taken)
    assert all(letters[number].state in {NoticeState.SENT, NoticeState.FAILED} for number in arrived)
    assert {number for number, letter in letters.items() if letter.state == NoticeState.SENT} <= set(arrived)
    copies = sum(arrived.values()) - len(arrived)
    assert copies <= storm.swallowed
    for address in {to for to, _letter in server.taken}:
        order = [letters[str(letter["Message-ID"])].pk for to, letter in server.taken if to == address]
        assert order == sorted(order), address
