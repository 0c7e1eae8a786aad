"""The personal page: where a registration stands, and every way on from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from registrations.domain.editing import edit_deadline
from registrations.domain.states import LIVE, State
from registrations.domain.windows import first_instant
from registrations.models.labels import own_label
from registrations.notices.calendar import calendar_of
from registrations.notices.links import door_address
from registrations.outputs.calendar_links import calendar_links
from registrations.outputs.qr import qr_svg
from registrations.queries.afterwards import afterwards_of
from registrations.queries.answers import answers_are_open, answers_of
from registrations.queries.meetings import Meeting, meetings_of
from registrations.queries.members import may_swap
from registrations.queries.own_words import own_words
from registrations.queries.standing import Seat, Standing, has_ticket, people_in, standings
from registrations.queries.telling import next_text, status_text
from registrations.queries.wording import occasion_on, page_in, where_text
from registrations.services.asking import waits_for_answer
from registrations.services.editing import withdrawable
from registrations.tokens import Purpose

from .done import done_text
from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from registrations.domain.occasion import Occasion
    from registrations.models import Attendee, Registration


@by_link(Purpose.PERSONAL, "GET", "HEAD")
def personal(request: HttpRequest, registration: Registration, token: str) -> HttpResponse:
    """Show a person where their registration stands."""
    now = datetime.now(UTC)
    page = page_in(registration.desk, registration.language)
    occasion = occasion_on(page, registration.desk)
    places = [_with_link(place, token) for place in standings(registration, occasion=occasion, now=now)]
    has_calendar = calendar_of(registration, occasion=occasion, places=places, now=now) is not None
    withdrawn = withdrawable(registration)
    members = list(registration.attendees.members()) if registration.is_nomination else []
    messages = list(registration.messages.all())
    is_asked = waits_for_answer(registration, messages[-1] if messages else None)
    context = {
        "registration": registration,
        "own_label": own_label(occasion.action),
        "occasion": occasion,
        "places": places,
        "people": _people(places),
        "named": len(people_in(places)) > 1,
        "expected": any(place.state is State.ACCEPTED for place in places),
        "several": len(people_in([place for place in places if place.may_cancel])) > 1,
        "own_words": own_words(occasion.action),
        "done_text": done_text(request),
        "status_text": status_text(registration, places, occasion.action, is_asked=is_asked),
        "next_text": next_text(registration, places, is_asked=is_asked),
        "is_asked": is_asked,
        "meetings": [_with_button(meeting, token) for meeting in meetings_of(registration, standings=places, now=now)],
        "answers": [
            (answer.label, answer.text, _withdraw_url(answer.key, token) if answer.key in withdrawn else "")
            for answer in answers_of(registration, registration.language)
        ],
        "messages_between": messages,
        "answer_url": reverse("registrations:answer", args=[token]) if is_asked else "",
        "swap_url": reverse("registrations:swap", args=[token]) if members and may_swap(registration, members) else "",
        **(_afterwards(registration, places, token, now) or {"page_url": page.full_url if page is not None else ""}),
        "ticket": _ticket(registration, occasion, places),
        "calendar_links": _calendar_links(occasion, places) if has_calendar else [],
        "data_url": reverse("registrations:data", args=[token]),
        "edit_url": reverse("registrations:answers", args=[token]) if answers_are_open(registration, now) else "",
        **_edit_deadline(registration),
        "members_of": _members_of(registration, members),
        "cancel_url": reverse("registrations:cancel", args=[token]) if any(p.may_cancel for p in places) else "",
        "calendar_url": reverse("registrations:calendar", args=[token]) if has_calendar else "",
    }
    return render(request, "registrations/personal/status.html", context)


def _people(places: list[Standing]) -> list[tuple[Standing, Seat]]:
    """Each person with where they stand, where several came together to one event; those who come first."""
    if len(people_in(places)) < 2 or any(place.session_key for place in places):
        return []
    seats = [(place, seat) for place in places for seat in place.seats]
    return sorted(seats, key=lambda one: (one[0].state not in LIVE, one[1].place_id))


def _members_of(registration: Registration, members: list[Attendee]) -> list[tuple[str, str]]:
    """The body and its members as its contact person may see them; empty where people register for themselves."""
    if not registration.is_nomination:
        return []
    named = [(person.get_role_display(), f"{person.name}\n{person.email}") for person in members]
    return [(_("Body"), registration.body), *named]


def _edit_deadline(registration: Registration) -> dict[str, datetime | None]:
    """Until when answers can be changed; a deadline at midnight is told by the last day that belongs to it."""
    desk = registration.desk
    until = edit_deadline(desk.rules, begins_at=desk.begins_at)
    if until is not None and until == first_instant(until.astimezone(ZoneInfo(desk.zone)).date(), desk.zone):
        return {"edit_until": until, "edit_last_day": until - timedelta(minutes=1)}
    return {"edit_until": until, "edit_last_day": None}


def _afterwards(registration: Registration, places: list[Standing], token: str, now: datetime) -> dict[str, Any]:
    """What the letter of thanks says, with the materials, for those who had a seat, once the event is over."""
    told = afterwards_of(registration, now=now, places=places)
    if told is None:
        return {}
    materials = [(one, reverse("registrations:material", args=[token, one.pk])) for one in told.materials]
    return {"over": True, "afterwards": told.words, "event_url": told.address, "materials": materials}


def _ticket(registration: Registration, occasion: Occasion, places: list[Standing]) -> str:
    """The QR code that the door reads: the address of the check-in that finds the reference; empty without a ticket."""
    if not has_ticket(registration, occasion, places):
        return ""
    return mark_safe(qr_svg(door_address(registration)))  # noqa: S308 — drawn from our own address alone


def _calendar_links(occasion: Occasion, places: list[Standing]) -> list[tuple[str, str]]:
    """The event in the calendars of the web, while somebody has one seat with a date; a file holds several."""
    seats = [place for place in places if place.state is State.ACCEPTED]
    if len(seats) != 1 or occasion.is_cancelled or occasion.begins_at is None:
        return []
    seat = seats[0]
    return calendar_links(
        title=f"{occasion.title}: {seat.title}" if seat.title else occasion.title,
        begins_at=seat.begins_at or occasion.begins_at,
        ends_at=seat.ends_at if seat.begins_at else occasion.ends_at,
        zone=occasion.zone,
        where=where_text(occasion, seat.room),
    )


def _with_link(place: Standing, token: str) -> Standing:
    seats = tuple(replace(seat, cancel_url=_cancel_url(token, seat.place_id)) for seat in place.seats)
    return replace(
        place,
        seats=seats,
        cancel_url=_cancel_url(token, place.place_id),
        offer_url=reverse("registrations:offer", args=[token, place.place_id]) if place.offer_until else "",
    )


def _cancel_url(token: str, place_id: int) -> str:
    return reverse("registrations:cancel_place", args=[token, place_id])


def _withdraw_url(key: str, token: str) -> str:
    return reverse("registrations:withdraw", args=[token, key])


def _with_button(meeting: Meeting, token: str) -> Meeting:
    return replace(meeting, join_url=reverse("registrations:join", args=[token, meeting.place_id]))
