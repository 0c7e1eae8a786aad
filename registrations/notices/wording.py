"""The words that staff gave a letter: those of the event, else those of the site, else none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _

from registrations.domain.placeholders import IN_SUBJECTS, IN_TEXTS, OF_A_PERSON, filled
from registrations.models import LetterWording, NoticeKind

from .kinds import KINDS, TO_STAFF, UNCONFIRMED
from .links import site_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from registrations.models import Desk

WORDED = tuple(NoticeKind(kind) for kind in KINDS if kind not in TO_STAFF)
"""The letters that may be worded: all that people get."""


class StaffWords(NamedTuple):
    """A subject and an opening with placeholders; empty ones are ours."""

    subject: str = ""
    opening: str = ""


def allowed_in_opening(kind: str) -> Collection[str]:
    """The placeholders of an opening; nothing that a visitor typed goes to an address that nobody has confirmed."""
    return [word for word in IN_TEXTS if kind not in UNCONFIRMED or word not in OF_A_PERSON]


def staff_words(desk: Desk, kind: str, language: str) -> StaffWords:
    """The words for a letter of this desk, each taken from the event, or else from its site."""
    known = LetterWording.objects.filter(kind=kind, language=language)
    of_desk = known.filter(desk=desk).first() if not desk._state.adding else None
    of_site = known.filter(site=site_of(desk)).first()
    found = [one for one in (of_desk, of_site) if one is not None]
    return StaffWords(
        subject=next((one.subject for one in found if one.subject), ""),
        opening=next((one.opening for one in found if one.opening), ""),
    )


def worded(words: StaffWords, kind: str, context: dict[str, Any]) -> StaffWords:
    """The words with the facts of a letter in the place of their placeholders."""
    facts = {word: str(context.get(word) or "") for word in IN_TEXTS}
    facts["name"] = facts["name"] or _("participant")
    facts["when"] = facts["when"] or _("a day that is not known yet")
    opening = {word: facts[word] for word in allowed_in_opening(kind)}
    return StaffWords(
        filled(words.subject, {word: facts[word] for word in IN_SUBJECTS}),
        filled(words.opening, opening),
    )
