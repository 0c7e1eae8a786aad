"""The plugin is taken out of a site as the guide says, line by line, and the site goes on."""

from __future__ import annotations

import re
import shutil
import sqlite3

import pytest

from tests.rig.hosts import PACKAGES, TOP, Environment, host, tour

GUIDE = TOP / "docs" / "how-to" / "uninstall.md"

WITHOUT = """
from house.settings import *

INSTALLED_APPS = [
    name for name in INSTALLED_APPS if name not in {"registrations", "innovation_pages", "wagtail_modeladmin"}
]
ROOT_URLCONF = "house.urls_without"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
"""

LOOK = """
import django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", check_unapplied=True)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
answer = Client().get("/", headers={"host": "localhost"})
assert answer.status_code == 200, answer.status_code
assert "Welcome to the house" in answer.content.decode()
assert Client().get("/admin/", headers={"host": "localhost"}).status_code == 302
"""


def told() -> list[list[str]]:
    """The lines of the guide in their order, as words; that which takes the package away last."""
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE.read_text(encoding="utf-8"), re.M | re.S)
    return [line.split() for block in blocks for line in block.splitlines()]


def manage(environment: Environment, words: list[str], settings: str) -> str:
    assert words[:2] == ["python", "manage.py"], words
    done = environment.run("-m", "django", *words[2:], DJANGO_SETTINGS_MODULE=settings, PYTHONPATH=".")
    assert done.returncode == 0, f"{words}\n{done.stderr[-4000:]}"
    return done.stdout


def test_a_site_is_walked_through_then_left_as_the_guide_says_and_goes_on(subtests: pytest.Subtests) -> None:
    environment = host("open")
    for step in tour(environment):
        with subtests.test(step.name):
            if step.fault:
                pytest.fail(f"{step.name}\n{step.fault}", pytrace=False)
    *lines, last = told()
    assert last == ["pip", "uninstall", "wagtail-innovation-desk"]
    after = next(number for number, words in enumerate(lines) if "remove_stale_contenttypes" in words)
    said = [manage(environment, words, "house.settings") for words in lines[:after]]
    assert "news items: 1" in said[0]

    house = environment.site / "house"
    (house / "without.py").write_text(WITHOUT, encoding="utf-8")
    addresses = (house / "urls.py").read_text(encoding="utf-8")
    without = [line for line in addresses.splitlines() if "registrations.urls" not in line]
    (house / "urls_without.py").write_text("\n".join(without), encoding="utf-8")
    for package in PACKAGES:
        shutil.rmtree(environment.site / "templates" / package)
    for words in lines[after:]:
        manage(environment, words, "house.without")
    for package in PACKAGES:
        shutil.rmtree(environment.packages / package)
    seen = environment.run("-c", LOOK, DJANGO_SETTINGS_MODULE="house.without")
    assert seen.returncode == 0, seen.stderr[-4000:]
    with sqlite3.connect(environment.site / "db.sqlite3") as database:
        left = database.execute("SELECT name FROM sqlite_master WHERE name LIKE 'registrations%' OR name LIKE 'innov%'")
        assert left.fetchall() == []
