"""What operators copy names commands and files that exist."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

UNITS = sorted((Path(__file__).parents[2] / "deploy").glob("*.service"))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_starts_something_that_exists_with_the_environment_of_the_site(unit: Path, top: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    (start,) = re.findall(r"^ExecStart=(.+)$", text, re.MULTILINE)
    assert "EnvironmentFile=/etc/desk/environment" in text
    if "manage.py" in start:
        assert start.partition("manage.py ")[2].split()[0] in get_commands()
    else:
        (file,) = re.findall(r"deploy/[\w.]+", start)
        assert (top / file).exists()
        assert not file.endswith(".sh") or os.access(top / file, os.X_OK)


def test_every_timer_has_its_unit_and_every_unit_without_a_timer_goes_on_by_itself(top: Path) -> None:
    timers = {timer.stem for timer in (top / "deploy").glob("*.timer")}
    assert timers == {unit.stem for unit in UNITS if "Type=oneshot" in unit.read_text(encoding="utf-8")}


def test_each_name_that_the_production_settings_read_is_explained_and_no_other(top: Path) -> None:
    sources = [top / "cms_site/settings" / name for name in ("production.py", "environment.py")]
    read = set(re.findall(r'env\.\w+\("([A-Z0-9_]+)"', "".join(file.read_text(encoding="utf-8") for file in sources)))
    told = set(re.findall(r"^#([A-Z0-9_]+)=", (top / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert read <= told
    elsewhere = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "DEBUG", "TEST_DATABASE", "TEST_DATABASE_URL"}
    assert told - read == elsewhere | {"GUNICORN_BIND", "GUNICORN_WORKERS", "GUNICORN_THREADS"}
