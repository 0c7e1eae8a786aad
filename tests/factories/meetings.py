"""Online meetings for tests: desks that are about to begin, with a link."""

from __future__ import annotations

from typing import Any

from registrations.models import Desk, JoinLink
from registrations.services.meetings import WayIn, keep_link
from tests.factories.registrations import make_desk, soon
from tests.factories.staff import clerk

ADDRESS = "https://meet.example.org/room-7f3a"


def make_meeting(*, minutes: float = 10, url: str = ADDRESS, way: dict[str, Any] | None = None, **facts: Any) -> Desk:
    """A desk whose event begins in some minutes, with a link for the whole event."""
    desk = make_desk(begins_at=soon(hours=minutes / 60), venue="", address="", **facts)
    give_link(desk, url=url, **(way or {}))
    return desk


def give_link(desk: Desk, *, url: str = ADDRESS, session_key: str = "", **way: Any) -> JoinLink:
    """Keep a link for the event or one of its sessions."""
    keep_link(desk=desk, session_key=session_key, way=WayIn(url=url, **way), by=clerk(), now=soon())
    return JoinLink.objects.get(desk=desk, session_key=session_key)
