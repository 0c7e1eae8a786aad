"""Databases for tests: migrated once for each state of the migrations, with the world of pages, then copied."""

from __future__ import annotations

import hashlib
import inspect
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
import wagtail
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from tests.rig.postgres import locked
from tests.rig.world import make_world

DIRECTORY = settings.VAR / "test-db"
LOCK = 741_852_963  # any number: the advisory lock of the template database


def digest() -> str:
    """Return a short name of everything that shapes the template: versions, apps, every migration and the world."""
    whole = hashlib.sha256()
    whole.update(f"{django.VERSION} {wagtail.VERSION} {settings.INSTALLED_APPS} {settings.LANGUAGE_CODE}".encode())
    files = {inspect.getfile(type(one)) for one in MigrationLoader(None).disk_migrations.values()}
    files.add(inspect.getfile(make_world))
    for file in sorted(files):
        whole.update(file.encode())
        whole.update(Path(file).read_bytes())
    return whole.hexdigest()[:16]


@contextmanager
def fresh_database() -> Iterator[None]:
    """Point the default connection at a migrated database of this process alone; remove it in the end."""
    with _on_postgresql() if connection.vendor == "postgresql" else _on_sqlite():
        yield
    connections.close_all()


def _point_at(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


def _migrate(name: str) -> None:
    _point_at(name)
    call_command("migrate", verbosity=0, interactive=False)
    make_world()


@contextmanager
def _on_sqlite() -> Iterator[None]:
    template = DIRECTORY / f"template-{digest()}.sqlite3"
    with locked(DIRECTORY / "lock"):
        if not template.exists():
            for old in DIRECTORY.glob("*-*.sqlite3*"):
                if old.name.startswith(("template-", "building-")):
                    old.unlink()
            building = DIRECTORY / f"building-{os.getpid()}.sqlite3"
            _migrate(str(building))
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.close()
            building.rename(template)
        own = DIRECTORY / f"run-{os.getpid()}.sqlite3"
        shutil.copyfile(template, own)
    _point_at(str(own))
    try:
        yield
    finally:
        connection.close()
        for leftover in DIRECTORY.glob(f"{own.name}*"):
            leftover.unlink()


@contextmanager
def another_database(purpose: str) -> Iterator[str]:
    """Point the default connection at one more migrated database of this process, on PostgreSQL; tells its name."""
    before = connection.settings_dict["NAME"]
    with _copied(f"desk_{purpose}_{os.getpid()}") as name:
        yield name
    _point_at(before)


@contextmanager
def _on_postgresql() -> Iterator[None]:
    with _copied(f"desk_test_{os.getpid()}"):
        yield


@contextmanager
def _copied(own: str) -> Iterator[str]:
    template, building = f"desk_template_{digest()}", f"desk_building_{os.getpid()}"
    with server_connection() as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not _exists(server, template):
            drop(server, building)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(building)))
            _migrate(building)
            connection.close()
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(building), sql.Identifier(template))
            )
        drop(server, own)
        server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(own), sql.Identifier(template)))
        server.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        _point_at(own)
        try:
            yield own
        finally:
            connections.close_all()
            drop(server, own)


def server_connection() -> psycopg.Connection:
    """A connection to the server itself, for making and removing databases."""
    return another_connection("postgres")


def another_connection(name: str) -> psycopg.Connection:
    """A connection to a database of the server, beside Django's; each statement counts at once."""
    params = {name: value for name, value in connection.get_connection_params().items() if name in _PLACES}
    return psycopg.connect(**{**params, "dbname": name}, autocommit=True)


@contextmanager
def empty_database_for_others(purpose: str) -> Iterator[dict[str, str]]:
    """An empty database on the server of the tests, told by the variables that PostgreSQL's own clients read."""
    params = connection.get_connection_params()
    places = {f"PG{name.upper()}": str(params[name]) for name in _PLACES if params.get(name)}
    name = f"{purpose}_{os.getpid()}"
    with server_connection() as server:
        drop(server, name)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield {"PGDATABASE": name, **places}
        finally:
            drop(server, name)


_PLACES = {"host", "port", "user", "password", "sslmode"}


def _exists(server: psycopg.Connection, name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def drop(server: psycopg.Connection, name: str) -> None:
    """Remove a database with everybody who is connected to it."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
