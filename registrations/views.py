"""The visitor's door behind the links of letters: personal page, confirming, joining, cancelling, calendar files.

GET and HEAD change nothing here: the scanners of mail servers open every link. A link that is unknown, used, expired or
somebody else's gets the same answer.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.models import Page

from registrations.domain.errors import LinkDead, MemberGone, NotExpected, NothingToJoin
from registrations.domain.occasion import effective_mode
from registrations.domain.rules import Mode
from registrations.domain.states import ALWAYS_SEATED, LIVE, State
from registrations.models import AttendeeEnding, Registration
from registrations.models.labels import own_label
from registrations.notices.calendar import PRODUCT, calendar_of
from registrations.notices.context import details_of
from registrations.notices.links import personal_path
from registrations.notices.reasons import verify_until
from registrations.outputs.ics import calendar_file, deadline_entry
from registrations.queries.answers import answers_of
from registrations.queries.meetings import Meeting, meetings_of
from registrations.queries.own_words import own_words
from registrations.queries.standing import Standing, standings
from registrations.queries.telling import next_text, status_text
from registrations.queries.wording import occasion_in, wording_in
from registrations.services import cancelling, meetings, nominating, verifying
from registrations.services.actor import PERSON
from registrations.tokens import Purpose, find_member, find_registration

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from registrations.models import Attendee


logger = logging.getLogger(__name__)

_OWN_TOKEN_AMISS = ("CSRF cookie", "CSRF token")
"""How Django's reasons begin for a form that may well be ours; the others tell of another origin."""

