"""Letters for the eyes of staff: as they would be written, or were, with the personal link masked."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from django.utils.translation import override

from registrations.domain.states import VERIFIED_LIVE, ActorKind, State
from registrations.models import Notice, Transition
from registrations.queries.standing import standings
from registrations.queries.wording import occasion_in

from .composing import context_of, letter_words
from .context import letter_context
from .kinds import HOLD_OUT_A_SEAT, TO_STAFF
from .links import site_of
from .owing import LETTER_OF_STATE, is_unconfirmed, says_nothing_new, taken_back

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from registrations.models import Desk, Registration
    from registrations.queries.standing import Standing

    from .wording import StaffWords

MASK = "••••••••"


class Preview(NamedTuple):
    """A letter to look at: its subject, its text, the language it is written in, and its HTML."""

    subject: str
    body: str
    language: str
    html: str = ""


def preview(
    registration: Registration,
    to: State,
    reason: str,
    *,
    tells_reason: bool,
    place_ids: Collection[int] = (),
    now: datetime | None = None,
) -> Preview | None:
    """The letter that would go out if staff moved these places to `to` now (a UTC instant); nothing is written.

    None where no letter would go: the move has none, the address was never confirmed, the event is cancelled, or the
    move only takes back what nobody has read yet.
    """
    kind = LETTER_OF_STATE.get(to)
    if kind is None or (to not in VERIFIED_LIVE and is_unconfirmed(registration)):
        return None  # staff vouch for the address of whom they keep
    if kind in HOLD_OUT_A_SEAT and registration.desk.is_cancelled:
        return None
    now = now or timezone.now()
    if says_nothing_new(registration, kind, taken_back(registration, now, leaving=place_ids)):
        return None
    person = copy.copy(registration)
    person.state, person.verified_at = to, registration.verified_at or now
    notice = _supposed_notice(person, kind)
    move = Transition(
        from_state=registration.state,
        to_state=to,
        actor=ActorKind.STAFF,
        reason=reason,
        tells_reason=tells_reason,
        at=now,
    )
    with override(notice.language):
        places = _supposed_places(person, to, place_ids, now)
        return written_with(notice, letter_context(notice, person, now, supposed=(places, move)))


def written(notice: Notice, now: datetime | None = None) -> Preview | None:
    """An owed or sent letter in the words it would have at the UTC instant `now`; None without a registration."""
    if notice.registration is None and notice.kind not in TO_STAFF:
        return None
    with override(notice.language):
        return written_with(notice, context_of(notice, now or timezone.now()))


def _supposed_notice(registration: Registration, kind: str) -> Notice:
    return Notice(
        desk=registration.desk,
        registration=registration,
        kind=kind,
        recipient=registration.email,
        language=registration.language,
    )


def _supposed_places(
    registration: Registration, to: State, place_ids: Collection[int], now: datetime
) -> list[Standing]:
    """The places as they would stand: those that move have moved, to the end of the line where they wait."""
    occasion = occasion_in(registration.desk, registration.language)
    places = list(registration.places.select_related("pool", "attendee").order_by("pk"))
    for place in places:
        if place.pk in place_ids:
            place.state, place.moved_at, place.position = to, now, place.pool.next_position
    found = standings(registration, occasion=occasion, now=now, places=places)
    if to is not State.WAITLISTED:
        return found
    return [replace(one, position=(one.position or 0) + 1) if one.place_id in place_ids else one for one in found]


def written_with(notice: Notice, context: dict[str, Any], own: StaffWords | None = None) -> Preview:
    """A letter in the words of this context, in the active language, with the personal link masked."""
    link = context.get("link")
    hidden = link and notice.kind not in TO_STAFF and link != context.get("page_link")
    shown = {**context, "link": masked_link(notice.desk)} if hidden else context
    words = letter_words(notice, shown, own)
    return Preview(subject=words.subject, body=words.body, language=notice.language, html=words.html)


def masked_link(desk: Desk) -> str:
    """An address that looks like a personal link and opens nothing."""
    return f"{site_of(desk).root_url}/{MASK}"
