"""What a person takes along: all that is kept of them, as a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse

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
