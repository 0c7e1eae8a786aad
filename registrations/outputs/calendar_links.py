"""Links that open an event in the calendars of the web, filled in: the event alone, and nothing of the person."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from registrations.text import tidy_line

if TYPE_CHECKING:
    from datetime import datetime

_GOOGLE = "https://calendar.google.com/calendar/render"
_OUTLOOK = "https://outlook.live.com/calendar/0/deeplink/compose"
_OFFICE = "https://outlook.office.com/calendar/0/deeplink/compose"


def calendar_links(
    *, title: str, begins_at: datetime, ends_at: datetime | None, zone: str, where: str = ""
) -> list[tuple[str, str]]:
    """The name and address of each calendar; instants are aware. An open end has no length there."""
    begin, end = begins_at.astimezone(UTC), (ends_at or begins_at).astimezone(UTC)
    google = {
        "action": "TEMPLATE",
        "text": tidy_line(title),
        "dates": f"{begin:%Y%m%dT%H%M%SZ}/{end:%Y%m%dT%H%M%SZ}",
        "ctz": zone,
        "location": tidy_line(where),
    }
    outlook = {
        "path": "/calendar/action/compose",
        "rru": "addevent",
        "subject": tidy_line(title),
        "startdt": f"{begin:%Y-%m-%dT%H:%M:%SZ}",
        "enddt": f"{end:%Y-%m-%dT%H:%M:%SZ}",
        "location": tidy_line(where),
    }
    return [
        ("Google", f"{_GOOGLE}?{urlencode(google)}"),
        ("Outlook.com", f"{_OUTLOOK}?{urlencode(outlook)}"),
        ("Office 365", f"{_OFFICE}?{urlencode(outlook)}"),
    ]
