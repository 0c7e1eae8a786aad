"""Whether a letter still has its reason: what it would tell must be true at the moment when it is sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from registrations.conf import app_settings
from registrations.domain.changes import IN_CALENDARS, Nature
from registrations.domain.occasion import EventStatus
from registrations.domain.states import LIVE
from registrations.models import DeskChange, Message, NoticeKind, Transition
from registrations.queries.upcoming import begin_of, day_of

from .kinds import HOLD_OUT_A_SEAT, KINDS, TO_STAFF

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from registrations.models import Notice, Registration

TO_OTHERS = frozenset({NoticeKind.BODY_NAMED, NoticeKind.NOMINATED, NoticeKind.ANSWER})
"""Letters that go to somebody else than the person who filled the form in."""

_TRANSITION, _CHANGE, _MESSAGE = "transition:", "change:", "message:"
BEGINS, AFTER = "begins:", "after"
"""How the causes of reminders begin, and what that of thanks is."""

BY_STAFF, ADDRESS = "staff:", "address:"
"""How the causes of letters begin that staff send again, or to a corrected address."""


def cause_of(notice: Notice) -> Transition | None:
    """The first move of the act that a letter tells of; None for letters that no move owes."""
    if not notice.cause.startswith(_TRANSITION):
        return None
    return Transition.objects.filter(pk=notice.cause.removeprefix(_TRANSITION)).first()


def change_of(notice: Notice) -> DeskChange | None:
    """The change of the event that a letter tells of; None for letters that no change owes."""
    if not notice.cause.startswith(_CHANGE):
        return None
    return DeskChange.objects.filter(pk=notice.cause.removeprefix(_CHANGE), desk=notice.desk_id).first()


def has_reason(notice: Notice, now: datetime, *, leaving: Collection[int] = ()) -> bool:
    """Whether the letter is still true at the UTC instant `now`, also once the places `leaving` stand elsewhere.

    A letter about a move is true while a place stands where that very act put it: somebody who was accepted,
    cancelled and accepted again gets the last letter only. A letter about a change of the event is true until a later
    change is announced, and none holds out a seat at an event that is cancelled.
    """
    if notice.kind in TO_STAFF:
        return True
    registration = notice.registration
    if registration is None:
        return False
    if not notice.recipient or (notice.kind not in TO_OTHERS and notice.recipient != registration.email):
        return False  # corrected since, or nobody's: links are minted now, and theirs is another
    if notice.kind not in TO_OTHERS | {NoticeKind.VERIFY} and registration.awaits_confirmation:
        return False  # nobody has said yet that the mailbox is theirs
    if notice.cause == AFTER or notice.cause.startswith(BEGINS):
        return _is_time_for(notice, registration, now)
    if not _is_wanted(notice, registration, now):
        return False
    return _event_allows(notice) and _stands_there(notice, registration, leaving)


def _event_allows(notice: Notice) -> bool:
    """Whether the event is still what the letter says: not cancelled meanwhile, not changed again."""
    if notice.kind in HOLD_OUT_A_SEAT and notice.desk.is_cancelled:
        return False
    return not notice.cause.startswith(_CHANGE) or _is_last_word(notice)


def _stands_there(notice: Notice, registration: Registration, leaving: Collection[int]) -> bool:
    """Whether a place stands in a state that the letter tells of, by the very act that owes it."""
    corrected = notice.kind == NoticeKind.VERIFY and registration.readdressed_at is not None
    stay = registration.places.exclude(pk__in=leaving)
    places = stay.filter(state__in=LIVE if corrected else KINDS[notice.kind].tells)
    if notice.cause.startswith(_TRANSITION):
        cause = cause_of(notice)
        if cause is None:
            return False
        places = places.filter(moved_at=cause.at)
    return places.exists()


def _is_time_for(notice: Notice, registration: Registration, now: datetime) -> bool:
    """Whether a letter that time owes still fits: the event begins on that day, or is over and thanks people."""
    desk = notice.desk
    if desk.status != EventStatus.SCHEDULED:
        return False
    places = registration.places.accepted().select_related("pool")
    if notice.cause == AFTER:
        return desk.thanks and places.exists()
    day = notice.cause.removeprefix(BEGINS)
    begins = [begin_of(place.pool, desk) for place in places]
    return any(begin is not None and begin > now and day_of(begin, desk.zone) == day for begin in begins)


def _is_wanted(notice: Notice, registration: Registration, now: datetime) -> bool:
    """Whether what this kind of letter asks of its reader can still be done."""
    match notice.kind:
        case NoticeKind.NOMINATED:
            return _still_named(notice)
        case NoticeKind.QUESTION:
            return _is_open(notice)
        case NoticeKind.VERIFY:
            return registration.awaits_confirmation and now < verify_until(registration)
    return True


def message_of(notice: Notice) -> Message | None:
    """The question or answer that a letter brings; None for letters that bring none."""
    if not notice.cause.startswith(_MESSAGE):
        return None
    return Message.objects.filter(pk=notice.cause.removeprefix(_MESSAGE)).first()


def _is_open(notice: Notice) -> bool:
    """Whether the question is still the last word."""
    question = message_of(notice)
    return (
        question is not None
        and not Message.objects.filter(registration=question.registration_id, pk__gt=question.pk).exists()
    )


def _still_named(notice: Notice) -> bool:
    """Whether the person is still a member, at the address to which the letter would go."""
    member = notice.attendee
    return member is not None and member.ended_at is None and member.email == notice.recipient


def _is_last_word(notice: Notice) -> bool:
    """Whether the change that a letter tells of is the last that was announced, and still true of the event."""
    change = change_of(notice)
    if change is None or (notice.kind == NoticeKind.EVENT_CANCELLED) is not notice.desk.is_cancelled:
        return False
    later = notice.desk.changes.filter(pk__gt=change.pk, nature=Nature.MOVED)
    return not any(one.kind_set & IN_CALENDARS for one in later)


def verify_until(registration: Registration) -> datetime:
    """The UTC instant from which the address can no longer be confirmed: one that staff corrected has its own time."""
    return (registration.readdressed_at or registration.created_at) + timedelta(hours=app_settings.VERIFY_HOURS)
