"""What many tests read and few change is made once for a file of tests, instead of once for each test.

@pytest.fixture(scope="module")
def _shop(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    with for_all_tests_of_a_file(django_db_blocker):
        yield make_shop(make_world())

@pytest.fixture
def shop(_shop: Shop, db: None) -> Shop:
    return copy.deepcopy(_shop)

What a test then writes is rolled back with the test; its copy keeps objects in memory from being shared too.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker


@contextmanager
def for_all_tests_of_a_file(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what is written inside until the last test of the file, and take it back then."""
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
