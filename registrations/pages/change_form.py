"""Asks the editor, before an event that people have registered for is published with another date, what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from registrations.domain.changes import IN_CALENDARS, ChangeKind, Nature
from registrations.domain.windows import ImpossibleTime
from registrations.services.announcing import people_to_tell
from registrations.services.desks import find_desk

from .change_letters import change_of_draft
from .changing import newest_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registrations.models import DeskChange

CHOICE, REASON, REASON_OTHER = (
    "registration_change",
    "registration_change_reason",
    "registration_change_reason_other",
)


class ChangeFormPart:
    """The part of the page form that knows of changes. A choice that was for an earlier change is not offered again."""

    instance: Any
    fields: dict[str, Any]
    initial: dict[str, Any]

    def forget_old_choice(self) -> None:
        """Empty what was said about a change that is made already."""
        page = self.instance
        if CHOICE not in self.fields or not (page.registration_change or page.registration_change_reason):
            return
        desk = find_desk(page) if page.pk else None
        if not page.change_is_said_for(desk):
            for name in (CHOICE, REASON, REASON_OTHER):
                self.initial[name] = ""

    def remember_basis(self, cleaned: dict[str, Any]) -> None:
        """Note which change was the newest when this was said."""
        said = cleaned.get(CHOICE) or cleaned.get(REASON)
        desk = find_desk(self.instance) if said and self.instance.pk else None
        self.instance.registration_change_basis = newest_change(desk) if said else None

    def change_problems(self, cleaned: dict[str, Any], typed: Any) -> Iterator[tuple[str, Any]]:
        """What must be said before `typed`, the page as it would be, is published."""
        if CHOICE not in self.fields:
            return
        try:
            change = change_of_draft(typed)
        except ImpossibleTime:
            return  # the page itself says so
        if change is None:
            return
        people = people_to_tell(change.desk).count() if change.kind_set & IN_CALENDARS else 0
        choice, reason = cleaned.get(CHOICE), (cleaned.get(REASON) or "").strip()
        called_off = change.kind_set & {ChangeKind.CANCELLED, ChangeKind.POSTPONED}
        if people and not choice:
            yield CHOICE, _question(change, people)
        if people and called_off and choice == Nature.CORRECTION:
            yield CHOICE, _must_be_told(people)
        if not reason and (called_off or (people and choice == Nature.MOVED)):
            yield REASON, _("Say why: it stands on the page and in the letters.")


def _question(change: DeskChange, people: int) -> str:
    return ngettext(
        "This changes what %(people)d person has registered for (%(what)s). Say whether it is a correction or a real "
        "change.",
        "This changes what %(people)d people have registered for (%(what)s). Say whether it is a correction or a real "
        "change.",
        people,
    ) % {"people": people, "what": change.what}


def _must_be_told(people: int) -> str:
    return ngettext(
        "%(people)d person has registered and must hear of it: an event is not postponed or cancelled as a "
        "correction. Choose the real change.",
        "%(people)d people have registered and must hear of it: an event is not postponed or cancelled as a "
        "correction. Choose the real change.",
        people,
    ) % {"people": people}
