"""The words for states, modes, staff and presence: kept apart from the values, which stay plain in the database."""

from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import get_language_info, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from registrations.domain.changes import ChangeKind, Nature
from registrations.domain.members import Asked
from registrations.domain.occasion import EventStatus
from registrations.domain.rules import Edits, Mode, PersonKey
from registrations.domain.states import ActorKind, State

STATE_LABELS: dict[State, Promise] = {
    State.UNVERIFIED: _("Address not confirmed"),
    State.IN_REVIEW: _("Under review"),
    State.ASKED: _("Question asked"),
    State.OFFERED: _("Seat offered"),
    State.ACCEPTED: _("Accepted"),
    State.WAITLISTED: _("Waiting list"),
    State.REJECTED: pgettext_lazy("registration", "Rejected"),
    State.CANCELLED: pgettext_lazy("registration", "Cancelled"),
    State.EXPIRED: _("Expired"),
}

STATE_KINDS: dict[State, str] = {
    State.UNVERIFIED: "neutral",
    State.IN_REVIEW: "warn",
    State.ASKED: "warn",
    State.OFFERED: "warn",
    State.ACCEPTED: "good",
    State.WAITLISTED: "neutral",
    State.REJECTED: "bad",
    State.CANCELLED: "bad",
    State.EXPIRED: "neutral",
}
"""How a state is coloured, together with its word: never by colour alone."""

MODE_LABELS: dict[Mode, Promise] = {
    Mode.HERE: _("Here, with a form of this site"),
    Mode.ELSEWHERE: _("Elsewhere, in another system"),
    Mode.NONE: _("No registration (open attendance)"),
}

OWN_LABELS: dict[str, Promise] = {
    "register": _("Your registration"),
    "interest": _("Your expression of interest"),
    "nominate": _("Your nomination of representatives"),
    "apply": _("Your application"),
    "attend": _("Your attendance"),
}
"""What people call what they sent, by the name that its page gives to registering."""

PERSON_KEY_LABELS: dict[PersonKey, Promise] = {
    PersonKey.EMAIL: _("One registration per e-mail address"),
    PersonKey.EMAIL_AND_NAME: _("One registration per e-mail address and name (shared mailboxes)"),
    PersonKey.ORGANISATION: _("One nomination per body, with a regular and an alternate member (only with review)"),
    PersonKey.NOBODY: _("No limit (only with review)"),
}

EDITS_LABELS: dict[Edits, Promise] = {
    Edits.NO: _("No"),
    Edits.WHILE_OPEN: _("Yes, while registration is open"),
    Edits.BEFORE_BEGIN: _("Yes, until some time before the event begins"),
}

ASKED_LABELS: dict[Asked, Promise] = {
    Asked.NO: _("Not asked"),
    Asked.OPTIONAL: _("Asked, may stay empty"),
    Asked.REQUIRED: _("Asked, must be answered"),
}

ACTOR_LABELS: dict[ActorKind, Promise] = {
    ActorKind.PERSON: _("the person"),
    ActorKind.STAFF: _("staff"),
    ActorKind.CLOCK: _("automatically"),
}


def own_label(action: str) -> str:
    """What people call what they sent; a registration where its page says nothing else."""
    return str(OWN_LABELS.get(action, OWN_LABELS["register"]))


CHANGE_LABELS: dict[ChangeKind, Promise] = {
    ChangeKind.CANCELLED: pgettext_lazy("change of an event", "Cancelled"),
    ChangeKind.RESUMED: pgettext_lazy("change of an event", "Held after all"),
    ChangeKind.POSTPONED: pgettext_lazy("change of an event", "Postponed"),
    ChangeKind.DATE: pgettext_lazy("change of an event", "Day and hours"),
    ChangeKind.VENUE: pgettext_lazy("change of an event", "Venue"),
    ChangeKind.DEADLINE: pgettext_lazy("change of an event", "Deadline"),
}

NATURE_LABELS: dict[Nature, Promise] = {
    Nature.PENDING: _("Not announced"),
    Nature.CORRECTION: _("Correction"),
    Nature.MOVED: _("Announced"),
}

NATURE_KINDS: dict[Nature, str] = {Nature.PENDING: "warn", Nature.CORRECTION: "neutral", Nature.MOVED: "good"}
"""How it is coloured, together with its word."""

EVENT_STATUS_LABELS: dict[EventStatus, Promise] = {
    EventStatus.SCHEDULED: pgettext_lazy("event", "As planned"),
    EventStatus.POSTPONED: pgettext_lazy("event", "Postponed"),
    EventStatus.CANCELLED: pgettext_lazy("event", "Cancelled"),
}


def state_label(state: str) -> str:
    """The word for a state; empty for no state."""
    return str(STATE_LABELS[State(state)]) if state else ""


def language_facts(code: str) -> dict[str, Any]:
    """What Django knows of a language; of one that it does not know, what the host's LANGUAGES say, else its code."""
    try:
        known: dict[str, Any] = get_language_info(code)
    except KeyError:
        name = str(dict(settings.LANGUAGES).get(code, code))
        return {"name_local": name, "name_translated": name, "bidi": code in settings.LANGUAGES_BIDI}
    return known


def language_name(code: str) -> str:
    """A language in its own name."""
    return str(capfirst(language_facts(code)["name_local"]))


def staff_name(user: Any) -> str:
    """How a member of staff is called; empty for nobody."""
    if user is None:
        return ""
    full_name = getattr(user, "get_full_name", str)  # a host's user model may have none
    return str(full_name() or user.get_username())


def presence(place: Any) -> str:
    """Whether and since when the person of a place is there, and who says so; empty for nobody."""
    if place.present_at is None:
        return ""
    when = date_format(localtime(place.present_at), "SHORT_DATETIME_FORMAT")
    if place.present_by == ActorKind.PERSON:
        return gettext("joined online: %(when)s") % {"when": when}
    return gettext("present: %(when)s") % {"when": when}
