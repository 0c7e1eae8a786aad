"""The words on how an event stands: cancelled, postponed, moved, held elsewhere; with the old value beside the new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registrations.public import EventStatus

RESCHEDULED = "rescheduled"
"""The status of an event that is held as planned, on another day than was announced first."""

if TYPE_CHECKING:
    from .models import EventFields


@dataclass(frozen=True, slots=True)
class Life:
    """What a page says of its event: a banner where there is news (else `title` is empty), and dates for the facts."""

    title: str = ""
    lines: tuple[str, ...] = ()
    kind: str = "warning"
    expected: str = ""
    previous: str = ""
    previous_venue: str = ""


def life_of(event: EventFields) -> Life:
    """How the event stands, in the language of the moment."""
    language = get_language() or "el"
    status, previous = event.event_status, event.previous_text(language)
    title = _title(event, status)
    lines = []
    reason = event.life_reason(language)
    if title and reason:
        lines.append(_("The reason: %(reason)s") % {"reason": reason})
    if status == EventStatus.POSTPONED and not event.is_expected:
        lines.append(_("The new date is not known yet."))
    return Life(
        title=title,
        lines=tuple(lines),
        kind="info" if status == RESCHEDULED or not status else "warning",
        expected=event.expected_text(language),
        previous=previous,
        previous_venue=event.told.old_venue if title else "",
    )


def _title(event: EventFields, status: str) -> str:
    if status == EventStatus.CANCELLED:
        return _("The event is cancelled")
    if status == EventStatus.POSTPONED:
        return _("The event is postponed")
    if status == RESCHEDULED and event.told.old_venue:
        return _("New date and new venue")
    if status == RESCHEDULED:
        return _("New date")
    return _("New venue") if event.told.old_venue else ""
