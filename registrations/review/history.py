"""What happened to a registration, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from registrations.domain.states import ActorKind
from registrations.models import RegistrationLogEntry, Transition
from registrations.models.labels import ACTOR_LABELS, staff_name, state_label

if TYPE_CHECKING:
    from registrations.models import Registration


HELP = {
    "registrations.readdressed": _("Address corrected"),
    "registrations.resent": _("Letter with the link sent again"),
}
"""What staff do for a person without moving a place, by the word in the log."""


def history_of(registration: Registration, since: int = 0) -> list[dict[str, Any]]:
    """The moves of all its places, and what staff did about its address, newest first.

    `since` leaves out moves up to the transition of that key, and all that was no move.
    """
    moves = Transition.objects.filter(place__registration=registration, pk__gt=since)
    found = list(moves.select_related("user", "place__pool", "place__attendee").order_by("-pk"))
    several = len({move.place.attendee_id for move in found}) > 1
    told = [
        {
            "at": move.at,
            "session": move.place.pool.title,
            "person": move.place.attendee.name if several else "",
            "start": state_label(move.from_state),
            "to": state_label(move.to_state),
            "who": _who(move),
            "reason": move.reason,
            "told": move.tells_reason,
        }
        for move in found
    ]
    return told if since else sorted([*_help(registration), *told], key=lambda one: one["at"], reverse=True)


def _help(registration: Registration) -> list[dict[str, Any]]:
    """The log lines about letters and address: what and by whom, never which address."""
    lines = RegistrationLogEntry.objects.for_instance(registration).filter(action__in=HELP).select_related("user")
    return [{"at": line.timestamp, "to": HELP[line.action], "who": staff_name(line.user) or "–"} for line in lines]


def _who(move: Transition) -> Any:
    return staff_name(move.user) if move.user is not None else ACTOR_LABELS[ActorKind(move.actor)]
