"""Keeps a small site as its database is today, for tests of later upgrades.

`python -m tests.upgrade.keep NAME sqlite` and `… NAME postgresql`, once when a version goes out; the files are never
written again, for they stand for what people have.
"""

from __future__ import annotations

import gzip
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def fill() -> None:
    """A workshop with people in every state, bodies that name members, letters sent and owed, practices."""
    from django.core.management import call_command

    from registrations.domain.states import State
    from registrations.services.actor import staff
    from registrations.services.cancelling import cancel
    from registrations.services.reviewing import Decision, decide
    from tests.factories.meetings import give_link
    from tests.factories.nominations import accept, name_members
    from tests.factories.pages import desk_of, publish_news, publish_workshop, question, republish, translate
    from tests.factories.practices import practice
    from tests.factories.registrations import confirm, seated, sign_up
    from tests.factories.staff import clerk, make_staff
    from tests.rig.world import make_world

    world, now = make_world(), datetime.now(UTC)
    far = now + timedelta(days=20_000)  # still to come when the test is run
    page = publish_workshop(
        world, begins_at=far, registration_capacity=2, registration_review=True,
        questions=[question("short_text", "Φορέας"), question("choice", "Γεύμα", options=["Ναι", "Όχι"])],
    )  # fmt: skip
    translate(page, world.en, title="Workshop")
    desk = desk_of(page)
    give_link(desk)
    people = [seated(desk, email=f"person{number}@example.org", name=f"Πρόσωπο {number}") for number in range(4)]
    by = staff(make_staff(world.home, ["review", "export", "check_in"]))
    for person, to in zip(people, (State.ACCEPTED, State.WAITLISTED, State.REJECTED), strict=False):
        decide(registration=person, decision=Decision(to=to, reason="Because."), by=by, now=now)
    cancel(registration=people[3], by=clerk(), now=now)
    sign_up(desk, email="unverified@example.org")
    confirm(sign_up(desk, email="verified@example.org"))
    call = publish_news(
        world, registration_mode="here", registration_review=True, registration_person_key="organisation"
    )
    accept(name_members(desk_of(call)))
    call_command("send_notices", verbosity=0)
    sign_up(desk, email="not-written-to@example.org")
    republish(page, begins_at=far + timedelta(days=1), ends_at=far + timedelta(days=1, hours=3))
    practice("Μία στάση", world.el, topics=("Απλούστευση",))
    practice("Πρόχειρη", world.el, live=False)


def main(name: str, kind: str) -> None:
    """Fill a fresh database of a kind and write it down as SQL."""
    os.environ.update(DJANGO_SETTINGS_MODULE="cms_site.settings.test", TEST_DATABASE=kind)
    import django

    django.setup()
    from django.db import connection

    from tests.rig.database import fresh_database
    from tests.rig.postgres import point_at_a_server

    point_at_a_server()
    with fresh_database():
        fill()
        words = _on_sqlite(connection) if kind == "sqlite" else _on_postgresql(connection)
    (HERE / f"{name}.{kind}.sql.gz").write_bytes(gzip.compress(words.encode(), mtime=0))


def _on_sqlite(connection: Any) -> str:
    path = connection.settings_dict["NAME"]
    connection.close()
    with closing(sqlite3.connect(path)) as kept:
        return "\n".join(kept.iterdump())


def _on_postgresql(connection: Any) -> str:
    """What pg_dump writes, without the lines that only psql, or only a server of the same age, understands."""
    from tests.rig.postgres import programs

    connection.close()
    params = connection.get_connection_params()
    surroundings = {f"PG{name.upper()}": str(params[name]) for name in ("host", "port", "user") if params.get(name)}
    told = subprocess.run(  # noqa: S603 — our own words
        [programs() / "pg_dump", "--no-owner", "--no-privileges", "--rows-per-insert=200", params["dbname"]],
        env={**os.environ, **surroundings, "PGPASSWORD": str(params.get("password") or "")},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return "\n".join(line for line in told.splitlines() if not line.startswith(("\\", "SET transaction_timeout")))


if __name__ == "__main__":
    main(*sys.argv[1:])
