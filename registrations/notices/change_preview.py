"""The letters about a change of an event as they would be written now, to somebody invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from registrations.domain.changes import ChangeKind
from registrations.domain.states import State
from registrations.models import Notice, Registration
from registrations.models.labels import state_label
from registrations.queries.standing import Standing
from registrations.queries.wording import occasion_in

from .context import letter_context
from .kinds import letter_of
from .previewing import Preview, written_with

if TYPE_CHECKING:
    from registrations.domain.changes import SessionHours
    from registrations.domain.occasion import Occasion, SessionFact
    from registrations.models import Desk, DeskChange, NoticeKind

REFERENCE = "AB12-CD34"


def languages_of(desk: Desk) -> list[str]:
    """The languages of the site in which the event has a published page, or somebody has registered."""
    pages = Page.objects.live().filter(translation_key=desk.translation_key, alias_of=None)
    spoken = set(pages.values_list("locale__language_code", flat=True))
    spoken |= set(desk.registrations.order_by().values_list("language", flat=True).distinct())
    return [code for code, _name in settings.LANGUAGES if code in spoken]


def preview_change(change: DeskChange, *, drafts: dict[str, Occasion] | None = None) -> list[Preview]:
    """The letter in each language, with the new facts of the change; `drafts` has the words of pages as typed.

    Empty where no letter tells of the change.
    """
    kind = letter_of(change.kind_set)
    if kind is None:
        return []
    return [_one(change, kind, language, (drafts or {}).get(language)) for language in languages_of(change.desk)]


def _one(change: DeskChange, kind: NoticeKind, language: str, draft: Occasion | None) -> Preview:
    desk, now = change.desk, datetime.now(UTC)
    with override(language):
        occasion = draft or with_new_facts(occasion_in(desk, language), change)
        person = Registration(
            desk=desk,
            name=_("Maria Example"),
            reference=REFERENCE,
            language=language,
            state=State.ACCEPTED,
            verified_at=now,
        )
        notice = Notice(desk=desk, registration=person, kind=kind, language=language)
        places = [_seat(occasion, now)]
        context = letter_context(notice, person, now, supposed=(places, None), change=change, occasion=occasion)
        return written_with(notice, context)


def with_new_facts(occasion: Occasion, change: DeskChange) -> Occasion:
    """The words of a language with the dates of the change; a venue that changed is named as the editor named it."""
    new = change.new
    moved = ChangeKind.VENUE in change.kind_set
    return replace(
        occasion,
        begins_at=new.begins_at,
        ends_at=new.ends_at,
        zone=new.zone,
        status=new.status,
        expected_on=new.expected_on,
        precision=new.precision,
        sessions=tuple(_with_new_hours(session, new.sessions.get(session.key)) for session in occasion.sessions),
        venue=new.venue if moved else occasion.venue,
        address=new.address if moved else occasion.address,
    )


def _with_new_hours(session: SessionFact, hours: SessionHours | None) -> SessionFact:
    """The words of a session with its hours of the change: the page of its language may still have the old ones."""
    return session if hours is None else replace(session, begins_at=hours.begins_at, ends_at=hours.ends_at)


def _seat(occasion: Occasion, now: datetime) -> Standing:
    """A seat in the first session, or at the event."""
    session = next(iter(occasion.sessions_here), None)
    return Standing(
        place_id=0,
        session_key=session.key if session else "",
        state=State.ACCEPTED,
        state_label=state_label(State.ACCEPTED),
        title=session.title if session else "",
        begins_at=session.begins_at if session else None,
        ends_at=session.ends_at if session else None,
        room=session.room if session else "",
        position=None,
        moved_at=now,
        may_cancel=True,
    )
