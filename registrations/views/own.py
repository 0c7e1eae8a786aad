"""What a person takes along as a file: all that is kept of them, and the materials of an event they took part in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import FileResponse, HttpResponse

from registrations.domain.errors import LinkDead
from registrations.queries.afterwards import afterwards_of
from registrations.queries.own_data import own_data
from registrations.queries.wording import occasion_in
from registrations.tokens import Purpose

from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest

    from registrations.models import Registration


@by_link(Purpose.PERSONAL, "GET", "HEAD")
def data(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Give a person what is kept of them, as JSON."""
    title = occasion_in(registration.desk, registration.language).title
    kept = own_data(registration, title=title, now=datetime.now(UTC))
    response = HttpResponse(
        json.dumps(kept, ensure_ascii=False, indent=2) + "\n", content_type="application/json; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{registration.reference}.json"'
    return response


@by_link(Purpose.PERSONAL, "GET", "HEAD")
def material(request: HttpRequest, registration: Registration, token: str, document_id: str) -> FileResponse:
    """Give somebody who took part a document of the event, from wherever it is stored.

    Raises LinkDead for any other document, before the event is over, and where the file is gone.
    """
    told = afterwards_of(registration, now=datetime.now(UTC))
    found = [one for one in told.materials if str(one.pk) == document_id] if told is not None else []
    if not found:
        raise LinkDead
    document = found[0]
    try:
        file = document.file.open("rb")
    except FileNotFoundError as problem:
        raise LinkDead from problem
    response = FileResponse(file, as_attachment=True, filename=document.filename, content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
