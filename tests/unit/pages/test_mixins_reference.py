"""The reference of the mixins names every field, and only what is there; its example is a page type that works."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from innovation_pages import models as window
from innovation_pages.models.reports import RecapFields, ReportFields
from innovation_pages.models.topics import TopicFields
from registrations import public as office

GUIDE = (Path(__file__).parents[3] / "docs" / "reference" / "mixins.md").read_text(encoding="utf-8")
OTHERS = {"TopicFields": TopicFields, "RecapFields": RecapFields, "ReportFields": ReportFields}


def told(mixin: str, table: str) -> list[str]:
    """The names in the first column of one table of a mixin."""
    section = GUIDE.partition(f"\n## `{mixin}`")[2].partition("\n## ")[0]
    rows = section.partition(f"| {table} |")[2].partition("\n\n")[0].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`(\w+)(?:\(\))?`", row.split("|")[1])]


@pytest.mark.parametrize(("home", "name"), [(office, "RegistrationPageMixin"), (window, "EventFields")])
def test_every_field_of_a_mixin_is_told_and_whatever_is_told_is_there(home: Any, name: str) -> None:
    mixin = getattr(home, name)
    assert sorted(told(name, "Field")) == sorted(field.name for field in mixin._meta.get_fields())
    further = told(name, "Override") + told(name, "Read")
    assert len(further) > 10
    assert [one for one in further if not hasattr(mixin, one)] == []


def test_the_other_mixins_have_what_is_told_of_them() -> None:
    rows = dict(re.findall(r"^\| `(\w+Fields)` \| (.+) \|$", GUIDE, re.M))
    assert rows.keys() == OTHERS.keys()
    for name, words in rows.items():
        fields = {field.name for field in OTHERS[name]._meta.get_fields()}
        assert set(re.findall(r"`([a-z_]+)`", words)) <= fields, name


TRIAL = """
import django, sys
django.setup()
from django.core import checks
from django.db import models
made = {"models": models, "__name__": "cms_site.home.models"}
exec(sys.stdin.read(), made)
excursion = made["ExcursionPage"]
print([str(one) for one in excursion.check() if one.level >= checks.ERROR])
print(sorted({"title", "begins_at", "questions"} - {field.name for field in excursion._meta.get_fields()}))
"""


def test_the_example_is_a_page_type_that_passes_the_checks() -> None:
    """In a process of its own: a page type stays in its process for good."""
    example = re.search(r"```python\n(.*?)```", GUIDE, re.S)
    assert example
    done = subprocess.run([sys.executable, "-c", TRIAL], input=example[1], capture_output=True, text=True, check=False)  # noqa: S603 — our own words
    assert done.stdout.split() == ["[]", "[]"], done.stdout + done.stderr
