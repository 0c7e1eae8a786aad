"""Which online meetings a registration leads into, and from when: everything but the link itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registrations.domain.joining import join_hours, join_window
from registrations.domain.states import State
from registrations.domain.windows import Window
from registrations.models import JoinLink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from registrations.models import Desk, Registration

    from .standing import Seat, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An online meeting as an accepted person sees it. Telephone and passcode are there while it can be joined.

    `opens_at` is None where nobody knows when the meeting begins; `link_changed`: since somebody joined. `seats`: those
    of all who come together, where they are several.
    """

    place_id: int
    title: str
    window: Window
    opens_at: datetime | None
    joined_at: datetime | None
    link_changed: bool
    dial_in: str = ""
    passcode: str = ""
    join_url: str = ""
    seats: tuple[Seat, ...] = ()


def link_for(links: Sequence[JoinLink], session_key: str) -> JoinLink | None:
    """The link of a session, or else that of the whole event."""
    found = {link.session_key: link for link in links}
    return found.get(session_key) or found.get("")


def hours_of(
    link: JoinLink, desk: Desk, *, begins_at: datetime | None, ends_at: datetime | None
) -> tuple[datetime, datetime] | None:
    """From when until when one can join by this link: the hours of a session, or else those of the event."""
    begins, ends = (begins_at, ends_at) if begins_at else (desk.begins_at, desk.ends_at)
    return join_hours(begins_at=begins, ends_at=ends, minutes_before=link.minutes)


def meetings_of(registration: Registration, *, standings: Sequence[Standing], now: datetime) -> list[Meeting]:
    """The meetings of the accepted places, in the order and the words of `standings`; none where there is no link.

    One statement, and none where `find_registration` has seen that no link is kept.
    """
    if not getattr(registration, "has_link", True):
        return []
    links = list(JoinLink.objects.filter(desk=registration.desk_id).defer("url"))
    found = []
    for standing in standings:
        link = link_for(links, standing.session_key)
        if standing.state is State.ACCEPTED and link is not None:
            found.append(_meeting(registration.desk, standing, link, now))
    return found


def _meeting(desk: Desk, place: Standing, link: JoinLink, now: datetime) -> Meeting:
    hours = hours_of(link, desk, begins_at=place.begins_at, ends_at=place.ends_at)
    window = join_window(now, hours)
    is_open = window is Window.OPEN
    return Meeting(
        place_id=place.place_id,
        title=place.title,
        window=window,
        opens_at=hours[0] if hours else None,
        joined_at=place.present_at,
        link_changed=place.present_at is not None and link.changed_at > place.present_at,
        dial_in=link.dial_in if is_open else "",
        passcode=link.passcode if is_open else "",
        seats=place.seats if len(place.seats) > 1 else (),
    )
