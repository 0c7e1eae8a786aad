"""The same walk through one of the sites, on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.rig.hosts import host, tour

NAMES = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """A database of its own on the server of the tests, as the variables that PostgreSQL's own clients read."""
    params = connection.get_connection_params()
    places = {name: str(params[name]) for name in NAMES if params.get(name)}
    name = f"somebodys_site_{os.getpid()}"
    with psycopg.connect(**places, dbname="postgres", autocommit=True) as server:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        server.execute(drop)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield {"PGDATABASE": name, **{NAMES[place]: value for place, value in places.items()}}
        server.execute(drop)


@pytest.mark.postgres
def test_a_site_with_users_of_its_own_does_so_on_postgresql_too(
    empty_database: dict[str, str], subtests: pytest.Subtests
) -> None:
    steps = list(tour(host("vanilla", run="-on-postgresql"), **empty_database))
    assert len(steps) > 10, steps[-1].fault
    for step in steps:
        with subtests.test(step.name):
            if step.fault:
                pytest.fail(f"{step.name}\n{step.fault}", pytrace=False)
