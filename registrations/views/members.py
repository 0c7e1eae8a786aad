"""The page of somebody whom a body named: what is kept of them, and the button that declines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, override

from registrations.domain.errors import LinkDead, MemberGone
from registrations.domain.states import LIVE
from registrations.models import AttendeeEnding
from registrations.notices.context import details_of
from registrations.queries.wording import occasion_in, wording_in
from registrations.services import nominating
from registrations.tokens import Purpose, find_member

from .private import private

if TYPE_CHECKING:
    from django.http import HttpRequest

    from registrations.models import Attendee


def member(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody whom a body named what is kept of them (GET), and let them decline (POST).

    A member who was replaced, or whose nomination is over, gets the answer of an unknown link.
    """
    if request.method not in {"GET", "HEAD", "POST"}:
        return private(HttpResponseNotAllowed(["GET", "HEAD", "POST"]), get_language())
    try:
        person = find_member(token, Purpose.DECLINE)
        with override(get_language() or person.registration.language):
            return private(_member(request, person), get_language())
    except OperationalError:
        return private(render(request, "registrations/personal/busy.html", status=503), get_language())
    except (LinkDead, MemberGone):
        return private(render(request, "registrations/personal/gone.html", status=404), get_language())


def _member(request: HttpRequest, person: Attendee) -> HttpResponse:
    registration, language = person.registration, get_language() or "el"
    declined = person.ending == AttendeeEnding.DECLINED
    if not declined and (person.ended_at is not None or registration.state not in LIVE):
        raise MemberGone
    if request.method == "POST":
        nominating.decline(member=person, now=datetime.now(UTC))
        return HttpResponseRedirect(request.path)
    context = {
        "occasion": occasion_in(registration.desk, language),
        "role": person.get_role_display(),
        "body": registration.body,
        "source": registration.name,
        "details": details_of(person),
        "privacy": wording_in(registration.privacy_notice, language),
        "declined": declined,
        "action_url": request.path,
    }
    return render(request, "registrations/personal/member.html", context)
