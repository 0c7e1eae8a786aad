"""Online meetings: keeping the link at the desk, and letting accepted people in, the only way by which it leaves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.views.decorators.debug import sensitive_variables
from wagtail.log_actions import log

from registrations.domain.errors import NotExpected, NothingToJoin
from registrations.domain.joining import join_window
from registrations.domain.states import State
from registrations.domain.windows import Window
from registrations.models import JoinLink, Place
from registrations.queries.meetings import hours_of, link_for

from . import desks
from .actor import PERSON
from .attending import mark_present
from .parties import party_of
from .rechecking import recheck

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from registrations.models import Desk

    from .actor import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class WayIn:
    """A checked link with what belongs to it; nothing of it shows where the object is written out.

    `minutes_before`: None for the setting.
    """

    url: str = field(repr=False)
    dial_in: str = field(default="", repr=False)
    passcode: str = field(default="", repr=False)
    minutes_before: int | None = None


@sensitive_variables("way", "link")
@transaction.atomic
def keep_link(*, desk: Desk, session_key: str, way: WayIn | None, by: Actor, now: datetime) -> bool:
    """Keep the way into the meeting of an event or session, or forget it (None); returns whether that changed anything.

    The log of the desk says which parts changed, never to what.
    """
    desks.locked(desk.pk)
    link = JoinLink.objects.filter(desk=desk, session_key=session_key).first()
    if way is None:
        changed = ["removed"] if link is not None else []
    elif link is None:
        changed = ["url"]
    else:
        parts = ("url", "dial_in", "passcode", "minutes_before")
        changed = [part for part in parts if getattr(link, part) != getattr(way, part)]
    if not changed:
        return False
    if way is None:
        JoinLink.objects.filter(desk=desk, session_key=session_key).delete()
    else:
        _write(desk, session_key, way, link, by=by, now=now)
    log(desk, "registrations.link_kept", user=by.user, data={"session": session_key, "changed": changed})
    return True


@sensitive_variables("way", "link", "entry")
def _write(desk: Desk, session_key: str, way: WayIn, link: JoinLink | None, *, by: Actor, now: datetime) -> None:
    entry = link or JoinLink(desk=desk, session_key=session_key)
    if (entry.url, entry.dial_in, entry.passcode) != (way.url, way.dial_in, way.passcode):
        entry.changed_at, entry.changed_by = now, by.user
    entry.url, entry.dial_in, entry.passcode = way.url, way.dial_in, way.passcode
    entry.minutes_before = way.minutes_before
    entry.save()


@sensitive_variables("links", "link")
@transaction.atomic
def join(*, place: Place, now: datetime, present: Collection[int] = ()) -> str:
    """Note that the person of a place is there, once, and return the address of the meeting as it is now.

    Of several who come together one presses the button, and says who is there: those whose places are `present` are
    noted, and nobody else.

    Raises NothingToJoin where there is no link or this is not its time, NotExpected for a place not accepted, and
    LinkDead.
    """
    fresh = Place.objects.select_related("pool__desk", "registration").get(pk=place.pk)
    recheck(place.registration, fresh=fresh.registration)
    links = list(JoinLink.objects.filter(desk=fresh.pool.desk_id))
    link = link_for(links, fresh.pool.session_key)
    if link is None:
        raise NothingToJoin
    pool = fresh.pool
    hours = hours_of(link, pool.desk, begins_at=pool.begins_at, ends_at=pool.ends_at)
    if join_window(now, hours) is not Window.OPEN:
        raise NothingToJoin
    party = party_of(fresh)
    if fresh.state != State.ACCEPTED:
        raise NotExpected
    for one in [one for one in party if one.pk in present] if len(party) > 1 else party:
        mark_present(place=one, by=PERSON, now=now)
    return link.url
