"""A site is left as docs/how-to/uninstall.md says: its lines, and what must be true afterwards."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing

from tests.rig.hosts import PACKAGES, TOP, Environment

GUIDE = TOP / "docs" / "how-to" / "uninstall.md"

_LOOK = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", check_unapplied=True)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
answer = Client().get("/", headers={"host": "localhost"})
assert answer.status_code == 200, answer.status_code
assert "GREETING" in answer.content.decode()
assert Client().get("/admin/", headers={"host": "localhost"}).status_code == 302
"""


def told(step: int) -> list[str]:
    """The lines that one step of the guide gives, in their order."""
    (words,) = re.findall(rf"^## {step}\. (.*?)(?=^## |\Z)", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    return [line for block in re.findall(r"^```sh\n(.*?)^```", words, re.M | re.S) for line in block.splitlines()]


def follow(environment: Environment, line: str, settings: str) -> str:
    """Do what a line says, in the directory of the site; what it prints."""
    if line.startswith("rm "):
        gone = list(environment.site.glob(line.removeprefix("rm ")))
        assert gone, line
        for path in gone:
            path.unlink()
        return ""
    assert line.startswith("python manage.py "), line
    words = line.split()[2:]
    done = environment.run("-m", "django", *words, DJANGO_SETTINGS_MODULE=settings, PYTHONPATH=".")
    assert done.returncode == 0, f"{line}\n{done.stderr[-4000:]}"
    return done.stdout


def uninstall(environment: Environment) -> None:
    """What `pip uninstall` does to a light environment."""
    for package in PACKAGES:
        shutil.rmtree(environment.packages / package)


def assert_goes_on(environment: Environment, settings: str, greets: str) -> None:
    """Fail unless the site has nothing to migrate, greets its visitors, and asks at the door of its editor."""
    seen = environment.run("-c", _LOOK.replace("GREETING", greets), DJANGO_SETTINGS_MODULE=settings)
    assert seen.returncode == 0, seen.stderr[-4000:]


def assert_nothing_is_left(environment: Environment) -> None:
    """Fail where a table, a kind of content or the record of a migration of the plugin is left in the database."""
    assert [name for (name,) in _rows(environment, "SELECT name FROM sqlite_master") if name.startswith(PACKAGES)] == []
    kinds = _rows(environment, "SELECT app_label FROM django_content_type")
    assert [label for (label,) in kinds if label in PACKAGES] == []
    assert [record for record in recorded(environment) if record[0] in PACKAGES] == []


def recorded(environment: Environment) -> list[tuple[str, ...]]:
    """The migrations that the database of a site knows of, as (app, name) with the moment they ran."""
    return _rows(environment, "SELECT app, name, applied FROM django_migrations ORDER BY id")


def _rows(environment: Environment, question: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(environment.site / "db.sqlite3")) as database:
        return database.execute(question).fetchall()
