"""The walk through a site that stands on PostgreSQL: the one with users of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.rig.database import empty_database_for_others
from tests.rig.hosts import host, tour


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """A database of its own on the server of the tests, as the variables that PostgreSQL's own clients read."""
    with empty_database_for_others("somebodys_site") as surroundings:
        yield surroundings


@pytest.mark.postgres
def test_a_site_with_users_of_its_own_gains_registrations_on_postgresql(
    empty_database: dict[str, str], subtests: pytest.Subtests
) -> None:
    steps = list(tour(host("vanilla"), **empty_database))
    assert len(steps) > 10, steps[-1].fault
    for step in steps:
        with subtests.test(step.name):
            if step.fault:
                pytest.fail(f"{step.name}\n{step.fault}", pytrace=False)
