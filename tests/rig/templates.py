"""Makes the template databases of both passes side by side, before any test waits for one.

`python -m tests.rig.templates` starts a process for SQLite and one for PostgreSQL; each does nothing where its template
is there already.
"""

from __future__ import annotations

import os
import subprocess
import sys

import django

KINDS = ("sqlite", "postgresql")


def make_both() -> int:
    """Make what is missing of both; the number of those that could not be made."""
    here = [sys.executable, "-m", "tests.rig.templates", "here"]
    running = [
        subprocess.Popen(here, env={**os.environ, "TEST_DATABASE": kind})  # noqa: S603 — this very module
        for kind in KINDS
    ]
    return sum(process.wait() != 0 for process in running)


def make_here() -> None:
    """Make the template of the kind that TEST_DATABASE names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms_site.settings.test")
    django.setup()
    from tests.rig.database import fresh_database
    from tests.rig.postgres import point_at_a_server

    point_at_a_server()
    with fresh_database():
        pass


if __name__ == "__main__":
    if sys.argv[1:] == ["here"]:
        make_here()
    else:
        sys.exit(make_both())
