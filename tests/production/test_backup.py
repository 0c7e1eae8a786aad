"""The drill: a backup of a running site is put into a fresh place, where everything is as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from registrations.models import Desk
from tests.factories.registrations import make_desk, sign_up, soon
from tests.rig.database import drop, server_connection
from tests.rig.postgres import programs
from tests.rig.production import ROOT, Site, url_of
from tests.rig.uploads import UPLOAD

FRESH = f"desk_restored_{os.getpid()}"


@pytest.fixture
def fresh_site(site: Site, tmp_path: Path) -> Iterator[Site]:
    """An empty database and empty directories."""
    with server_connection() as server:
        drop(server, FRESH)
        server.execute(f"CREATE DATABASE {FRESH}")
        try:
            yield Site(tmp_path, url_of(FRESH), site.mail_port)
        finally:
            drop(server, FRESH)


def run(script: str, argument: Path, site: Site) -> subprocess.CompletedProcess[str]:
    environment = {**site.environment, "PYTHON": sys.executable}
    environment["PATH"] = f"{programs()}:{environment['PATH']}"
    return subprocess.run(  # noqa: S603 — our own words, no shell
        [str(ROOT / "deploy" / script), str(argument)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def rows(url: str) -> tuple[int, int]:
    with psycopg.connect(url) as connection:
        found = connection.execute(
            "SELECT (SELECT count(*) FROM registrations_registration), (SELECT count(*) FROM wagtailimages_image)"
        ).fetchone()
    assert found is not None
    return found


def files(site: Site) -> dict[str, bytes]:
    return {
        f"{kind}/{path.relative_to(site.place / kind)}": path.read_bytes()
        for kind in ("private", "media")
        for path in sorted((site.place / kind).rglob("*"))
        if path.is_file()
    }


def test_a_backup_brings_database_and_files_back_to_a_fresh_place(site: Site, fresh_site: Site, tmp_path: Path) -> None:
    desk: Desk = make_desk()
    sign_up(desk, now=soon(-1))
    said = site.manage("shell", "-c", UPLOAD)
    assert "shown /media/images/teal" in said
    made = run("backup.sh", tmp_path / "backups", site)
    assert made.returncode == 0, made.stderr

    restored = run("restore.sh", Path(made.stdout.strip()), fresh_site)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "I1  ok" in restored.stdout
    assert "broken" not in restored.stdout
    assert rows(fresh_site.database_url) == rows(site.database_url)
    assert files(fresh_site) == files(site)
    assert any(name.startswith("private/documents/") for name in files(fresh_site))
    assert all(name.startswith("media/images/") for name in files(fresh_site) if name.startswith("media/"))

    again = run("restore.sh", Path(made.stdout.strip()), fresh_site)
    assert again.returncode != 0
    assert "not empty" in again.stderr
