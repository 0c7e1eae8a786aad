"""The plugin extends somebody's site: each of these starts from the wheel, alone, and is walked through."""

from __future__ import annotations

import pytest

from tests.rig.hosts import host, tour

SITES = {"veteran": True, "arabic": False, "talks": False}
"""Each site on SQLite, and whether it stands on the lowest supported Wagtail; `vanilla` stands on PostgreSQL."""


@pytest.mark.parametrize("name", SITES)
def test_a_site_of_somebody_gains_registrations_and_keeps_what_it_has(name: str, subtests: pytest.Subtests) -> None:
    steps = list(tour(host(name, lowest=SITES[name])))
    assert len(steps) > 10, steps[-1].fault
    for step in steps:
        with subtests.test(step.name, site=name):
            if step.fault:
                pytest.fail(f"{name}: {step.name}\n{step.fault}", pytrace=False)
