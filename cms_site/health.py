"""Two addresses for machines: is the process alive, and is the site ready to be asked?

They are answered before anything else looks at the request: a probe knows neither the site's name nor HTTPS.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache as site_cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse

from registrations.public import oldest_due_letter

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

ALIVE, READY = "/health/", "/ready/"
LATE = timedelta(minutes=10)
"""A letter that is due for longer than this says that no worker runs, or that the mail server is away."""


class Health:
    """Answers /health/ while the process lives, and /ready/ with 200, or with 503 where visitors would see errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path_info == ALIVE:
            return HttpResponse("alive\n", content_type="text/plain")
        if request.path_info == READY:
            found = findings(datetime.now(UTC))
            status = 503 if found["status"] == "unready" else 200
            return JsonResponse(found, status=status, headers={"Cache-Control": "no-store"})
        return self.get_response(request)


def findings(now: datetime) -> dict[str, str | int]:
    """What the site stands on, each with `ok` or what is wrong, and `status`: ok, degraded or unready.

    The site works without its cache, and takes registrations while letters are late: that degrades it, no more.
    """
    found: dict[str, str | int] = {"cache": "away", "database": "ok"}
    try:
        found["cache"] = _cache()
        found["migrations"] = "ok" if _migrated() else "waiting"
        if found["migrations"] == "ok":
            waited = _waited(now)
            found["letters"] = "late" if waited > LATE else "ok"
            found["letters_seconds"] = int(waited.total_seconds())
    except DatabaseError as fault:
        logger.warning("The database cannot be used (%s).", type(fault).__name__)
        connection.close()
        found["database"] = "away"
    sound = found["database"] == found.get("migrations") == "ok"
    degraded = found["cache"] == "away" or found.get("letters") == "late"
    found["status"] = "unready" if not sound else "degraded" if degraded else "ok"
    return found


def _cache() -> str:
    site_cache.set("ready", "yes", 10)
    return "ok" if site_cache.get("ready") == "yes" else "away"


class _Migrations:
    """Whether the database has seen every migration: a process that saw it once need not look again."""

    done = False

    def __call__(self) -> bool:
        connection.ensure_connection()
        if not self.done:
            executor = MigrationExecutor(connection)
            self.done = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        return self.done


_migrated = _Migrations()


def _waited(now: datetime) -> timedelta:
    since = oldest_due_letter(now)
    return now - since if since is not None else timedelta(0)
