"""What the tests of the services begin with: somebody of the staff who acts."""

from __future__ import annotations

import pytest

from registrations.services.actor import Actor
from tests.factories import staff


@pytest.fixture
def clerk(db: None) -> Actor:
    return staff.clerk()
