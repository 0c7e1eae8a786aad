"""Several workers at one outbox: each letter leaves once, and each person's letters leave in their order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, connections

from registrations.models import Notice, NoticeKind, NoticeState, Registration
from registrations.notices import delivering
from registrations.queries.outbox import due
from tests.factories.registrations import make_desk, sign_up
from tests.rig.world import make_world

WORKERS, PEOPLE = 4, 12

_sent: list[tuple[str, str]] = []
_lock = threading.Lock()


class SlowPost(BaseEmailBackend):
    """Takes a moment for each letter, as a mail server does."""

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            assert isinstance(message, EmailMessage)
            time.sleep(0.02)
            with _lock:
                _sent.append((message.to[0], message.subject.split(":")[0]))
        return len(messages)


@pytest.fixture(autouse=True)
def _outbox(transactional_db: None, settings: Any) -> Iterator[None]:
    settings.EMAIL_BACKEND = f"{__name__}.SlowPost"
    _sent.clear()
    make_world()
    desk = make_desk(verify_address=False, needs_review=True)
    for _ in range(PEOPLE):
        registration = sign_up(desk)
        _owe_another(registration)
    yield
    connections.close_all()


def _owe_another(registration: Registration) -> None:
    Notice.objects.create(
        desk=registration.desk,
        registration=registration,
        kind=NoticeKind.ALREADY_REGISTERED,
        cause="form:again",
        dedupe_key=f"{registration.pk}:again",
        recipient=registration.email,
        language="en",
    )


def _deliver_with_all_workers() -> None:
    starting = threading.Barrier(WORKERS)
    faults: list[BaseException] = []

    def work() -> None:
        try:
            starting.wait()
            while Notice.objects.exclude(state=NoticeState.SENT).exists():
                delivering.deliver_due(now=datetime.now(UTC))
        except BaseException as fault:  # noqa: BLE001 — shown by the assertion below
            faults.append(fault)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)
    assert faults == []


def test_several_workers_send_each_letter_once_and_in_order_for_each_person() -> None:
    _deliver_with_all_workers()
    assert len(_sent) == len(set(_sent)) == 2 * PEOPLE
    for recipient in {recipient for recipient, _subject in _sent}:
        subjects = [subject for to, subject in _sent if to == recipient]
        assert subjects == ["We have received your application", "You are already registered"]


def test_without_the_claim_the_same_letter_leaves_more_than_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: reading the queue without claiming it must show the race."""

    def read_only(*, now: datetime) -> Notice | None:
        return due(now).first()

    def settle(notice: Notice, *, state: NoticeState, moment: datetime, **fields: Any) -> None:
        Notice.objects.filter(pk=notice.pk).update(state=state, **fields)

    monkeypatch.setattr(delivering, "claim", read_only)
    monkeypatch.setattr(delivering, "_settle", settle)
    _deliver_with_all_workers()
    assert len(_sent) > len(set(_sent))
