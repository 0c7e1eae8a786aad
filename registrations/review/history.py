"""What happened to a registration, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registrations.domain.states import ActorKind
from registrations.models import Transition
from registrations.models.labels import ACTOR_LABELS, staff_name, state_label

if TYPE_CHECKING:
    from registrations.models import Registration


def history_of(registration: Registration, since: int = 0) -> list[dict[str, Any]]:
    """The moves of all its places, newest first; `since` leaves out those up to the transition of that key."""
    moves = Transition.objects.filter(place__registration=registration, pk__gt=since)
    found = list(moves.select_related("user", "place__pool", "place__attendee").order_by("-pk"))
    several = len({move.place.attendee_id for move in found}) > 1
    return [
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


def _who(move: Transition) -> Any:
    return staff_name(move.user) if move.user is not None else ACTOR_LABELS[ActorKind(move.actor)]
