"""Staff ask the applicant something, and the applicant answers on the personal page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.domain.errors import MoveNotAllowed, NothingAsked, ReasonMissing, Stale
from registrations.domain.states import VERIFIED_LIVE, ActorKind, State
from registrations.models import Message, NoticeKind, Registration
from registrations.notices.owing import owe
from registrations.notices.staff import language_of
from registrations.text import tidy_text

from . import desks
from .actor import PERSON
from .moving import log_move, move, refresh_state
from .rechecking import recheck

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor
    from .desks import LockedDesk


@transaction.atomic
def ask(*, registration: Registration, text: str, by: Actor, now: datetime, version: int | None = None) -> Message:
    """Ask the person, and owe the letter; what is under review waits for the answer, and keeps the seat it has.

    Raises ReasonMissing for a question without words, Stale, and MoveNotAllowed where the address is not confirmed or
    the registration is over.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if version is not None and version != fresh.version:
        raise Stale
    if not tidy_text(text):
        raise ReasonMissing
    if not may_be_asked(fresh):
        raise MoveNotAllowed(start=State(fresh.state), to=State.ASKED, by=ActorKind.STAFF)
    message = _write(fresh, text, by, now)
    _move_all(fresh, start=State.IN_REVIEW, to=State.ASKED, under=under, by=by, now=now)
    log_move(fresh, "registrations.asked", by=by, details={"message": message.pk})
    owe(fresh, NoticeKind.QUESTION, cause=f"message:{message.pk}", now=now)
    return message


@transaction.atomic
def answer(*, registration: Registration, text: str, now: datetime) -> Message:
    """Keep the person's answer, put what waited for it back under review, and owe a letter to whoever asked.

    Raises NothingAsked where no question is open, ReasonMissing for an answer without words, and LinkDead.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    recheck(registration, fresh=fresh)
    question = open_question(fresh)
    if question is None:
        raise NothingAsked
    if not tidy_text(text):
        raise ReasonMissing
    message = _write(fresh, text, PERSON, now)
    _move_all(fresh, start=State.ASKED, to=State.IN_REVIEW, under=under, by=PERSON, now=now)
    _tell(question, message, now)
    return message


def may_be_asked(registration: Registration) -> bool:
    """Whether a question would reach its person: the registration lives, and its address of today is confirmed."""
    return registration.state in VERIFIED_LIVE and not registration.awaits_confirmation


def open_question(registration: Registration) -> Message | None:
    """The question that waits for an answer; None where there is none, or the registration is over."""
    last = registration.messages.select_related("author").newest_first().first()
    return last if waits_for_answer(registration, last) else None


def waits_for_answer(registration: Registration, last: Message | None) -> bool:
    """Whether the last message of a registration is a question that its person may answer."""
    return last is not None and last.is_question and registration.state in VERIFIED_LIVE


def _tell(question: Message, answered: Message, now: datetime) -> None:
    """Owe the letter to whoever asked, where they can still be written to."""
    author = question.author
    if author is None or not author.is_active or not getattr(author, "email", ""):
        return
    owe(
        answered.registration,
        NoticeKind.ANSWER,
        cause=f"message:{answered.pk}",
        now=now,
        recipient=author.email,
        language=language_of(author),
    )


def _write(registration: Registration, text: str, by: Actor, now: datetime) -> Message:
    message = Message.objects.create(
        registration=registration, side=by.kind, author=by.user, text=tidy_text(text), at=now
    )
    refresh_state(registration)
    return message


def _move_all(
    registration: Registration, *, start: State, to: State, under: LockedDesk, by: Actor, now: datetime
) -> None:
    for place in registration.places.filter(state=start).order_by("pk"):
        place.registration = registration
        move(place, to=to, under=under, by=by, now=now)
