"""What signing up costs while the mail server says nothing, against what it costs while all is well."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import median
from typing import Any

import pytest
from django.db import connection

from registrations.management.commands.send_notices import tidy_up
from registrations.notices.delivering import deliver_due
from tests.factories.registrations import make_desk, sign_up
from tests.rig.world import make_world

ROUNDS, MOST = 60, 1.5


@pytest.fixture
def silence(settings: Any) -> Iterator[socket.socket]:
    """A mail server that takes connections and never says a word."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.REGISTRATIONS_LETTER_TIMEOUT = 30
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.getsockname()[1]
        yield server


def _typical() -> float:
    desk, taken = make_desk(), []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        sign_up(desk)
        taken.append(time.perf_counter() - began)
    return median(taken)


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgres
def test_signing_up_takes_no_longer_while_the_mail_server_hangs(silence: socket.socket) -> None:
    make_world()
    well = _typical()

    def work() -> None:
        try:
            tidy_up(datetime.now(UTC))
            deliver_due(now=datetime.now(UTC), limit=1)
        finally:
            connection.close()

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    hanging = _typical()
    assert worker.is_alive()  # it still waits for a word of the server
    silence.close()
    worker.join(timeout=20)
    ratio = hanging / well
    print(f"\nsigning up: {well * 1000:.1f} ms, while the mail server hangs {hanging * 1000:.1f} ms: ratio {ratio:.2f}")
    assert ratio < MOST