_ON_LETTERS_PAGES = {
    "Cache-Control": "private, no-store",
    # Not `no-referrer`: with that, browsers send the forms of these pages with `Origin: null`, which Django refuses.
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def _by_link(purpose: Purpose, *methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view that gets the registration of its link instead of the token, speaks the person's language, and is private.

    Refused requests are kept out of Django's log, whose line would hold the path, and with it the link.
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                return _private(HttpResponseNotAllowed(methods), get_language())
            try:
                registration = find_registration(token, purpose)
                with override(registration.language):
                    return _private(view(request, registration, token, **kwargs), registration.language)
            except OperationalError:
                return _private(render(request, "registrations/personal/busy.html", status=503), get_language())
            except LinkDead:
                return _private(render(request, "registrations/personal/gone.html", status=404), get_language())

        return answer

    return decorate


def _private(response: HttpResponse, language: str | None) -> HttpResponse:
    for name, value in _ON_LETTERS_PAGES.items():
        response.headers.setdefault(name, value)
    if language:
        response["Content-Language"] = language
    return _unlogged(response)


def _unlogged(response: HttpResponse) -> HttpResponse:
    """Mark a response as logged already: `django.utils.log.log_response` would write the path, links included."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # what that function itself looks at
    return response


@_by_link(Purpose.PERSONAL, "GET", "HEAD")
def personal(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show a person where their registration stands."""
    now = datetime.now(UTC)
    occasion = occasion_in(registration.desk, registration.language)
    places = [_with_link(place, token) for place in standings(registration, occasion=occasion, now=now)]
    has_calendar = calendar_of(registration, occasion=occasion, places=places, now=now) is not None
    context = {
        "registration": registration,
        "own_label": own_label(occasion.action),
        "occasion": occasion,
        "places": places,
        "own_words": own_words(occasion.action),
        "status_text": status_text(registration, places, occasion.action),
        "next_text": next_text(registration, places),
        "meetings": [_with_button(meeting, token) for meeting in meetings_of(registration, standings=places, now=now)],
        "answers": [(answer.label, answer.text) for answer in answers_of(registration, registration.language)],
        "members_of": _members_of(registration),
        "cancel_url": reverse("registrations:cancel", args=[token]) if any(p.may_cancel for p in places) else "",
        "calendar_url": reverse("registrations:calendar", args=[token]) if has_calendar else "",
    }
    return render(request, "registrations/personal/status.html", context)


@_by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def cancel(request: HttpRequest, registration: Registration, token: str, place_id: int | None = None) -> HttpResponse:
    """Ask whether a person means it (GET), cancel one place or all (POST), and go back to the personal page."""
    now = datetime.now(UTC)
    occasion = occasion_in(registration.desk, registration.language)
    open_places = [place for place in standings(registration, occasion=occasion, now=now) if place.may_cancel]
    meant = [place for place in open_places if place_id in {None, place.place_id}]
    status_url = personal_path(registration)
    if not meant:
        return HttpResponseRedirect(status_url)
    if request.method == "POST":
        meant_ids = [place.place_id for place in meant]
        cancelling.cancel(registration=registration, by=PERSON, now=now, place_ids=meant_ids)
        return HttpResponseRedirect(status_url)
    context = {
        "occasion": occasion,
        "own_label": own_label(occasion.action),
        "own_words": own_words(occasion.action),
        "seated": any(place.state in ALWAYS_SEATED for place in meant),
        "places": meant,
        "nomination": registration.is_nomination,
        "one_of_several": len(meant) < len(open_places),
        "action_url": request.path,
        "status_url": status_url,
    }
    return render(request, "registrations/personal/cancel.html", context)


@sensitive_variables("address", "answer")
@_by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def join(request: HttpRequest, registration: Registration, token: str, place_id: int) -> HttpResponse:
    """Note that a person is there and lead them into the online meeting (POST); else back to the personal page.

    The meeting never learns the personal link: a browser sends it no referrer.
    """
    back = HttpResponseRedirect(personal_path(registration))
    place = registration.places.filter(pk=place_id).first()
    if request.method != "POST" or place is None:
        return back
    try:
        address = meetings.join(place=place, now=datetime.now(UTC))
    except (NothingToJoin, NotExpected):
        return back
    answer = HttpResponseRedirect(address)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@_by_link(Purpose.PERSONAL, "GET", "HEAD")
def calendar(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Give a person the calendar file of their seats. Raises LinkDead where they hold and held none."""
    now = datetime.now(UTC)
    occasion = occasion_in(registration.desk, registration.language)
    places = standings(registration, occasion=occasion, now=now)
    file = calendar_of(registration, occasion=occasion, places=places, now=now)
    if file is None:
        raise LinkDead
    return _calendar_response(file, "event.ics")


@_by_link(Purpose.VERIFY, "GET", "HEAD", "POST")
def verify(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show the button that confirms an address (GET), confirm it (POST), and go on to the personal page.

    Raises LinkDead for a link that was used or came too late.
    """
    now = datetime.now(UTC)
    unverified = registration.places.filter(state=State.UNVERIFIED).exists()
    if not unverified or now >= verify_until(registration):
        raise LinkDead
    if request.method == "POST":
        verifying.verify(registration=registration, now=now)
        return HttpResponseRedirect(personal_path(registration))
    occasion = occasion_in(registration.desk, registration.language)
    context = {
        "occasion": occasion,
        "own_label": own_label(occasion.action),
        "action_url": request.path,
    }
    return render(request, "registrations/personal/verify.html", context)


def member(request: HttpRequest, token: str) -> HttpResponse:
    """Show somebody whom a body named what is kept of them (GET), and let them decline (POST).

    A member who was replaced, or whose nomination is over, gets the answer of an unknown link.
    """
    if request.method not in {"GET", "HEAD", "POST"}:
        return _private(HttpResponseNotAllowed(["GET", "HEAD", "POST"]), get_language())
    try:
        person = find_member(token, Purpose.DECLINE)
        with override(get_language() or person.registration.language):
            return _private(_member(request, person), get_language())
    except OperationalError:
        return _private(render(request, "registrations/personal/busy.html", status=503), get_language())
    except (LinkDead, MemberGone):
        return _private(render(request, "registrations/personal/gone.html", status=404), get_language())


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


def _members_of(registration: Registration) -> list[tuple[str, str]]:
    """The body and its members as its contact person may see them; empty where people register for themselves."""
    if not registration.is_nomination:
        return []
    named = [
        (person.get_role_display(), f"{person.name}\n{person.email}") for person in registration.attendees.members()
    ]
    return [(_("Body"), registration.body), *named]


@require_safe
def deadline(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Give anybody the deadline of a registration elsewhere as a calendar file, from its published public page."""
    page = Page.objects.live().public().filter(pk=page_pk).select_related("locale").first()
    facts = page.specific if page is not None else None
    if facts is None or not hasattr(facts, "registration_rules") or facts.get_site() is None:
        raise Http404
    rules, occasion = facts.registration_rules(), facts.occasion()
    if effective_mode(rules.mode, occasion) is not Mode.ELSEWHERE or rules.closes_at is None:
        raise Http404
    language = facts.locale.language_code
    with override(language):
        title = _("Deadline: %(title)s") % {"title": occasion.title}
    entry = deadline_entry(
        uid=f"deadline-{facts.translation_key}@{facts.get_site().hostname}",
        sequence=0,
        title=title,
        deadline=rules.closes_at,
        zone=occasion.zone,
        stamp=facts.last_published_at or facts.latest_revision_created_at or datetime.now(UTC),
        url=facts.full_url,
    )
    return _calendar_response(calendar_file([entry], product_id=PRODUCT, language=language), "deadline.ics")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form of ours again as it was typed, with a fresh token; for the host's CSRF_FAILURE_VIEW.

    Another form, or one that came from elsewhere, is answered in plain words: nobody fills in our forms for others.
    """
    logger.warning("A form was refused: %s", reason)
    if request.method == "POST" and reason.startswith(_OWN_TOKEN_AMISS):
        handed_back = _handed_back(request)
        if handed_back is not None:
            return _unlogged(handed_back)
    return _private(render(request, "registrations/csrf_failure.html", status=403), get_language())


def _handed_back(request: HttpRequest) -> HttpResponse | None:
    """The page that a form was sent to, with the form as it was typed; None where this reader may not see one there."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    path = next(iter([*match.args, *match.kwargs.values()]), "")
    shown: list[HttpResponse | None] = []

    def show(page: Any, request: HttpRequest, _args: Any, _kwargs: Any) -> HttpResponse:
        shown.append(page.serve_untrusted(request))
        return HttpResponse()

    for hook in reversed(hooks.get_hooks("on_serve_page")):  # who may see the page is asked here, as Wagtail does
        show = hook(show)
    try:
        page, args, kwargs = Page.route_for_request(request, path) or (None, [], {})
        if page is not None and not args and hasattr(page, "serve_untrusted"):
            show(page, request, args, kwargs)
    except (Http404, OperationalError):
        return None
    return next(iter(shown), None)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in plain words that what was sent could not be read, or was too large (413); for the host's handler400."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return _private(render(request, "registrations/too_large.html", status=413), get_language())
    return _private(render(request, "registrations/bad_request.html", status=400), get_language())


def _with_link(place: Standing, token: str) -> Standing:
    return replace(place, cancel_url=reverse("registrations:cancel_place", args=[token, place.place_id]))


def _with_button(meeting: Meeting, token: str) -> Meeting:
    return replace(meeting, join_url=reverse("registrations:join", args=[token, meeting.place_id]))


def _calendar_response(file: bytes, name: str) -> HttpResponse:
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
