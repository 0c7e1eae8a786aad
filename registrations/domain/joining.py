"""When an online meeting can be joined, and what a link to one looks like."""

from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from .windows import Window, shifted, window_at

LONGEST_LINK = 1_000
"""Characters of a link; those of the known systems have about three hundred."""

WITHOUT_END = timedelta(hours=12)
"""How long after its beginning a meeting without a known end can be joined."""


class LinkFault(StrEnum):
    """What is wrong with a link."""

    NOT_HTTPS = "not_https"
    UNREADABLE = "unreadable"
    TOO_LONG = "too_long"


def fault_of(link: str) -> LinkFault | None:
    """What keeps people from joining with this link safely; None where nothing does.

    It is an https address with a host, without blanks or invisible characters, and without a name or password of
    somebody in front of the host, which would hide where it leads.
    """
    if len(link) > LONGEST_LINK:
        return LinkFault.TOO_LONG
    if not link.lower().startswith("https://"):
        return LinkFault.NOT_HTTPS
    if not link.isprintable() or any(sign in link for sign in ' \\"<>'):
        return LinkFault.UNREADABLE
    try:
        parts = urlsplit(link)
        readable = "." in (parts.hostname or "") and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return LinkFault.UNREADABLE
    return None if readable else LinkFault.UNREADABLE


def join_hours(
    *, begins_at: datetime | None, ends_at: datetime | None, minutes_before: int
) -> tuple[datetime, datetime] | None:
    """From when until when (UTC) a meeting can be joined; None where nobody knows when it begins."""
    if begins_at is None:
        return None
    return shifted(begins_at, -timedelta(minutes=minutes_before)), ends_at or shifted(begins_at, WITHOUT_END)


def join_window(now: datetime, hours: tuple[datetime, datetime] | None) -> Window:
    """Whether a meeting can be joined at `now`; without known hours never."""
    if hours is None:
        return Window.NOT_YET
    return window_at(now, opens_at=hours[0], closes_at=hours[1])
