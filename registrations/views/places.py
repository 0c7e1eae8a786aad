"""What a person does with their places: cancel them, and join an online meeting with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_variables

from registrations.domain.errors import NotExpected, NothingToJoin
from registrations.domain.states import ALWAYS_SEATED, State
from registrations.models.labels import own_label
from registrations.notices.links import personal_path
from registrations.queries.own_words import own_words
from registrations.queries.standing import Standing, people_in, standings
from registrations.queries.wording import occasion_in
from registrations.services import cancelling, meetings, offering
from registrations.services.actor import PERSON
from registrations.tokens import Purpose

from .done import Done, back_to
from .private import by_link

if TYPE_CHECKING:
    from django.http import HttpRequest

    from registrations.models import Place, Registration


_LONGEST_KEY = 19  # digits of a number that a database can hold


@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def cancel(request: HttpRequest, registration: Registration, token: str, place_id: int | None = None) -> HttpResponse:
    """Ask whether a person means it (GET), cancel one place or all (POST), and go back to the personal page.

    The place of somebody who comes along is cancelled like one's own; the others stay.
    """
    now = datetime.now(UTC)
    occasion = occasion_in(registration.desk, registration.language)
    open_places = [place for place in standings(registration, occasion=occasion, now=now) if place.may_cancel]
    meant = _meant(open_places, place_id)
    one_of_several = _number(meant) < _number(open_places)
    if not meant:
        return back_to(registration)
    if request.method == "POST":
        meant_ids = [seat.place_id for place in meant for seat in place.seats]
        cancelling.cancel(registration=registration, by=PERSON, now=now, place_ids=meant_ids)
        return back_to(registration, Done.CANCELLED if one_of_several else None)
    context = {
        **_people(open_places, meant),
        "occasion": occasion,
        "own_label": own_label(occasion.action),
        "own_words": own_words(occasion.action),
        "seated": any(place.state in ALWAYS_SEATED for place in meant),
        "places": meant,
        "nomination": registration.is_nomination,
        "one_of_several": one_of_several,
        "action_url": request.path,
        "status_url": personal_path(registration),
    }
    return render(request, "registrations/personal/cancel.html", context)


def _meant(open_places: list[Standing], place_id: int | None) -> list[Standing]:
    """What would be cancelled: everything, or the place of one person in one session."""
    if place_id is None:
        return open_places
    found = [
        replace(place, seats=tuple(one for one in place.seats if one.place_id == place_id)) for place in open_places
    ]
    return [place for place in found if place.seats]


def _number(places: list[Standing]) -> int:
    return sum(place.number for place in places)


def _people(open_places: list[Standing], meant: list[Standing]) -> dict[str, Any]:
    """Whose seats would be cancelled, who else stays, and the sessions that one who goes keeps.

    Nothing where somebody came alone.
    """
    everybody, going = people_in(open_places), people_in(meant)
    ending = {seat.place_id for place in meant for seat in place.seats}
    kept = [(place, seat) for place in open_places for seat in place.seats if seat.place_id not in ending]
    stay = {seat.attendee_id: seat.name for _place, seat in kept if seat.attendee_id not in going}
    if len(everybody) == 1:
        return {"people": []}
    return {
        "people": list(going.values()),
        "person": next(iter(going.values())) if len(going) == 1 else "",
        "stay": list(stay.values()),
        "keeps": [place.title for place, seat in kept if seat.attendee_id in going],
    }


@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def offer(request: HttpRequest, registration: Registration, token: str, place_id: int) -> HttpResponse:
    """Ask whether a person lets the seat go (GET), take it or let it go (POST), and go back to the personal page.

    An offer that has ended, or was never made, leads back too: the page says where the person stands.
    """
    back, now = back_to(registration), datetime.now(UTC)
    place = registration.places.select_related("pool").filter(pk=place_id, state=State.OFFERED).first()
    if place is None:
        return back
    if request.method == "POST":
        answered = offering.decline_offer if request.POST.get("answer") == "decline" else offering.take_offer
        answered(place=place, now=now)
        return back
    occasion = occasion_in(registration.desk, registration.language)
    context = {
        "occasion": occasion,
        "place": _standing_of(place_id, standings(registration, occasion=occasion, now=now)),
        "stays": _stays_in_line(place),
        "action_url": request.path,
        "status_url": personal_path(registration),
    }
    return render(request, "registrations/personal/offer.html", context)


def _standing_of(place_id: int, found: list[Standing]) -> Standing:
    """Where somebody stands, be it with others: they are offered the seats of all of them."""
    return next(one for one in found if any(seat.place_id == place_id for seat in one.seats))


def _stays_in_line(place: Place) -> bool:
    """Whether who lets the seat go now stays on the waiting list."""
    waits = place.pool.places.waitlisted().exists()
    return waits and not place.transitions.filter(from_state=State.OFFERED, to_state=State.WAITLISTED).exists()


@sensitive_variables("address", "answer")
@by_link(Purpose.PERSONAL, "GET", "HEAD", "POST")
def join(request: HttpRequest, registration: Registration, token: str, place_id: int) -> HttpResponse:
    """Note who is there and lead them into the online meeting (POST); else back to the personal page.

    The meeting never learns the personal link: a browser sends it no referrer.
    """
    back = back_to(registration)
    place = registration.places.filter(pk=place_id).first()
    if request.method != "POST" or place is None:
        return back
    try:
        present = {int(one) for one in request.POST.getlist("present") if one.isdecimal() and len(one) < _LONGEST_KEY}
        address = meetings.join(place=place, now=datetime.now(UTC), present=present)
    except (NothingToJoin, NotExpected):
        return back
    answer = HttpResponseRedirect(address)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
