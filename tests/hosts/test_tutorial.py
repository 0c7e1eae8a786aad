"""The tutorial is followed word by word, from nothing to somebody with a seat."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.rig.hosts import TOP, TOUR, Environment, tour

TUTORIAL = TOP / "docs" / "tutorial" / "first-registration.md"
OURSELVES = {"python -m venv .venv && . .venv/bin/activate", "pip install wagtail", "python manage.py runserver"}
"""What the rig does in another way: the environment is there, Wagtail too, and nobody sits before a browser."""

SETTINGS = """
from mysite.settings.dev import *

DEBUG = False
ALLOWED_HOSTS = ["localhost"]
REGISTRATIONS_MINIMUM_SECONDS = REGISTRATIONS_UNDO_MINUTES = 0
"""

HOST = """
from datetime import UTC, datetime, timedelta

from tour.plan import Host

SETTINGS = "walked"


def prepare(walk):
    from home.models import HomePage

    return HomePage.objects.get()


HOST = Host(
    apps=("home",),
    page_type="home.talkpage",
    fields={"begins_at": f"{datetime.now(UTC) + timedelta(days=30):%Y-%m-%d} 17:00"},
    header="<body",
    footer="</body>",
    greets="Welcome to your new Wagtail site!",
    prepare=prepare,
)
"""


def told() -> Iterator[tuple[str, str]]:
    """The blocks of the tutorial in their order: the language of each, and its words."""
    yield from re.findall(r"^```(sh|python|django)\n(.*?)^```", TUTORIAL.read_text(encoding="utf-8"), re.M | re.S)


def follow(environment: Environment, line: str) -> None:
    """Do what one line of a shell says."""
    if line == "pip install wagtail-innovation-desk":
        environment.install()
        return
    words = line.removeprefix("python ").split()
    if line.startswith("wagtail start"):
        words = ["-c", f"import sys; from wagtail.bin.wagtail import main; sys.argv = {line.split()!r}; main()"]
    if words[-1] == "createsuperuser":
        words += ["--no-input", "--email", "boss@example.org", "--username", "writer"]
    done = environment.run(*words, DJANGO_SUPERUSER_PASSWORD="long-enough-1")
    assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr[-4000:]}"


def write(environment: Environment, block: str) -> None:
    """Put a block into the file that its first line names."""
    first, _, words = block.partition("\n")
    path = environment.site / first.strip("{}# ")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{words}" if path.suffix == ".py" else words)


def test_the_tutorial_leads_from_nothing_to_a_registration(subtests: pytest.Subtests) -> None:
    environment = Environment("tutorial")
    lines = 0
    for language, block in told():
        if language != "sh":
            write(environment, block)
            continue
        for line in block.splitlines():
            lines += 1
            if line not in OURSELVES:
                follow(environment, line)
    assert lines > 8
    shutil.copytree(TOUR, environment.site / "tour")
    (environment.site / "walked.py").write_text(SETTINGS, encoding="utf-8")
    (environment.site / "host.py").write_text(HOST, encoding="utf-8")
    steps = list(tour(environment))
    assert len(steps) > 10, steps[-1].fault
    for step in steps:
        with subtests.test(step.name):
            if step.fault:
                pytest.fail(f"{step.name}\n{step.fault}", pytrace=False)
