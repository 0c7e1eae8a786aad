"""When an online meeting can be joined, and which links are taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from registrations.domain.joining import LONGEST_LINK, WITHOUT_END, LinkFault, fault_of, join_hours, join_window
from registrations.domain.windows import Window

BEGIN = datetime(2020, 12, 17, 15, 0, tzinfo=UTC)
END = BEGIN + timedelta(hours=2)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "link",
    [
        "https://meet.example.org/room",
        "HTTPS://meet.example.org/",
        "https://meet.example.org:8443/j/123?pwd=a%20b#x",
        "https://epresence.gov.gr",
        "https://[2001:db8::1.2.3.4]/room",
    ],
)
def test_a_whole_https_link_is_taken(link: str) -> None:
    assert fault_of(link) is None


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ("http://meet.example.org/", LinkFault.NOT_HTTPS),
        ("meet.example.org/room", LinkFault.NOT_HTTPS),
        ("javascript:alert(1)", LinkFault.NOT_HTTPS),
        (" https://meet.example.org/", LinkFault.NOT_HTTPS),
        ("", LinkFault.NOT_HTTPS),
        ("https://meet.example.org/a room", LinkFault.UNREADABLE),
        ("https://meet.example.org/\r\nSet-Cookie: a", LinkFault.UNREADABLE),
        ("https://meet.exam\u200bple.org/", LinkFault.UNREADABLE),
        ("https://meet.example.org/\u202egro", LinkFault.UNREADABLE),
        ("https:\\\\meet.example.org/", LinkFault.NOT_HTTPS),
        ("https://meet.example.org\\@evil.example.org/", LinkFault.UNREADABLE),
        ("https://somebody:secret@meet.example.org/", LinkFault.UNREADABLE),
        ("https:///room", LinkFault.UNREADABLE),
        ("https://localhost/room", LinkFault.UNREADABLE),
        ("https://[broken/room", LinkFault.UNREADABLE),
        ("https://meet.example.org:port/", LinkFault.UNREADABLE),
        ('https://meet.example.org/"', LinkFault.UNREADABLE),
        ("https://meet.example.org/" + "a" * LONGEST_LINK, LinkFault.TOO_LONG),
    ],
)
def test_what_is_no_safe_link_is_told_apart(link: str, fault: LinkFault) -> None:
    assert fault_of(link) is fault


@pytest.mark.parametrize(
    ("now", "window"),
    [
        (BEGIN - 31 * MINUTE, Window.NOT_YET),
        (BEGIN - 30 * MINUTE, Window.OPEN),
        (END - MINUTE, Window.OPEN),
        (END, Window.CLOSED),
    ],
)
def test_it_opens_before_the_beginning_and_closes_with_the_end(now: datetime, window: Window) -> None:
    hours = join_hours(begins_at=BEGIN, ends_at=END, minutes_before=30)
    assert join_window(now, hours) is window


def test_without_an_end_it_stays_open_for_half_a_day() -> None:
    assert join_hours(begins_at=BEGIN, ends_at=None, minutes_before=0) == (BEGIN, BEGIN + WITHOUT_END)


def test_without_a_beginning_it_never_opens() -> None:
    hours = join_hours(begins_at=None, ends_at=END, minutes_before=30)
    assert hours is None
    assert join_window(BEGIN, hours) is Window.NOT_YET
