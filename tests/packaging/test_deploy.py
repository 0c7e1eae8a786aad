"""What operators copy names commands and files that exist."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
TIMERS = sorted(DEPLOY.glob("*.timer"))
COMMAND = re.compile(r"desk-command@(\w+)\.service")


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_something_that_exists_with_the_environment_of_the_site(unit: Path, top: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    (start,) = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert "EnvironmentFile=/etc/desk/environment" in text
    if "manage.py" in start:
        assert start.partition("manage.py ")[2].split()[0] in {*get_commands(), "%i"}
    else:
        (file,) = re.findall(r"deploy/[\w.]+", start)
        assert (top / file).exists()
        assert not file.endswith(".sh") or os.access(top / file, os.X_OK)


@pytest.mark.parametrize("timer", TIMERS, ids=lambda timer: timer.stem)
def test_a_timer_runs_a_command_or_the_unit_of_its_name(timer: Path) -> None:
    named = COMMAND.findall(timer.read_text(encoding="utf-8"))
    assert (
        [command in get_commands() for command in named] == [True] if named else timer.with_suffix(".service").exists()
    )


def test_each_name_that_the_production_settings_read_is_explained_and_no_other(top: Path) -> None:
    sources = [top / "cms_site/settings" / name for name in ("production.py", "environment.py")]
    read = set(re.findall(r'env\.\w+\("([A-Z0-9_]+)"', "".join(file.read_text(encoding="utf-8") for file in sources)))
    told = set(re.findall(r"^#([A-Z0-9_]+)=", (top / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert read <= told
    elsewhere = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "DEBUG", "TEST_DATABASE", "TEST_DATABASE_URL"}
    elsewhere.add("DJANGO_SETTINGS_MODULE")
    assert told - read == elsewhere | {"GUNICORN_BIND", "GUNICORN_WORKERS", "GUNICORN_THREADS"}
