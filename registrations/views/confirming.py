"""Confirming an address: a page with a button, since the scanners of mail servers open every link."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.shortcuts import render

from registrations.domain.errors import LinkDead
from registrations.domain.states import LIVE, State
from registrations.models.labels import own_label
from registrations.notices.reasons import verify_until
from registrations.queries.holds import hold_of
from registrations.queries.wording import occasion_in
from registrations.services import verifying
from registrations.tokens import Purpose

from .done import back_to
from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.models import Registration


@by_link(Purpose.VERIFY, "GET", "HEAD", "POST")
def verify(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show the button that confirms an address (GET), confirm it (POST), and go on to the personal page.

    Raises LinkDead for a link that was used or came too late.
    """
    now = datetime.now(UTC)
    waiting = registration.places.filter(state=State.UNVERIFIED).exists()
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
        "hold": hold_of(registration, occasion, now) if waiting else None,
    }
    return render(request, "registrations/personal/verify.html", context)
