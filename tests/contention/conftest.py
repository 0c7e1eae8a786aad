"""Many clients at once on a real PostgreSQL server: each thread has its own connection, and commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

import pytest
from django.conf import settings as django_settings
from django.db import connection, connections

from registrations.services import desks

T = TypeVar("T")
Together = Callable[[Sequence[Callable[[], Any]]], list[Any]]


@pytest.fixture(autouse=True)
def _a_real_server() -> None:
    """No race is worth anything elsewhere: the rig skips this room on SQLite, and fails it in the second pass of CI."""
    assert django_settings.ON_POSTGRESQL
    assert connection.vendor == "postgresql"


@pytest.fixture
def together(transactional_db: None) -> Together:
    """Run all acts at the same moment, each in a thread with its own connection; an error is an outcome too."""

    def run(acts: Sequence[Callable[[], Any]]) -> list[Any]:
        gate = threading.Barrier(len(acts))

        def one(act: Callable[[], Any]) -> Any:
            try:
                connection.ensure_connection()
                gate.wait(timeout=60)
                return act()
            except Exception as problem:  # noqa: BLE001 — the outcome of a race may be any error
                return problem
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=len(acts)) as pool:
            return list(pool.map(one, acts))

    return run


@pytest.fixture
def without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: read the desk and its pools as if nobody else could write meanwhile."""

    def unlocked(desk_id: int) -> desks.LockedDesk:
        desk = desks.Desk.objects.get(pk=desk_id)
        return desks.LockedDesk(desk, list(desks.SeatPool.objects.filter(desk=desk).order_by("session_key", "pk")))

    monkeypatch.setattr(desks, "locked", unlocked)


@contextmanager
def slowly(table: str, seconds: float) -> Iterator[None]:
    """Widen the window of a race without a hook in the product: each insert into `table` takes its time."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE FUNCTION doze() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN PERFORM pg_sleep({seconds:f}); RETURN NEW; END $$"
        )
        cursor.execute(f"CREATE TRIGGER doze BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION doze()")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER doze ON {table}")
            cursor.execute("DROP FUNCTION doze()")
