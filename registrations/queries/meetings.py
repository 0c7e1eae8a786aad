"""Which online meetings a registration leads into, and from when: everything but the link itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from registrations.domain.joining import join_hours, join_window
from registrations.domain.windows import Window
from registrations.models import JoinLink

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from registrations.models import Place, Registration

    from .standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """An online meeting as an accepted person sees it. Telephone and passcode are there while it can be joined.

    `opens_at` is None where nobody knows when the meeting begins; `link_changed`: since this person joined.
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


def link_for(links: Sequence[JoinLink], session_key: str) -> JoinLink | None:
    """The link of a session, or else that of the whole event."""
    found = {link.session_key: link for link in links}
    return found.get(session_key) or found.get("")


def hours_of(link: JoinLink, place: Place) -> tuple[datetime, datetime] | None:
    """From when until when this place can join by this link. Needs the pool and its desk."""
    pool, desk = place.pool, place.pool.desk
    begins_at, ends_at = (pool.begins_at, pool.ends_at) if pool.begins_at else (desk.begins_at, desk.ends_at)
    return join_hours(begins_at=begins_at, ends_at=ends_at, minutes_before=link.minutes)


def meetings_of(registration: Registration, *, standings: Sequence[Standing], now: datetime) -> list[Meeting]:
    """The meetings of the accepted places, in the order and the words of `standings`; none where there is no link."""
    links = list(JoinLink.objects.filter(desk=registration.desk_id).defer("url"))
    if not links:
        return []
    accepted = {place.pk: place for place in registration.places.accepted().select_related("pool__desk")}
    found = []
    for standing in standings:
        place = accepted.get(standing.place_id)
        link = link_for(links, standing.session_key)
        if place is not None and link is not None:
            found.append(_meeting(place, link, standing.title, now))
    return found


def _meeting(place: Place, link: JoinLink, title: str, now: datetime) -> Meeting:
    hours = hours_of(link, place)
    window = join_window(now, hours)
    is_open = window is Window.OPEN
    return Meeting(
        place_id=place.pk,
        title=title,
        window=window,
        opens_at=hours[0] if hours else None,
        joined_at=place.present_at,
        link_changed=place.present_at is not None and link.changed_at > place.present_at,
        dial_in=link.dial_in if is_open else "",
        passcode=link.passcode if is_open else "",
    )
