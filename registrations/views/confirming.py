"""Confirming an address: a page with a button, since the scanners of mail servers open every link."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from registrations.domain.errors import LinkDead
from registrations.domain.states import LIVE, State
from registrations.models.labels import own_label
from registrations.notices.reasons import verify_until
from registrations.queries.wording import occasion_in
from registrations.services import verifying
from registrations.tokens import Purpose

from .done import back_to
from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.models import Place, Registration


@by_link(Purpose.VERIFY, "GET", "HEAD", "POST")
def verify(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show the button that confirms an address (GET), confirm it (POST), and go on to the personal page.

    Raises LinkDead for a link that was used or came too late.
    """
    now = datetime.now(UTC)
    waiting = list(registration.places.filter(state=State.UNVERIFIED).select_related("pool"))
    corrected = registration.awaits_confirmation and registration.state in LIVE
    if not (waiting or corrected) or now >= verify_until(registration):
        raise LinkDead
    if request.method == "POST":
        verifying.verify(registration=registration, now=now)
        return back_to(registration)
    occasion = occasion_in(registration.desk, registration.language)
    context = {
        "occasion": occasion,
        "own_label": own_label(occasion.action),
        "action_url": request.path,
        "corrected": not waiting,
        **(_hold(registration, waiting, now) if waiting else {}),
    }
    return render(request, "registrations/personal/verify.html", context)


def _hold(registration: Registration, places: list[Place], now: datetime) -> dict[str, Any]:
    """Until when seats are held, and for how many; that none is, where seats are limited and nobody has to decide."""
    ends = [place.hold_until for place in places if place.holds_seat and place.hold_until is not None]
    held_until = min(ends) if ends and len(ends) == len(places) and now < min(ends) else None
    limited = any(place.pool.capacity is not None for place in places) and not registration.desk.needs_review
    return {"held_until": held_until, "none_held": limited and held_until is None, "number": _number(places)}


def _number(places: list[Place]) -> int:
    """How many people the registration brings."""
    return len({place.attendee_id for place in places})
