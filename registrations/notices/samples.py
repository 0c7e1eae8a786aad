"""Letters of every kind to somebody invented, with real-looking facts: for the gallery, and for whoever words them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from registrations.conf import app_settings
from registrations.domain.changes import ChangeKind, Facts
from registrations.domain.occasion import EventStatus, Occasion
from registrations.domain.states import ActorKind, State
from registrations.models import Attendee, AttendeeRole, Desk, DeskChange, Notice, NoticeKind, Registration, Transition
from registrations.models.labels import state_label
from registrations.queries.news import Level, News
from registrations.queries.standing import Standing
from registrations.queries.wording import occasion_in

from .context import letter_context
from .kinds import KINDS, TO_STAFF
from .previewing import Preview, written_with
from .staff import staff_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .wording import StaffWords

REFERENCE = "2345-6789"
ADDRESS = "maria@example.org"
_OF_BODIES = frozenset({NoticeKind.BODY_NAMED, NoticeKind.NOMINATED, NoticeKind.MEMBER_DECLINED})
_CHANGES = {
    NoticeKind.EVENT_MOVED: ChangeKind.DATE,
    NoticeKind.VENUE_CHANGED: ChangeKind.VENUE,
    NoticeKind.EVENT_CANCELLED: ChangeKind.CANCELLED,
}
_STATES = {
    NoticeKind.ALREADY_REGISTERED: State.ACCEPTED,
    NoticeKind.OFFER_PASSED: State.WAITLISTED,
    NoticeKind.CHANGED: State.ACCEPTED,
    NoticeKind.LINK: State.ACCEPTED,
    NoticeKind.MEMBER_DECLINED: State.ACCEPTED,
    NoticeKind.EVENT_MOVED: State.ACCEPTED,
    NoticeKind.VENUE_CHANGED: State.ACCEPTED,
    NoticeKind.EVENT_CANCELLED: State.ACCEPTED,
    NoticeKind.BODY_NAMED: State.IN_REVIEW,
    NoticeKind.QUESTION: State.ASKED,
    NoticeKind.ANSWER: State.IN_REVIEW,
}


def every_sample(language: str) -> Iterator[tuple[NoticeKind, Preview]]:
    """A letter of each kind in one language, about an invented event."""
    for kind in KINDS:
        yield NoticeKind(kind), sample(NoticeKind(kind), language)


def sample(kind: NoticeKind, language: str, *, desk: Desk | None = None, words: StaffWords | None = None) -> Preview:
    """A letter of one kind, about `desk` or an invented event; `words` replace those that were kept for it.

    Nothing is read but the site and the event, and nothing is written.
    """
    with override(language):
        now = datetime.now(UTC)
        about = desk or invented_desk(now)
        occasion = occasion_in(about, language) if desk is not None else _invented_occasion(about)
        state = _STATES.get(kind) or next(iter(KINDS[kind].tells), State.ACCEPTED)
        person = Registration(
            desk=about,
            name=_("Maria Example"),
            email=ADDRESS,
            reference=REFERENCE,
            language=language,
            state=state,
            created_at=now,
            verified_at=None if kind == NoticeKind.VERIFY else now,
            body_name=_("Municipality of Example") if kind in _OF_BODIES else "",
        )
        if kind in TO_STAFF:
            return _to_staff(kind, language, about, occasion)
        notice = Notice(desk=about, registration=person, kind=kind, language=language, recipient=ADDRESS)
        if kind in _OF_BODIES:
            notice.attendee = _member(person)
        move = _move(kind, state, now)
        context = letter_context(
            notice,
            person,
            now,
            supposed=([_standing(occasion, state, now)], move),
            change=_change(kind, about) if kind in _CHANGES else None,
            occasion=occasion,
        )
        if kind == NoticeKind.AFTERWARDS:
            context.update(_afterwards(context))
        if kind == NoticeKind.QUESTION:
            context["question"] = _("Which of the two sessions suits you better?")
        return written_with(notice, context, words)


def _to_staff(kind: NoticeKind, language: str, desk: Desk, occasion: Occasion) -> Preview:
    news = News(new=3, waiting=5, failed=1, levels=[Level(0, "", 80, 24, 30)]).as_json()
    notice = Notice(desk=desk, kind=kind, language=language, recipient=ADDRESS, context=news)
    return written_with(notice, staff_context(notice, occasion=occasion))


def invented_desk(now: datetime) -> Desk:
    """An event in three weeks, as no database knows it; its words are in the active language."""
    zone = app_settings.ZONE
    begins_at = (
        (now + timedelta(days=21)).astimezone(ZoneInfo(zone)).replace(hour=10, minute=0, second=0, microsecond=0)
    )
    return Desk(
        translation_key=UUID(int=0),
        title=_("Workshop: letters that everybody understands"),
        begins_at=begins_at.astimezone(UTC),
        ends_at=(begins_at + timedelta(hours=3)).astimezone(UTC),
        zone=zone,
        venue=_("Assembly hall"),
        address=_("3 Example Square"),
    )


def _invented_occasion(desk: Desk) -> Occasion:
    return desk.occasion


def _standing(occasion: Occasion, state: State, now: datetime) -> Standing:
    """A place in the first session, or at the event."""
    session = next(iter(occasion.sessions_here), None)
    return Standing(
        place_id=0,
        session_key=session.key if session else "",
        state=state,
        state_label=state_label(state),
        title=session.title if session else "",
        begins_at=session.begins_at if session else None,
        ends_at=session.ends_at if session else None,
        room=session.room if session else "",
        position=3 if state is State.WAITLISTED else None,
        moved_at=now,
        may_cancel=True,
        offer_until=now + timedelta(hours=48) if state is State.OFFERED else None,
    )


def _move(kind: NoticeKind, state: State, now: datetime) -> Transition | None:
    """The act that the letter tells of; a refusal gives its reason."""
    if kind not in {NoticeKind.REJECTED, NoticeKind.CANCELLED}:
        return Transition(to_state=state, actor=ActorKind.STAFF, at=now)
    reason = _("There were more applications than seats; those who work with the public went first.")
    return Transition(to_state=state, actor=ActorKind.STAFF, reason=reason, tells_reason=True, at=now)


def _afterwards(context: dict[str, Any]) -> dict[str, Any]:
    if context.get("materials"):
        return {}
    words = context["afterwards"] or _("You find the slides on the page of the event.")
    address = context["link"] or f"{context['site_url']}/workshops/letters/"
    return {"afterwards": words, "link": address, "page_link": address}


def _member(person: Registration) -> Attendee:
    return Attendee(
        registration=person,
        name=_("Nikos Example"),
        email="nikos@example.org",
        role=AttendeeRole.ALTERNATE,
        position=_("Head of the citizens’ service centre"),
    )


def _change(kind: NoticeKind, desk: Desk) -> DeskChange:
    """What the event was before: a week earlier, or in another place."""
    after = desk.facts([])
    week = timedelta(days=7)
    before = Facts(
        begins_at=after.begins_at - week if after.begins_at and kind == NoticeKind.EVENT_MOVED else after.begins_at,
        ends_at=after.ends_at - week if after.ends_at and kind == NoticeKind.EVENT_MOVED else after.ends_at,
        zone=after.zone,
        venue=_("Library") if kind == NoticeKind.VENUE_CHANGED else after.venue,
        address=after.address,
        status=EventStatus.SCHEDULED,
    )
    return DeskChange(
        desk=desk,
        kinds=[_CHANGES[kind]],
        before=before.as_json(),
        after=after.as_json(),
        reasons={"*": _("The hall is being repaired.")},
    )
