"""The plugin is taken out of a site as the guide says, line by line, and the site goes on."""

from __future__ import annotations

import shutil

import pytest

from tests.rig.hosts import PACKAGES, host, tour
from tests.rig.leaving import assert_goes_on, assert_nothing_is_left, follow, recorded, told, uninstall

WITHOUT = """
from house.settings import *

INSTALLED_APPS = [
    name for name in INSTALLED_APPS if name not in {"registrations", "innovation_pages", "wagtail_modeladmin"}
]
ROOT_URLCONF = "house.urls_without"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
"""


def test_a_site_is_walked_through_then_left_as_the_guide_says_and_goes_on(subtests: pytest.Subtests) -> None:
    environment = host("open")
    for step in tour(environment):
        with subtests.test(step.name):
            if step.fault:
                pytest.fail(f"{step.name}\n{step.fault}", pytrace=False)
    before = recorded(environment)
    said = [follow(environment, line, "house.settings") for line in [*told(2), *told(4)]]
    assert "news items: 1" in said[0]

    house = environment.site / "house"
    (house / "without.py").write_text(WITHOUT, encoding="utf-8")
    addresses = (house / "urls.py").read_text(encoding="utf-8")
    without = [line for line in addresses.splitlines() if "registrations.urls" not in line]
    (house / "urls_without.py").write_text("\n".join(without), encoding="utf-8")
    for package in PACKAGES:
        shutil.rmtree(environment.site / "templates" / package)
    *lines, last = told(5)
    for line in lines:
        follow(environment, line, "house.without")
    assert last == "pip uninstall wagtail-innovation-desk"
    uninstall(environment)
    assert_goes_on(environment, "house.without", "Welcome to the house")
    assert_nothing_is_left(environment)
    assert recorded(environment) == [record for record in before if record[0] not in PACKAGES]
