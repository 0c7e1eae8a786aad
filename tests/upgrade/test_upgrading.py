"""A database of an earlier state migrates forward, and everybody in it still stands where they stood."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.rig.database import another_connection, empty_database_for_others

HERE = Path(__file__).parent
TOP = HERE.parents[1]
KINDS = ("sqlite", "postgresql")
KEPT = sorted(HERE.glob(f"*.{KINDS[settings.ON_POSTGRESQL]}.sql.gz"))

COUNTED = {
    "registrations_registration": "state",
    "registrations_place": "state",
    "registrations_transition": "to_state",
    "registrations_notice": "kind",
    "registrations_attendee": "role",
    "innovation_pages_bestpractice": "live",
}
"""What an upgrade may not lose, and by what it is counted."""

SCRIPT = """
import django
from django.conf import settings
# Not the cache of a site that runs from the same folder:
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django.setup()
from django.core.management import call_command
from django.test import Client
from django.test.utils import setup_test_environment
call_command("migrate", verbosity=0)
call_command("registrations_check")
setup_test_environment()
from wagtail.models import Page
from registrations.models import Registration
from registrations.notices.links import personal_path
looked_at = [page.specific.get_url() for page in Page.objects.live().filter(depth__gt=1)]
looked_at += [personal_path(one) for one in Registration.objects.exclude(state="unverified")]
for path in looked_at:
    answer = Client(raise_request_exception=True).get(path)
    assert answer.status_code == 200, (path, answer.status_code)
print("looked at", len(looked_at))
"""


Ask = Callable[[str], list[Any]]


@contextmanager
def restored(kept: Path, folder: Path) -> Iterator[tuple[dict[str, str], Ask]]:
    """The database that a file keeps: the variables of a site that uses it, and a way to ask it."""
    words = gzip.decompress(kept.read_bytes()).decode()
    if settings.ON_POSTGRESQL:
        with empty_database_for_others("kept_site") as surroundings:
            name = surroundings["PGDATABASE"]
            with another_connection(name) as database:
                database.execute(words)
            with another_connection(name) as database:
                yield (
                    {**surroundings, "DATABASE_URL": f"postgresql:///{name}"},
                    lambda query: database.execute(query).fetchall(),
                )
        return
    path = folder / "site.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(words)
        yield {"DATABASE_URL": f"sqlite:///{path}"}, lambda query: database.execute(query).fetchall()


def figures(ask: Ask) -> dict[str, list[tuple[str, int]]]:
    return {
        table: ask(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1")  # noqa: S608 — our own words
        for table, column in COUNTED.items()
    }


@pytest.mark.parametrize("kept", KEPT, ids=[path.name.partition(".")[0] for path in KEPT])
def test_a_site_of_an_earlier_state_goes_on_with_everybody_in_it(kept: Path, tmp_path: Path) -> None:
    with restored(kept, tmp_path) as (variables, ask):
        before = figures(ask)
        assert all(before.values())
        done = subprocess.run(  # noqa: S603 — our own words
            [sys.executable, "-c", SCRIPT],
            cwd=TOP,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "cms_site.settings.dev", **variables},
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        assert int(done.stdout.split("looked at")[1]) > 10
        assert figures(ask) == before


def test_each_state_is_kept_for_both_databases() -> None:
    kinds = {kind: {path.name.partition(".")[0] for path in HERE.glob(f"*.{kind}.sql.gz")} for kind in KINDS}
    assert kinds["sqlite"] == kinds["postgresql"] != set()
