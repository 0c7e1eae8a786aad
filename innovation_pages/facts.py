"""The words of an event's facts: when, where, how, by whom, and which sessions overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from registrations.public import day_and_hours_text, hours_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from wagtail.models import Page

    from .models import EventFields, LabPage, NewsPage, OrganiserRole

Row = tuple[str, str]

HOSTS = ("organiser", "co_organiser")
"""The roles of those who hold an event; the others help."""


def when_text(event: EventFields, language: str) -> str:
    """Day and hours in the zone of the event: «Monday 19 January 2026, 9:00–12:30»; the period that it is expected in,
    where that is all one knows. Empty without either.
    """
    if event.begins_at is None:
        expected = event.expected_text(language)
        return _("Expected: %(expected)s") % {"expected": expected} if expected else ""
    ends = event.local(event.ends_at) if event.ends_at else None
    return day_and_hours_text(event.local(event.begins_at), ends, language)


def zone_note(event: EventFields) -> str:
    """The name of the zone, where the hours are not those of the site's own; otherwise nothing."""
    if not event.zone_differs:
        return ""
    return _("time zone: %(zone)s") % {"zone": event.zone.replace("_", " ")}


def overlap_notices(event: EventFields) -> list[str]:
    """A sentence for each two sessions that overlap, for whoever thinks of attending both."""
    sentence = _("“%(first)s” and “%(second)s” overlap %(hours)s. Nobody can attend both in full.")
    return [
        sentence
        % {
            "first": overlap.first.title,
            "second": overlap.second.title,
            "hours": hours_text(event.local(overlap.begins_at), event.local(overlap.ends_at)),
        }
        for overlap in event.overlaps
    ]


def event_rows(event: EventFields) -> list[Row]:
    """The rows of the facts box below the date: how to attend, where, and the organisers by role."""
    rows = [(_("How"), str(event.get_delivery_display()))]
    place = event.place_in()
    if place and event.venue:
        rows.append((_("Where"), "\n".join(part for part in (place, event.venue.address_in()) if part)))
    return [*rows, *_organisers(event)]


def lab_rows(lab: LabPage, programme: Page | None, request: HttpRequest) -> list[Row]:
    """The facts of a lab: those of an event, the programme it belongs to, the year of the plan it works on."""
    name = lab.programme or (programme.title if programme else "")
    if programme is not None:
        name = format_html('<a href="{}">{}</a>', programme.get_url(request) or "", name)
    year = str(lab.plan_year or "")
    return [*event_rows(lab), (_("Programme"), name), (_("Year of the plan"), year)]


def report_rows(report: NewsPage) -> list[Row]:
    """The facts of the event that a news item reports on: when, how, by whom. Empty for other news."""
    how = str(report.get_held_how_display()) if report.held_how else ""
    organisers = _organisers(report)
    if not (report.held_text or how or organisers):
        return []
    return [(_("Held on"), report.held_text), (_("How"), how), *organisers]


def organisers_of(event: EventFields | NewsPage) -> list[OrganiserRole]:
    """Who stands behind the event, in the editor's order; read once for one look at the page."""
    kept: list[OrganiserRole] | None = event.__dict__.get("_organisers")
    if kept is None:
        kept = list(event.organisers.select_related("organisation"))  # type: ignore[union-attr]  # each type has its own
        event.__dict__["_organisers"] = kept
    return list(kept)


def _organisers(event: EventFields | NewsPage) -> list[Row]:
    if not getattr(event, "has_organisers", True):
        return []
    return by_role(organisers_of(event))


def by_role(rows: Iterable[Any]) -> list[Row]:
    """Bodies with a role: a row for each role, in the order in which roles first appear."""
    groups: dict[str, tuple[str, list[str]]] = {}
    for row in rows:
        groups.setdefault(row.role, (str(row.get_role_display()), []))[1].append(str(row.organisation))
    return [(role, "\n".join(bodies)) for role, bodies in groups.values()]
