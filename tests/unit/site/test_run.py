"""The starter of `make run`: a busy port is told in one line, and nobody is left running."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from cms_site.run import Household, chosen_port, prepare, welcome

SLEEPER = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS_AT_ONCE = [sys.executable, "-c", "raise SystemExit(3)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)",
]


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.fixture(autouse=True)
def _signals_as_before() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_busy_port_is_one_line_before_anything_starts(busy_port: int) -> None:
    environment = {**os.environ, "PORT": str(busy_port)}
    done = subprocess.run(
        [sys.executable, "-m", "cms_site.run"], check=False, capture_output=True, text=True, env=environment
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        f"Port {busy_port} is not free (Address already in use). Choose another one: PORT={busy_port + 1} make run"
    ]


@pytest.mark.parametrize("told", ["0", "65536", "http", "-1"])
def test_what_is_no_port_is_refused(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", told)
    with pytest.raises(SystemExit, match="is not a port number"):
        chosen_port()


def test_without_a_port_it_is_8000(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORT", raising=False)
    assert chosen_port() == 8000


@pytest.mark.django_db
@pytest.mark.parametrize(("is_new", "done"), [(False, []), (True, ["migrate", "load_demo"])])
def test_the_demo_is_loaded_once_into_each_database(
    is_new: bool, done: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    called: list[str] = []
    monkeypatch.setattr("cms_site.run.VAR", tmp_path)
    monkeypatch.setattr("django.core.management.call_command", lambda name, **options: called.append(name))
    prepare(8000)
    assert called == ["load_demo"]
    if is_new:  # somebody removed the database, and not the file that says what it had
        MigrationRecorder(connection).Migration.objects.all().delete()
    prepare(8000)
    assert called[1:] == done


def test_when_one_process_ends_the_other_is_stopped() -> None:
    household = Household({"web server": SLEEPER, "worker": ENDS_AT_ONCE})
    household.start()
    assert household.watch() is False
    assert household.ended() == "worker"
    household.stop()
    assert all(process.poll() is not None for process in household.running.values())


def test_a_signal_ends_everything() -> None:
    household = Household({"web server": SLEEPER, "worker": SLEEPER})
    household.start()
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    assert household.watch() is False
    assert household.asked_to_stop
    household.stop()
    assert all(process.poll() is not None for process in household.running.values())


def test_a_process_that_does_not_listen_is_ended_for_certain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms_site.run.GRACE", 0.5)
    household = Household({"worker": DEAF})
    household.start()
    time.sleep(0.5)
    household.stop()
    assert household.running["worker"].poll() is not None


def test_the_welcome_says_where_and_who() -> None:
    lines = welcome(8123)
    assert "http://127.0.0.1:8123/ " in lines
    assert "http://127.0.0.1:8123/admin/" in lines
    for name in ("administrator", "editor", "reviewer", "door"):
        assert f"{name} / {name}" in lines
