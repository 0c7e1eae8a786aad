"""A worker that is killed in the middle of its letters, and the next one that takes over."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.db import connection

from registrations.models import Notice, NoticeState
from tests.factories.registrations import make_desk, sign_up
from tests.rig.smtp import MailServer, mail_server
from tests.rig.world import make_world

ROOT = Path(__file__).parents[2]
SOAKING = os.environ.get("SOAK", "") == "1"
KILLS = 10 if SOAKING else 2
LETTERS = 60 if SOAKING else 25

WORKER = """
import sys
from datetime import timedelta
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from registrations.queries import outbox
settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(sys.argv[1])
outbox.STUCK_AFTER = timedelta(seconds=1)
call_command("send_notices", worker=True)
"""


@contextmanager
def worker(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process at the database of this test."""
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    url = server._replace(path=f"/{quote(str(connection.settings_dict['NAME']))}").geturl()
    process = subprocess.Popen(  # noqa: S603 — our own words, no shell
        [sys.executable, "-c", WORKER, str(port)],
        cwd=ROOT,
        env={**os.environ, "TEST_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms_site.settings.test"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(condition: object, *, seconds: float = 60) -> bool:
    """Wait for something to become true."""
    assert callable(condition)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


def all_sent() -> bool:
    return not Notice.objects.exclude(state=NoticeState.SENT).exists()


@pytest.mark.django_db(transaction=True)
def test_every_letter_arrives_and_copies_are_no_more_than_kills_and_look_the_same() -> None:
    make_world()
    desk = make_desk()
    people = [sign_up(desk, now=datetime.now(UTC)).email for _ in range(LETTERS)]
    chance = random.Random(7)  # noqa: S311 — moments of a test, not secrets
    with mail_server() as server:
        server.takes_its_time = 0.05
        for _ in range(KILLS):
            _kill_in_the_middle(server, chance)
        with worker(server.port) as last:
            assert until(all_sent)
            last.terminate()
            assert last.wait(timeout=10) == 0
    arrived = Counter(server.recipients)
    assert set(arrived) == set(people)
    assert sum(arrived.values()) - LETTERS <= KILLS
    numbers = {(recipient, letter["Message-ID"]) for recipient, letter in server.taken}
    assert len(numbers) == LETTERS


def _kill_in_the_middle(server: MailServer, chance: random.Random) -> None:
    before = len(server.taken)
    with worker(server.port) as process:
        assert until(lambda: len(server.taken) > before)
        time.sleep(chance.uniform(0.0, 0.2))
        process.kill()
