"""What the tests of the review desk begin with: two branches, a reviewer and an exporter of the northern one."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.factories.branches import Branches, make_branches
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


@pytest.fixture
def branches(world: World) -> Branches:
    return make_branches(world)


@pytest.fixture
def reviewer(branches: Branches) -> Client:
    """Reviews the North and nothing else."""
    return signed_in(make_staff(branches.north, ["review"]))


@pytest.fixture
def boss(world: World) -> Client:
    """May do everything."""
    return signed_in(get_user_model().objects.create_superuser("boss", "boss@example.org", "secret"))


@pytest.fixture
def exporter(branches: Branches) -> Client:
    """Reviews and exports the North."""
    return signed_in(make_staff(branches.north, ["review", "export"]))
