"""What leaves the site by itself: news for feed readers, events for calendars. Only what everybody may see.

A feed holds the title, the summary, the hours and the place of a page, and nothing of its registration: a private
join link can stand in none of these.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.http import HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from wagtail.models import Site

from registrations.public import CalendarEntry, calendar_file, organizer_of, without_controls

from .queries import as_told, newest

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

    from .filters import Filters

ITEMS = 30
EVENTS = 300
KEPT_DAYS = 90
"""How long, in days, an event that is over stays in the calendar."""

ATOM, RSS, CALENDAR = "feed", "rss", "ics"
"""The last word of the addresses. Wagtail's own addresses have no dot in them, so `events.ics` is the file's name."""

KINDS: dict[str, type[Rss201rev2Feed | Atom1Feed]] = {ATOM: Atom1Feed, RSS: Rss201rev2Feed}


def news_feed(index: Page, left: Filters, request: HttpRequest, kind: str) -> HttpResponse:
    """The latest news of one list, as far as its filters leave them, as Atom or RSS.

    XML has no place for control characters: one that slipped in with a pasted word would take the whole feed down.
    """
    own = index.get_full_url(request) or ""
    query = f"?{left.query}" if left.query else ""
    feed = KINDS[kind](
        title=without_controls(" · ".join([index.title, *(chip.label for chip in left.chips)])),
        link=f"{own}{query}",
        description=without_controls(getattr(index, "summary", "") or index.title),
        language=index.locale.language_code,
        feed_url=f"{own}{kind}/{query}",
        feed_guid=_name(index, left.query),
    )
    for page in newest(left.pages)[:ITEMS]:
        day = timezone.make_aware(datetime.combine(page.date, time())) if page.date else page.first_published_at
        feed.add_item(
            title=without_controls(page.title),
            link=page.get_full_url(request) or "",
            description=without_controls(page.summary),
            unique_id=_name(page),
            unique_id_is_permalink=False,
            pubdate=day,
            updateddate=page.last_published_at or day,
            author_name=without_controls(str(page.unit or "")) or None,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def events_calendar(index: Page, left: Filters, request: HttpRequest) -> HttpResponse:
    """The events that come or were held lately, of a list and those beside it, as far as its filters leave them."""
    since = timezone.now() - timedelta(days=KEPT_DAYS)
    lately = Q(held_until__gte=since) | Q(held_until__isnull=True, held_from__gte=since)
    language = index.locale.language_code
    events: list[Any] = []
    for pages in (left.pages, *left.others):
        shown = pages.filter(lately, held_from__isnull=False).select_related("venue", "room")
        events.extend(page for page in as_told(shown.order_by("held_from", "pk")[:EVENTS]) if page.card_begins_at)
    events.sort(key=lambda page: (page.begins_at, page.pk))
    site = Site.find_for_request(request)
    organizer = organizer_of(site) if site is not None else ("", "")  # RFC 5546 §3.2.1 asks for one
    entries = [_entry(page, request, language, organizer) for page in events[:EVENTS]]
    body = calendar_file(entries, product_id=f"-//{_host(request)}//events//{language.upper()}", language=language)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="events.ics"'
    return response


def _entry(page: Any, request: HttpRequest, language: str, organizer: tuple[str, str]) -> CalendarEntry:
    stamp = page.last_published_at or page.latest_revision_created_at or page.begins_at
    return CalendarEntry(
        uid=f"{page.translation_key}-{language}@{_host(request)}",
        sequence=page.desk_sequence or 0,
        title=page.title,
        begins_at=page.begins_at,
        ends_at=page.ends_at,
        zone=page.zone,
        stamp=stamp,
        venue=page.place_in(language),
        description=page.summary,
        url=page.get_full_url(request) or "",
        organizer_name=organizer[0],
        organizer_email=organizer[1],
        status="CANCELLED" if page.card_status == "cancelled" else "CONFIRMED",
    )


def _name(page: Page, query: str = "") -> str:
    """A name that stays with the page in this language, and with a question about it, when its address changes."""
    return uuid.uuid5(page.translation_key, f"{page.locale.language_code}{query}").urn


def _host(request: HttpRequest) -> str:
    site = Site.find_for_request(request)
    return site.hostname if site else request.get_host()
