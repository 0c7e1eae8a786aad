"""Words and colours of states for the templates of the review desk."""

from typing import Any

from django import template

from registrations.domain.occasion import EventStatus
from registrations.domain.states import State
from registrations.models import Desk, labels
from registrations.models.labels import EVENT_STATUS_LABELS, STATE_KINDS, state_label

register = template.Library()


@register.filter
def state_word(state: str) -> str:
    """Return the word for a state; empty for no state."""
    return state_label(state)


@register.filter
def state_kind(state: str) -> str:
    """Return the colour of a state: neutral, good, warn or bad."""
    return STATE_KINDS[State(state)]


@register.inclusion_tag("registrations/review/event_status.html")
def event_status(desk: Desk) -> dict[str, Any]:
    """Draw a tag where an event is cancelled or postponed; nothing where it is held as planned."""
    status = EventStatus(desk.status)
    return {"word": EVENT_STATUS_LABELS[status] if status is not EventStatus.SCHEDULED else ""}


@register.filter
def staff_name(user: Any) -> str:
    """Return how a member of staff is called; empty for nobody."""
    return labels.staff_name(user)


@register.filter
def presence(place: Any) -> str:
    """Return since when the person of a place is there, and who says so; empty for nobody."""
    return labels.presence(place)
