"""The members of a body: the page on which one of them declines, and the contact person's swap of the two."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language, get_language_from_path, override

from registrations.domain.errors import MemberGone, Stale
from registrations.domain.members import Role, other
from registrations.domain.states import LIVE
from registrations.models import AttendeeEnding, AttendeeRole
from registrations.notices.context import details_of
from registrations.notices.links import personal_path
from registrations.queries.members import may_swap
from registrations.queries.wording import occasion_in, wording_in
from registrations.questions.single import SwapForm
from registrations.services import nominating
from registrations.services.actor import PERSON
from registrations.tokens import Purpose, find_member

from .done import Done, back_to
from .private import by_link, guarded, private

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from registrations.models import Attendee, Registration


def member(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show somebody whom a body named what is kept of them (GET), and let them decline (POST).

    A member who was replaced, or whose nomination is over, gets the answer of an unknown link.
    """
    if request.method not in {"GET", "HEAD", "POST"}:
        return private(HttpResponseNotAllowed(["GET", "HEAD", "POST"]), get_language())

    def speak() -> HttpResponse:
        person = find_member(token, Purpose.DECLINE)
        with override(_language_of(request, person)):
            return private(_member(request, person), get_language())

    return guarded(request, speak)


def _language_of(request: HttpRequest, person: Attendee) -> str:
    """The language of the address where it has one, else that in which the person is written to."""
    return get_language_from_path(request.path_info) or person.language or person.registration.language


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


@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def swap(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Ask the contact person whether they mean it (GET), swap the two members (POST), and go back."""
    back = back_to(registration)
    members = list(registration.attendees.members())
    if not may_swap(registration, members):
        return back
    form = SwapForm(request.POST or None, initial={"version": registration.version})
    if request.method == "POST" and form.is_valid():
        with suppress(MemberGone, Stale):  # changed in another window meanwhile: the personal page shows how it stands
            version = form.cleaned_data["version"]
            nominating.swap_members(
                registration=registration, by=PERSON, now=datetime.now(UTC), reason="", version=version
            )
            back = back_to(registration, Done.SWAPPED)
        return back
    context = {
        "occasion": occasion_in(registration.desk, registration.language),
        "body": registration.body,
        "members": [(other_role(person), person.name) for person in reversed(members)],
        "form": form,
        "action_url": request.path,
        "status_url": personal_path(registration),
    }
    return render(request, "registrations/personal/swap.html", context)


def other_role(person: Attendee) -> str:
    """The role that a member would have afterwards."""
    return str(AttendeeRole(other(Role(person.role))).label)
