"""What a letter knows when it is written: read afresh at delivery, in the words of the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from registrations.domain.changes import Facts
from registrations.domain.occasion import EventStatus
from registrations.domain.states import LIVE, VERIFIED_LIVE, ActorKind, State
from registrations.models import NoticeKind
from registrations.models.labels import state_label
from registrations.queries.answers import answers_are_open
from registrations.queries.holds import hold_of
from registrations.queries.own_words import own_words
from registrations.queries.standing import Standing, has_ticket, people_in, standings
from registrations.queries.telling import meanwhile_text, stands_mixed
from registrations.queries.wording import afterwards_in, expected_text, occasion_in, where_text, wording_in
from registrations.text import day_and_hours_text, plain_text, tidy_line, without_links

from .calendar import enclosed
from .kinds import KINDS, UNCONFIRMED
from .links import absolute, decline_path, desk_address, personal_path, verify_path
from .reasons import ADDRESS, BY_STAFF, cause_of, change_of, message_of, verify_until
from .sender import sender_of, settings_of

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.domain.occasion import Occasion
    from registrations.models import Attendee, DeskChange, Notice, Registration, Transition

_TOLD_BESIDE = VERIFIED_LIVE | {State.EXPIRED}
"""Where the same act may have brought another session."""


_DECIDED = frozenset({State.ACCEPTED, State.WAITLISTED, State.REJECTED, State.CANCELLED, State.EXPIRED})


def letter_context(
    notice: Notice,
    registration: Registration,
    now: datetime,
    *,
    supposed: tuple[list[Standing], Transition | None] | None = None,
    change: DeskChange | None = None,
    occasion: Occasion | None = None,
) -> dict[str, Any]:
    """Everything that the templates of a letter may say; the person's language must be active. `now` is UTC.

    `supposed`, `change`, `occasion`: places and move, change and event as they would be, for a preview; otherwise they
    are read. The person's name is told only to an address that was confirmed: nobody else's mailbox carries it.
    """
    state, language = State(registration.state), notice.language
    occasion = occasion or occasion_in(notice.desk, language)
    places = standings(registration, occasion=occasion, now=now) if supposed is None else supposed[0]
    cause = cause_of(notice) if supposed is None else supposed[1]
    told = _told(places, notice, cause)
    return {
        "occasion": occasion,
        "places": places,
        "title": tidy_line(occasion.title),
        "when": occasion_when(occasion, language),
        "where": where_text(occasion),
        "reference": registration.reference,
        "name": tidy_line(registration.name) if registration.verified_at else "",
        "state_label": state_label(registration.state),
        "own_words": own_words("nominate" if registration.is_nomination else occasion.action),
        **_party(registration, places, told or places),
        **_standing(registration, occasion, language, places, told),
        "beside": {place.state for place in told} - KINDS[notice.kind].tells,
        **_brings(notice, registration, occasion, places),
        "again": notice.cause.startswith("form:"),
        "may_edit": answers_are_open(registration, now),
        "by_staff": notice.cause.startswith((BY_STAFF, ADDRESS)),
        "corrected": registration.readdressed_at is not None and registration.state != State.UNVERIFIED,
        **_cause(cause),
        "in_review": registration.state == State.IN_REVIEW,
        "question": _question(notice),
        "meanwhile": meanwhile_text(state, mixed=stands_mixed(places), nomination=registration.is_nomination),
        **_offer(registration, places, occasion, language),
        **_change(notice, occasion, change or change_of(notice)),
        **_links(notice, registration, occasion, now),
        **sender_of(notice.desk),
        **_nomination(notice, registration),
    }


def _cause(cause: Transition | None) -> dict[str, Any]:
    """Who moved the place that the letter tells of, why, and whether staff take back what they had decided."""
    if cause is None:
        return {"reason": "", "by_person": False, "reopened": False}
    return {
        "reason": cause.reason.strip() if cause.tells_reason else "",
        "by_person": cause.actor == ActorKind.PERSON,
        "reopened": cause.actor == ActorKind.STAFF and cause.from_state in _DECIDED,
    }


def when_text(begins_at: datetime | None, ends_at: datetime | None, zone: str, language: str) -> str:
    """Day and hours as the clocks of `zone` show them, with the zone named; empty for an event without a date."""
    if begins_at is None:
        return ""
    there = ZoneInfo(zone)
    text = day_and_hours_text(begins_at.astimezone(there), ends_at.astimezone(there) if ends_at else None, language)
    return f"{text} ({zone_text(zone)})"


def occasion_when(occasion: Occasion | Facts, language: str) -> str:
    """Day and hours of an event; the period that it is expected in, where that is all one knows."""
    if period := expected_text(occasion, language):
        return _("%(period)s (expected)") % {"period": period}
    return when_text(occasion.begins_at, occasion.ends_at, occasion.zone, language)


def _change(notice: Notice, occasion: Occasion, change: DeskChange | None) -> dict[str, Any]:
    """What a letter about a change says: how it was, why it changed, and whether a new date is known."""
    if change is None:
        return {}
    known = notice.context.get("before")
    before = Facts.from_json(known) if known else change.old
    was_when = occasion_when(before, notice.language)
    was_where = ", ".join(tidy_line(part) for part in (before.venue, before.address) if part)
    new_when, new_where = occasion_when(occasion, notice.language), where_text(occasion)
    return {
        "was_when": was_when if was_when != new_when else "",
        "was_where": was_where if (before.venue, before.address) != (change.new.venue, change.new.address) else "",
        "new_when": new_when if was_when != new_when else "",
        "new_where": new_where,
        "reason": change.reason_in(notice.language).strip(),
        "is_postponed": occasion.status is EventStatus.POSTPONED,
        "is_resumed": before.status is EventStatus.CANCELLED,
        "sessions_moved": before.sessions != change.new.sessions,
    }


def zone_text(zone: str) -> str:
    """The zone in words."""
    if zone == "Europe/Athens":
        return _("time of Greece")
    return _("time zone %(zone)s") % {"zone": zone}


def _question(notice: Notice) -> str:
    """The words of the question that the letter brings; an answer of the person is read at the desk only."""
    message = message_of(notice) if notice.kind == NoticeKind.QUESTION else None
    return message.text if message is not None else ""


def _offer(registration: Registration, places: list[Standing], occasion: Occasion, language: str) -> dict[str, Any]:
    until = when_text(_offer_until(places), None, occasion.zone, language)
    return {"offer_hours": registration.desk.offer_hours, "offer_until": until}


def _offer_until(places: list[Standing]) -> datetime | None:
    """When the first of the offers ends."""
    ends = [place.offer_until for place in places if place.offer_until is not None]
    return min(ends) if ends else None


def _told(places: list[Standing], notice: Notice, cause: Transition | None) -> list[Standing]:
    """What the letter is about: places in a state that it tells, by the act that owes it.

    Where the same act brought other sessions to other states, they are told too: no letter of their own does it.
    """
    moved = [place for place in places if cause is None or cause.at in place.moments]
    told = [place for place in moved if place.state in KINDS[notice.kind].tells]
    if cause is None or not told:
        return told
    sessions = {place.session_key for place in told}
    return [p for p in moved if p in told or (p.state in _TOLD_BESIDE and p.session_key not in sessions)]


def _standing(
    registration: Registration, occasion: Occasion, language: str, places: list[Standing], told: list[Standing]
) -> dict[str, Any]:
    """The sessions that the letter names, and how they stand.

    `partial`: others live beside them. `mixed`: what lives stands in different states; `divided`: what is told does.
    """
    everybody = people_in(places) if registration.verified_at else {}
    return {
        "sessions": [_session(place, occasion, language, everybody) for place in (told or places) if place.title],
        "partial": any(place.state in LIVE and place not in told for place in places),
        "mixed": stands_mixed(places),
        "divided": len({place.state for place in told}) > 1,
        "positions": [place.position for place in told if place.position],
    }


def _brings(notice: Notice, registration: Registration, occasion: Occasion, places: list[Standing]) -> dict[str, Any]:
    """How many calendar files are attached, and whether there is a ticket on the personal page."""
    ends = notice.kind == NoticeKind.CANCELLED
    files = enclosed(registration, occasion, places, ends=ends) if KINDS[notice.kind].calendar else []
    return {"attached": len(files), "has_ticket": has_ticket(registration, occasion, places)}


def _party(registration: Registration, places: list[Standing], told: list[Standing]) -> dict[str, Any]:
    """Who the letter is about, where several came together; names only to an address that was confirmed.

    `people` have the seats, or had them when nobody is left; `gone` are those who cancelled while others `stay`.
    """
    live = [place for place in places if place.state in LIVE]
    stay, moved = people_in(live), people_in(told)
    gone = {key: name for key, name in moved.items() if key not in stay} if stay else {}
    number = len(moved) or max((place.number for place in told), default=1)
    if not registration.verified_at or len(people_in(places)) < 2:
        return {"number": number, "gone_number": len(gone)}
    return {
        "number": number,
        "gone_number": len(gone),
        "people": ", ".join((stay or moved).values()),
        "gone": ", ".join(gone.values()),
        "stay": ", ".join(stay.values()) if gone else "",
    }


def _session(place: Standing, occasion: Occasion, language: str, everybody: dict[int, str]) -> dict[str, Any]:
    """A session in words; those who have a place in it are named where others of the registration have none."""
    parts = [when_text(place.begins_at, place.ends_at, occasion.zone, language), tidy_line(place.room)]
    people = people_in([place])
    if len(people) < len(everybody):
        parts += people.values()
    return {
        "title": tidy_line(place.title),
        "facts": ", ".join(part for part in parts if part),
        "state_label": place.state_label,
        "position": place.position,
    }


def _links(notice: Notice, registration: Registration, occasion: Occasion, now: datetime) -> dict[str, Any]:
    """The one link of the letter; for the letter that asks to confirm the address, with its two deadlines."""
    if notice.kind == NoticeKind.BODY_NAMED:
        return {"link": ""}  # it goes to somebody whose registration it is not
    if notice.kind == NoticeKind.NOMINATED:
        member = notice.attendee
        known = member is not None and not member._state.adding
        return {"link": absolute(notice.desk, decline_path(member, notice.language)) if member and known else "–"}
    if notice.kind == NoticeKind.AFTERWARDS:
        told = afterwards_in(notice.desk, notice.language)
        if told.materials:
            link = absolute(notice.desk, personal_path(registration))
            return {"link": link, "materials": True, "afterwards": told.words}
        page = {"link": told.address, "page_link": told.address, "link_label": _("Open the page")}
        return {**page, "afterwards": told.words}
    if notice.kind == NoticeKind.ANSWER:
        return {"link": desk_address(registration)}
    if notice.kind != NoticeKind.VERIFY:
        return {"link": absolute(notice.desk, personal_path(registration))}
    until = verify_until(registration)
    hold = hold_of(registration, occasion, now)
    return {
        "link": absolute(notice.desk, verify_path(registration)),
        "link_until": when_text(until, None, occasion.zone, notice.language),
        "held_until": when_text(hold.until, None, occasion.zone, notice.language),
        "held_in": ", ".join(hold.sessions),
        "follows": hold.follows,
    }


def _nomination(notice: Notice, registration: Registration) -> dict[str, Any]:
    """What is told where a body names its members; the words of the form only to addresses that were confirmed."""
    if not registration.is_nomination:
        return {"nomination": False}
    told: dict[str, Any] = {"nomination": True}
    if notice.kind not in UNCONFIRMED and registration.verified_at:
        named = registration.attendees.members() if not registration._state.adding else []
        members = [(member.get_role_display(), tidy_line(member.name)) for member in named]
        told.update(body=tidy_line(registration.body), members=members)
    if notice.attendee is not None:
        told.update(member_context(notice.attendee, registration, notice))
    return told


def member_context(member: Attendee, registration: Registration, notice: Notice) -> dict[str, Any]:
    """What somebody whom a body named must be told: Regulation (EU) 2016/679, art. 14 paras 1 and 2."""
    chosen = settings_of(notice.desk)
    shown = registration.privacy_notice or (chosen.privacy_notice.version if chosen.privacy_notice else None)
    privacy = wording_in(shown, notice.language)
    return {
        "member": member,
        "role": member.get_role_display(),
        "details": details_of(member),
        "body": without_links(tidy_line(registration.body)),
        "source": without_links(tidy_line(registration.name)),
        "privacy": plain_text(privacy.text) if privacy is not None else "",
        "privacy_summary": privacy.summary if privacy is not None else "",
        "controller": chosen.controller.strip(),
        "officer": chosen.data_protection_officer.strip(),
    }


def details_of(member: Attendee) -> list[tuple[str, str]]:
    """What is kept of a member, in words; their address alone may be a link."""
    rows = [
        (_("Full name"), without_links(member.name)),
        (_("E-mail"), member.email),
        (_("Position"), without_links(member.position)),
        (_("Telephone"), without_links(member.phone)),
    ]
    return [(label, tidy_line(value)) for label, value in rows if value]
