"""Starts the example site for `make run`: prepares the database, then keeps the web server and the worker running.

`python -m cms_site.run --check` only looks whether the port is free; that much runs on a bare Python.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

HOST = "127.0.0.1"
VAR = Path(__file__).resolve().parent.parent / "var"
PATIENCE = 120  # seconds until the first answer of the web server
GRACE = 10  # seconds that a process gets to end by itself
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
LOGINS = {
    "administrator": "everything",
    "editor": "writes and publishes pages",
    "reviewer": "decides on registrations",
    "door": "ticks off at the door who has come",
}


def chosen_port() -> int:
    """Return the port that PORT names, 8000 without it. Exits where it is no port number."""
    told = os.environ.get("PORT") or "8000"
    if not told.isdecimal() or not 0 < int(told) < 65536:
        sys.exit(f"PORT={told} is not a port number: choose one from 1 to 65535.")
    return int(told)


def insist_on_free(port: int) -> None:
    """Exit with one line where something listens on `port` already, or where it may not be used."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
            trial.listen()
        except OSError as error:
            sys.exit(f"Port {port} is not free ({error.strerror}). Choose another one: PORT={port + 1} make run")


def prepare(port: int) -> None:
    """Bring the database up to date and, the first time, fill it with the demo."""
    import django  # noqa: PLC0415 — the check of the port runs without Django
    from django.core.management import call_command  # noqa: PLC0415 — as above

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.dev")
    VAR.mkdir(exist_ok=True)
    django.setup()
    stamp = _demo_stamp()
    if _waiting_migrations():
        if _is_new():
            stamp.unlink(missing_ok=True)  # it spoke of a database that was here before
        print("Preparing the database (the first time this takes a minute) ...", flush=True)
        call_command("migrate", interactive=False, verbosity=1)
    _move_local_sites(port)
    if not stamp.exists():
        print("Loading the demo ...", flush=True)
        call_command("load_demo")
        _move_local_sites(port)
        stamp.touch()


def _waiting_migrations() -> bool:
    """Is there a migration that the database has not seen?"""
    from django.db import connection  # noqa: PLC0415 — after django.setup()
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 — as above

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _is_new() -> bool:
    """Has the database seen no migration at all?"""
    from django.db import connection  # noqa: PLC0415 — after django.setup()
    from django.db.migrations.recorder import MigrationRecorder  # noqa: PLC0415 — as above

    return not MigrationRecorder(connection).applied_migrations()


def _move_local_sites(port: int) -> None:
    """Give the sites of this machine the port they are served on: links in letters are built from it."""
    from wagtail.models import Site  # noqa: PLC0415 — after django.setup()

    for site in Site.objects.filter(hostname__in=["localhost", HOST], is_default_site=True):
        if (site.hostname, site.port) != (HOST, port):
            site.hostname, site.port = HOST, port
            site.save()


def _demo_stamp() -> Path:
    """Return the file that says that this database has the demo; another DATABASE_URL has another file."""
    from django.conf import settings  # noqa: PLC0415 — after django.setup()

    place = settings.DATABASES["default"]
    name = "|".join(str(place.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    return VAR / f"demo-{hashlib.sha256(name.encode()).hexdigest()[:12]}.loaded"


def commands(port: int) -> dict[str, list[str]]:
    """Return the two processes of the site: how each is called and started."""
    web = [sys.executable, "-m", "gunicorn", "cms_site.wsgi:application", "--bind", f"{HOST}:{port}"]
    web += ["--workers", "1", "--threads", "4", "--worker-class", "gthread", "--timeout", "60"]
    web += ["--graceful-timeout", "5", "--log-level", "error", "--no-control-socket"]
    return {"web server": web, "worker": [sys.executable, "manage.py", "send_notices", "--worker"]}


def _before_start() -> None:
    """In the child: Ctrl-C is the parent's business, and no child outlives its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(AttributeError, OSError):  # only Linux has it
        ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGTERM)


class Household:
    """The processes of the site: started together, ended together."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.asked_to_stop = False

    def start(self) -> None:
        """Start every process; from now on SIGINT, SIGTERM and SIGHUP end all of them."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop_soon)
        for name, command in self.commands.items():
            if not self.asked_to_stop:
                self.running[name] = subprocess.Popen(  # noqa: S603 — our own words, no shell
                    command,
                    cwd=VAR.parent,
                    stdin=subprocess.DEVNULL,
                    preexec_fn=_before_start,  # noqa: PLW1509 — no thread runs here
                )

    def _stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        self.asked_to_stop = True

    def ended(self) -> str | None:
        """Return the name of a process that has ended by itself."""
        return next((name for name, process in self.running.items() if process.poll() is not None), None)

    def watch(self, until: float | None = None, port: int | None = None) -> bool:
        """Wait; return True once `port` answers, False when it is time to stop or `until` (monotonic) has passed."""
        while not self.asked_to_stop and self.ended() is None:
            if port is not None and answers(port):
                return True
            if until is not None and time.monotonic() > until:
                return False
            time.sleep(0.3)
        return False

    def stop(self) -> None:
        """End every process: kindly first, after GRACE seconds for certain."""
        for process in self.running.values():
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + GRACE
        for process in self.running.values():
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def answers(port: int) -> bool:
    """Does the web server on `port` answer a request for the robots' file?"""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def welcome(port: int) -> str:
    """Return the lines that tell where the site is and who may log in."""
    address = f"http://{HOST}:{port}"
    names = "\n".join(f"    {name} / {name}".ljust(36) + what for name, what in LOGINS.items())
    return (
        f"\n  The site:   {address}/  (English: {address}/en/)\n  The admin:  {address}/admin/\n"
        f"  Log in as (name / password):\n{names}\n"
        f"  Letters are written to var/letters/ unless EMAIL_URL names a server. Ctrl-C ends everything.\n"
    )


def main() -> int:
    """Run the site until it is told to stop; return 0 then, 1 where a process ended by itself or never answered."""
    port = chosen_port()
    insist_on_free(port)
    if "--check" in sys.argv[1:]:
        return 0
    os.environ["PORT"] = str(port)
    try:
        prepare(port)
    except KeyboardInterrupt:
        return 130
    household = Household(commands(port))
    household.start()
    try:
        if household.watch(until=time.monotonic() + PATIENCE, port=port):
            print(welcome(port), flush=True)
            household.watch()
        if household.asked_to_stop:
            print("\nStopping ...", flush=True)
            return 0
        name = household.ended()
        reason = f"The {name} has ended by itself" if name else f"The web server has not answered for {PATIENCE} s"
        print(f"{reason}; the site stops. What it said stands above.", file=sys.stderr, flush=True)
        return 1
    finally:
        household.stop()


if __name__ == "__main__":
    sys.exit(main())
