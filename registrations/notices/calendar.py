"""The calendar file of a person's places: the same entry each time, that updates by SEQUENCE and cancels by STATUS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.crypto import salted_hmac

from registrations.domain.states import State
from registrations.models import Registration, Transition
from registrations.outputs.ics import CalendarEntry, Method, calendar_file
from registrations.queries.wording import where_text

from .links import site_of
from .sender import organizer_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from registrations.domain.occasion import Occasion
    from registrations.queries.standing import Standing

PRODUCT = "-//registrations//calendar//EN"


def calendar_of(
    registration: Registration, *, occasion: Occasion, places: Sequence[Standing], now: datetime
) -> bytes | None:
    """The file with the seats of a registration, and with those that it held once; None where there is no such seat.

    A cancelled event cancels its entries, and so does one whose date is not known any more, at the date that it had.
    `occasion` and `places` are in the words of the person's language, which is active; `now` (UTC) stamps this version.
    """
    entries = _entries(registration, occasion, places, now)
    if not entries:
        return None
    return calendar_file(entries, product_id=PRODUCT, language=registration.language)


def invitations(
    registration: Registration, *, to: str, context: dict[str, Any], now: datetime, ends: bool = False
) -> list[str]:
    """The files that a letter to one recipient encloses, one a seat: a REQUEST, or a CANCEL for what is not held.

    A letter that tells of an end encloses nothing where somebody else of the party keeps every entry as it was.
    One file has one entry with one UID (RFC 5546 §3.2.2, §3.2.5), the organizer, and the recipient as only attendee.
    """
    occasion, places = context["occasion"], context["places"]
    if not enclosed(registration, occasion, places, ends=ends):
        return []
    files = []
    for entry in _entries(registration, occasion, places, now):
        named = replace(entry, attendee_email=to, attendee_name=context["name"])
        method: Method = "REQUEST" if entry.status == "CONFIRMED" else "CANCEL"
        file = calendar_file([named], method=method, product_id=PRODUCT, language=registration.language)
        files.append(file.decode("utf-8"))
    return files


def enclosed(
    registration: Registration, occasion: Occasion, places: Sequence[Standing], *, ends: bool
) -> list[tuple[Standing, datetime]]:
    """What the files of `invitations` are about, also where `places` are only supposed, with the UTC begin of each."""
    known = _known(registration, occasion, places)
    return [] if ends and all(_is_held(place, occasion) for place, _begin in known) else known


def _known(
    registration: Registration, occasion: Occasion, places: Sequence[Standing]
) -> list[tuple[Standing, datetime]]:
    """What a calendar knows of a registration: its seats, and those that it held once."""
    gone = _last_date(registration) if occasion.begins_at is None else None
    found = []
    for place in _one_a_session(places):
        begins_at = place.begins_at or occasion.begins_at or gone
        if begins_at is not None and (place.state is State.ACCEPTED or _was_held(registration, place)):
            found.append((place, begins_at))
    return found


def _was_held(registration: Registration, place: Standing) -> bool:
    if not registration.pk:  # an example of a letter is about nobody
        return False
    seat = Q(place__registration=registration, place__pool__session_key=place.session_key)
    return _turns(registration).filter(seat).exists()


def _is_held(place: Standing, occasion: Occasion) -> bool:
    """Whether the entry stands: a seat at an event that is held, on a day that is known."""
    return place.state is State.ACCEPTED and not occasion.is_cancelled and bool(place.begins_at or occasion.begins_at)


def _entries(
    registration: Registration, occasion: Occasion, places: Sequence[Standing], now: datetime
) -> list[CalendarEntry]:
    entries = []
    for place, begins_at in _known(registration, occasion, places):
        turns = _turns(registration).filter(place__pool__session_key=place.session_key)
        entries.append(_entry(registration, occasion, place, begins_at=begins_at, now=now, turns=turns))
    return entries


def _one_a_session(places: Sequence[Standing]) -> list[Standing]:
    """What a calendar shows of each session: a seat that somebody of the registration has, else what there was."""
    found: dict[str, Standing] = {}
    for place in places:
        if place.session_key not in found or place.state is State.ACCEPTED:
            found[place.session_key] = place
    return list(found.values())


def _person(registration: Registration) -> QuerySet[Registration]:
    """The registrations of one person at the desk, as its rule tells people apart: this one, and earlier ones."""
    if not registration.person_key:
        return Registration.objects.filter(pk=registration.pk)
    return Registration.objects.filter(desk=registration.desk_id, person_key=registration.person_key)


def _turns(registration: Registration) -> QuerySet[Transition]:
    """Each time that this person got a seat at the desk, or lost one: by this registration or an earlier one."""
    became, was = Q(to_state=State.ACCEPTED), Q(from_state=State.ACCEPTED)
    return Transition.objects.filter(became | was, place__registration__in=_person(registration))


def _revisions(moves: Sequence[str]) -> int:
    """How often a seat was lost or won again after the first time: a party has one as long as any of it has."""
    held = turns = 0
    for to in moves:
        before, held = held, held + (1 if to == State.ACCEPTED else -1)
        turns += (before == 0) != (held == 0)
    return turns - 1


def _uid(registration: Registration, session_key: str, first: int) -> str:
    """One entry for each desk, session and person, the same in every letter (RFC 5545 §3.8.4.7).

    Two people who share a mailbox have an entry each: a calendar would take the second for an update of the first, and
    one who cancels would take the other's out. Who cancels and comes back finds the old entry again: a person's code
    comes from the `first` registration that had the seat, and tells nothing.
    """
    desk = registration.desk
    code = salted_hmac("registrations.notices.calendar", str(first), algorithm="sha256").hexdigest()[:20]
    session = f"-{session_key}" if session_key else ""
    return f"desk-{desk.translation_key}{session}-{code}@{site_of(desk).hostname}"


def _last_date(registration: Registration) -> datetime | None:
    """The date of an event that has none now, as people were last told: what stands in their calendars."""
    for change in registration.desk.changes.order_by("-pk"):
        if change.old.begins_at is not None:
            return change.old.begins_at
    return None


def _entry(
    registration: Registration,
    occasion: Occasion,
    place: Standing,
    *,
    begins_at: datetime,
    now: datetime,
    turns: QuerySet[Transition],
) -> CalendarEntry:
    """The first seat has the desk's own SEQUENCE; each loss or gain of it afterwards is one revision more."""
    desk = registration.desk
    moves = list(turns.order_by("pk").values_list("to_state", "place__registration"))
    name, address = organizer_of(site_of(desk))
    return CalendarEntry(
        uid=_uid(registration, place.session_key, min(key for _to, key in moves)),
        sequence=desk.calendar_sequence + _revisions([to for to, _key in moves]),
        title=f"{occasion.title}: {place.title}" if place.title else occasion.title,
        begins_at=begins_at,
        ends_at=place.ends_at if place.begins_at else occasion.ends_at,
        zone=occasion.zone,
        stamp=now,
        venue=where_text(occasion, place.room),
        status="CONFIRMED" if _is_held(place, occasion) else "CANCELLED",
        organizer_name=name,
        organizer_email=address,
    )
