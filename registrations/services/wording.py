"""Staff word letters: for one event, or for all events of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from registrations.domain import placeholders
from registrations.models import Desk, LetterWording
from registrations.notices.wording import WORDED, StaffWords, allowed_in_opening
from registrations.text import tidy_line, tidy_text, without_controls

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Site

    from registrations.models import NoticeKind

    from .actor import Actor


@transaction.atomic
def word_letter(
    *, about: Desk | Site, kind: NoticeKind, language: str, words: StaffWords, by: Actor, now: datetime
) -> LetterWording | None:
    """Keep the words of one kind of letter in one language, or go back to ours (None) where both are empty.

    Raises UnknownPlaceholder, and ValueError for a kind of letter that has no words of its own.
    """
    if kind not in WORDED:
        raise ValueError(kind)
    tidy = StaffWords(tidy_line(without_controls(words.subject)), tidy_text(without_controls(words.opening)))
    placeholders.check(tidy.subject, placeholders.IN_SUBJECTS)
    placeholders.check(tidy.opening, allowed_in_opening(kind))
    whose = "desk" if isinstance(about, Desk) else "site"
    key = {whose: about, "kind": kind, "language": language}
    known = LetterWording.objects.filter(**key)
    log(about, "registrations.worded", user=by.user, data={"letter": str(kind), "language": language})
    if not any(tidy):
        known.delete()
        return None
    wording = known.first() or LetterWording(**key)
    wording.subject, wording.opening = tidy
    wording.changed_at, wording.changed_by = now, by.user
    wording.save()
    return wording
