"""All that is kept of a person in one registration, as plain data: Regulation (EU) 2016/679, arts 15 and 20.

Only their own: other members of a body ask for theirs, remarks of staff stay at the desk, and no link is in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registrations.models import AttendeeRole, Transition

from .answers import answers_of, former_answers_of

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Registration

OWN_ROLES = (AttendeeRole.SELF, AttendeeRole.COMPANION)


def own_data(registration: Registration, *, title: str, now: datetime) -> dict[str, Any]:
    """The registration as its person may have it, in the language of its letters; instants are ISO 8601 in UTC."""
    language = registration.language
    moves = Transition.objects.filter(place__registration=registration).select_related("place__pool").order_by("pk")
    return {
        "made_at": _iso(now),
        "event": title,
        "reference": registration.reference,
        "name": registration.name,
        "email": registration.email,
        "body": registration.body,
        "language": language,
        "received": _iso(registration.created_at),
        "address_confirmed": _iso(registration.verified_at),
        "privacy_notice": _notice(registration),
        "people": [
            {"name": one.name, "email": one.email, "role": one.role, "until": _iso(one.ended_at)}
            for one in registration.attendees.filter(role__in=OWN_ROLES)
        ],
        "answers": [{"question": one.label, "answer": one.text} for one in answers_of(registration, language)],
        "former_answers": [
            {
                "until": _iso(former["at"]),
                "ended_by": former["ending"],
                "answers": [{"question": label, "answer": text} for label, text in former["answers"]],
            }
            for former in former_answers_of(registration, language)
        ],
        "places": [
            {
                "session": one.pool.title,
                "person": one.attendee.name,
                "state": one.state,
                "attendance": one.attendance,
                "present": _iso(one.present_at),
            }
            for one in registration.places.select_related("pool", "attendee")
        ],
        "history": [
            {"at": _iso(move.at), "session": move.place.pool.title, "to": move.to_state, "by": move.actor}
            | ({"reason": move.reason} if move.tells_reason else {})
            for move in moves
        ],
        "messages": [{"at": _iso(one.at), "from": one.side, "text": one.text} for one in registration.messages.all()],
        "letters": [
            {"kind": letter.kind, "to": letter.recipient, "sent": _iso(letter.sent_at)}
            for letter in registration.notices.filter(recipient=registration.email).order_by("pk")
        ],
    }


def _notice(registration: Registration) -> dict[str, Any] | None:
    shown = registration.privacy_notice
    return None if shown is None else {"version": shown.number, "summary": shown.summary, "text": shown.text}


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
