"""A database of an earlier state migrates forward, and everybody in it still stands where they stood."""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TOP = HERE.parents[1]
KEPT = sorted(HERE.glob("*.sql.gz"))

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


def figures(path: Path) -> dict[str, list[tuple[str, int]]]:
    with sqlite3.connect(path) as database:
        return {
            table: database.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1").fetchall()  # noqa: S608
            for table, column in COUNTED.items()
        }


@pytest.mark.parametrize("kept", KEPT, ids=[path.name.removesuffix(".sql.gz") for path in KEPT])
def test_a_site_of_an_earlier_state_goes_on_with_everybody_in_it(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "site.sqlite3"
    database = sqlite3.connect(path)
    database.executescript(gzip.decompress(kept.read_bytes()).decode())
    database.close()
    before = figures(path)
    assert all(before.values())
    variables = {"DJANGO_SETTINGS_MODULE": "cms_site.settings.dev", "DATABASE_URL": f"sqlite:///{path}"}
    done = subprocess.run(  # noqa: S603 — our own words
        [sys.executable, "-c", SCRIPT],
        cwd=TOP,
        env={**os.environ, **variables},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split("looked at")[1]) > 10
    assert figures(path) == before


def test_there_is_a_kept_state() -> None:
    assert KEPT
