"""What pages tell machines in the words of schema.org: plain dictionaries, one for each thing.

Nothing here says more than the page shows to everybody: a link to join an online event is never part of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from innovation_pages import facts
from innovation_pages.life import RESCHEDULED
from innovation_pages.navigation import way
from innovation_pages.queries import settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest
    from wagtail.models import Page

    from innovation_pages.models import EventFields, InnovationPagesSettings
    from innovation_pages.navigation import Link

Node = dict[str, Any]

CONTEXT = "https://schema.org"
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}

ATTENDANCE = {
    "in_person": "OfflineEventAttendanceMode",
    "online": "OnlineEventAttendanceMode",
    "hybrid": "MixedEventAttendanceMode",
}
STATUS = {"postponed": "EventPostponed", "cancelled": "EventCancelled", RESCHEDULED: "EventRescheduled"}


def script_safe(nodes: list[Node]) -> SafeString:
    """The nodes as JSON that no words of an editor can end early, ready to stand in a script element."""
    text = json.dumps({"@context": CONTEXT, "@graph": nodes}, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 — the five characters that could leave the element are escaped


def compact(node: Node) -> Node:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value not in (None, "", [], {})}


def publisher(words: InnovationPagesSettings, root: str, name: str) -> Node:
    """The department behind the site, with whom to ask."""
    contact = words.contact
    point = {"@type": "ContactPoint", "telephone": contact.tel, "email": contact.email} if contact else {}
    return compact(
        {
            "@type": "Organization",
            "@id": f"{root}/#publisher",
            "name": str(words.unit or name),
            "url": f"{root}/",
            "contactPoint": compact(point) if contact and (contact.phone or contact.email) else None,
        }
    )


def web_site(home: Link, *, root: str, name: str, language: str, search: Link | None) -> Node:
    """The site in one language, and how to search it."""
    action = search and {
        "@type": "SearchAction",
        "target": {
            "@type": "EntryPoint",
            "urlTemplate": f"{absolute(search.url, root)}?q={{search_term_string}}",
        },
        "query-input": "required name=search_term_string",
    }
    url = absolute(home.url, root)
    return compact(
        {
            "@type": "WebSite",
            "@id": f"{url}#website",
            "url": url,
            "name": name,
            "inLanguage": language,
            "publisher": {"@id": f"{root}/#publisher"},
            "potentialAction": action,
        }
    )


def breadcrumb_list(trail: tuple[Link, ...] | list[Link], root: str) -> Node:
    """The way from the home page to this one; a page above that has no address is left out."""
    steps = [link for link in trail if link.url]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": link.title, "item": absolute(link.url, root)}
            for place, link in enumerate(steps, start=1)
        ],
    }


def absolute(url: str, root: str) -> str:
    """The address with scheme and host."""
    return f"{root}{url}" if url.startswith("/") else url


def article(page: Any, *, author: object, kind: str = "Article", published: str | None = None) -> Node:
    """A page or a record as a text that a body signs, without its picture and address: the head adds them."""
    return compact(
        {
            "@type": kind,
            "headline": page.title,
            "description": page.summary,
            "inLanguage": page.language if hasattr(page, "language") else page.locale.language_code,
            "datePublished": published or _iso(page.first_published_at),
            "dateModified": _iso(page.last_published_at),
            "author": body(str(author)) if author else None,
        }
    )


def body(name: str) -> Node:
    """An organisation that is named and nothing else."""
    return {"@type": "Organization", "name": name}


def event(page: Any, request: HttpRequest) -> list[Node]:
    """A page with `EventFields` as an event with its sessions; nothing for one without a day."""
    if page.begins_at is None:
        return []
    url = page.get_full_url(request) or ""
    node = {
        "@type": "Event",
        "name": page.title,
        "description": page.summary or strip_tags(page.search_description),
        "inLanguage": page.locale.language_code,
        **_hours(page, page.begins_at, page.ends_at),
        **_standing(page),
        "eventAttendanceMode": f"{CONTEXT}/{ATTENDANCE[page.delivery]}",
        "location": _places(page, url),
        "organizer": [body(str(row.organisation)) for row in facts.organisers_of(page) if row.role in facts.HOSTS],
        "subEvent": [_session(page, session) for session in page.session_facts if session.begins_at],
        **_seats(page, request),
    }
    return [compact(node)]


def _standing(page: Any) -> Node:
    """Whether the event is held as planned, and the hours that it had before."""
    status = STATUS.get(str(getattr(page, "event_status", "") or ""), "EventScheduled")
    before = getattr(page, "previous_begins_at", None)
    return {
        "eventStatus": f"{CONTEXT}/{status}",
        "previousStartDate": _iso(page.local(before)) if before is not None else None,
    }


def _hours(page: EventFields, begins_at: datetime, ends_at: datetime | None) -> Node:
    return {"startDate": _iso(page.local(begins_at)), "endDate": _iso(page.local(ends_at)) if ends_at else None}


def _session(page: Any, session: Any) -> Node:
    return compact({"@type": "Event", "name": session.title, **_hours(page, session.begins_at, session.ends_at)})


def _places(page: Any, url: str) -> list[Node]:
    """Where to go; for those who attend from elsewhere the page itself, for only the registered learn more."""
    places: list[Node] = []
    language = page.locale.language_code
    if place := page.place_in(language):
        address = compact(
            {
                "@type": "PostalAddress",
                "streetAddress": page.venue.street_in(language),
                "addressLocality": page.venue.city_in(language),
            }
        )
        places.append({"@type": "Place", "name": place, "address": address})
    if page.is_online:
        places.append({"@type": "VirtualLocation", "url": url})
    return places


def _seats(page: Any, request: HttpRequest) -> Node:
    """Seats and free seats, where everybody may read them on the page."""
    if not getattr(page, "registration_show_free_seats", False) or getattr(request, "is_preview", False):
        return {}
    status = page.registration_section(request)["status"]
    if status.capacity is None or status.mode != "here":
        return {}
    return {"maximumAttendeeCapacity": status.capacity, "remainingAttendeeCapacity": status.free_seats}


def frame(page: Page | None, request: HttpRequest, *, root: str, name: str, language: str, trail: Any) -> list[Node]:
    """What every page says: who publishes; the home page the site, the others their place in it."""
    found = way(request, page)
    nodes = [publisher(settings_of(request), root, name)]
    if trail:
        nodes.append(breadcrumb_list(trail, root))
    elif found.home is not None:
        nodes.append(web_site(found.home, root=root, name=name, language=language, search=found.search))
    return nodes


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
