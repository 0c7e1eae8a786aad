"""The tutorial is followed word by word, from nothing to somebody with a seat; then the plugin is taken out again."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest

from tests.rig import leaving
from tests.rig.hosts import PACKAGES, TOP, TOUR, Environment, tour

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


PLAIN = """

class TalkPage(Page):
    \"""A talk.\"""

    begins_at = models.DateTimeField()
    content_panels = [*Page.content_panels, "begins_at"]
"""
"""The page type of the tutorial without a registration."""


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


def leave(environment: Environment) -> None:
    """Take the plugin out of the site of the tutorial, step by step as the guide says."""
    before, settings = leaving.recorded(environment), "mysite.settings.dev"
    written = {}
    for language, block in told():
        first, _, words = block.partition("\n")
        if language == "python":
            written[first.strip("# ")] = words
    _replace(environment, "home/models.py", written, PLAIN)
    template = environment.site / "home" / "templates" / "home" / "talk_page.html"
    template.write_text('{% extends "base.html" %}{% block content %}<h1>{{ page.title }}</h1>{% endblock %}', "utf-8")
    for line in [*leaving.told(3), *leaving.told(4)[1:]]:  # where `registrations` is alone, without its first line
        leaving.follow(environment, line, settings)
    for path in ("mysite/settings/base.py", "mysite/urls.py"):
        _replace(environment, path, written, "")
    *lines, _last = leaving.told(5)
    for line in lines:
        leaving.follow(environment, line, settings)
    leaving.uninstall(environment)
    leaving.assert_goes_on(environment, settings, "Welcome to your new Wagtail site!")
    leaving.assert_nothing_is_left(environment)
    after = leaving.recorded(environment)
    untouched = [record for record in before if record[0] not in {*PACKAGES, "home"}]
    assert [record for record in after if record[0] != "home"] == untouched
    assert [name for app, name, _applied in after if app == "home"] == ["0001_initial"]


def _replace(environment: Environment, name: str, written: dict[str, str], by: str) -> None:
    """Take out of a file what the tutorial has put into it."""
    path = environment.site / name
    words = path.read_text(encoding="utf-8")
    assert written[name] in words
    path.write_text(words.replace(written[name], by), encoding="utf-8")


def test_the_tutorial_leads_from_nothing_to_a_registration_and_the_guide_out_again(subtests: pytest.Subtests) -> None:
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
    with subtests.test("is left as the guide says"):
        leave(environment)
