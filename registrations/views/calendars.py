"""Calendar files: of a person's seats, and of the deadline of a registration elsewhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe
from wagtail.models import Page

from registrations.domain.errors import LinkDead
from registrations.domain.occasion import effective_mode
from registrations.domain.rules import Mode
from registrations.notices.calendar import PRODUCT, calendar_of
from registrations.notices.sender import organizer_of
from registrations.outputs.ics import calendar_file, deadline_entry
from registrations.queries.occasions import occasion_of
from registrations.queries.standing import standings
from registrations.queries.wording import occasion_in
from registrations.tokens import Purpose

from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest

    from registrations.models import Registration


@by_link(Purpose.PERSONAL, "GET", "HEAD")
def calendar(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Give a person the calendar file of their seats. Raises LinkDead where they hold and held none."""
    now = datetime.now(UTC)
    occasion = occasion_in(registration.desk, registration.language)
    places = standings(registration, occasion=occasion, now=now)
    file = calendar_of(registration, occasion=occasion, places=places, now=now)
    if file is None:
        raise LinkDead
    return _calendar_response(file, "event.ics")


@require_safe
def deadline(request: HttpRequest, page_pk: int) -> HttpResponse:
    """Give anybody the deadline of a registration elsewhere as a calendar file, from its published public page."""
    page = Page.objects.live().filter(pk=page_pk).select_related("locale").first()
    # Wagtail's public() forgets that a copy is as private as its original; the page itself knows.
    facts = page.specific if page is not None and not page.get_view_restrictions().exists() else None
    if facts is None or not hasattr(facts, "registration_rules") or facts.get_site() is None:
        raise Http404
    rules, occasion = facts.registration_rules(), occasion_of(facts)
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
    name, address = organizer_of(facts.get_site())
    entry = replace(entry, organizer_name=name, organizer_email=address)
    return _calendar_response(calendar_file([entry], product_id=PRODUCT, language=language), "deadline.ics")


def _calendar_response(file: bytes, name: str) -> HttpResponse:
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
