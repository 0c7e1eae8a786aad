"""The person changes what they answered; what stood before stays in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.crypto import constant_time_compare

from registrations.domain.errors import Closed, Stale
from registrations.domain.states import State
from registrations.models import AnswersEnding, FormerAnswers, NoticeKind, Registration
from registrations.notices.owing import owe
from registrations.queries.answers import answers_are_open

from . import desks
from .actor import PERSON
from .moving import move, refresh_state
from .rechecking import recheck

if TYPE_CHECKING:
    from datetime import datetime

    from .desks import LockedDesk


@transaction.atomic
def change_answers(*, registration: Registration, answers: dict[str, Any], seen: str, now: datetime) -> Registration:
    """Put new answers in the place of those that were `seen`, and owe the letter; the same answers change nothing.

    Where the rules ask for it, accepted places go back under review and keep their seats until staff decide. Raises
    Closed after the deadline, Stale where the answers are not those that were seen, and LinkDead.
    """
    under = desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk", "questionnaire").get(pk=registration.pk)
    recheck(registration, fresh=fresh)
    if not answers_are_open(fresh, now):
        raise Closed
    if answers == fresh.answers:
        return fresh
    if not constant_time_compare(seen, fingerprint(fresh)):
        raise Stale
    kept = _put(fresh, answers, AnswersEnding.EDITED, now)
    if under.desk.needs_review and under.desk.edits_reviewed:
        _review_again(fresh, under, now)
    owe(fresh, NoticeKind.CHANGED, cause=f"answers:{kept.pk}", now=now)
    return fresh


@transaction.atomic
def withdraw_consent(*, registration: Registration, key: str, now: datetime) -> Registration:
    """Take back the consent to an optional question, at any time: the answer becomes no, with the time kept.

    A second time changes nothing, nor does a question that is no consent or without which nobody takes part: there, the
    way is to cancel. (Regulation (EU) 2016/679, art. 7 para. 3.) Raises LinkDead.
    """
    desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk", "questionnaire").get(pk=registration.pk)
    recheck(registration, fresh=fresh)
    if fresh.answers.get(key) is True and key in withdrawable(fresh):
        _put(fresh, {**fresh.answers, key: False}, AnswersEnding.WITHDRAWN, now)
    return fresh


def withdrawable(registration: Registration) -> set[str]:
    """The keys of the consents that can be taken back without cancelling."""
    content = registration.questionnaire.content if registration.questionnaire is not None else {"questions": []}
    return {
        question["key"]
        for question in content["questions"]
        if question["kind"] == "consent"
        and not question.get("required")
        and registration.answers.get(question["key"]) is True
    }


def fingerprint(registration: Registration) -> str:
    """What tells the answers that somebody saw from those that stand now: the key of the last that were replaced."""
    last = FormerAnswers.objects.filter(registration=registration).values_list("pk", flat=True).first()
    return str(last or 0)


def _put(registration: Registration, answers: dict[str, Any], ending: AnswersEnding, now: datetime) -> FormerAnswers:
    kept = FormerAnswers.objects.create(
        registration=registration,
        questionnaire=registration.questionnaire,
        answers=registration.answers,
        ending=ending,
        at=now,
    )
    registration.answers = answers
    registration.save(update_fields=["answers"])
    refresh_state(registration)
    return kept


def _review_again(registration: Registration, under: LockedDesk, now: datetime) -> None:
    for place in registration.places.filter(state=State.ACCEPTED).order_by("pk"):
        place.registration = registration
        move(place, to=State.IN_REVIEW, under=under, by=PERSON, now=now, with_seat=True)
