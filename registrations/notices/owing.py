"""Owing a letter: a row in the outbox, written in the transaction of what it tells."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from registrations.conf import app_settings
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, NoticeState, Registration, Transition

from .pacing import next_letter_at
from .reasons import has_reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from registrations.models import Attendee, Desk

_BATCH = 500

LETTER_OF_STATE = {
    State.UNVERIFIED: NoticeKind.VERIFY,
    State.IN_REVIEW: NoticeKind.RECEIVED,
    State.ACCEPTED: NoticeKind.ACCEPTED,
    State.WAITLISTED: NoticeKind.WAITLISTED,
    State.OFFERED: NoticeKind.OFFER,
    State.REJECTED: NoticeKind.REJECTED,
    State.CANCELLED: NoticeKind.CANCELLED,
}
"""The letter that tells somebody of a state; a state that is not here is told by none."""


_NEVER_THE_SAME = frozenset({NoticeKind.WAITLISTED, NoticeKind.OFFER})
"""Who comes back to the line, or gets another offer, has another position or deadline."""

_UNREAD = (NoticeState.QUEUED, NoticeState.WITHHELD)


def owe(
    registration: Registration,
    kind: NoticeKind,
    *,
    cause: str,
    now: datetime,
    due_at: datetime | None = None,
    attendee: Attendee | None = None,
    recipient: str = "",
    language: str = "",
) -> Notice:
    """Owe a letter once, at once or not before `due_at`: the same registration, kind and cause make no second row.

    It goes to the address of the registration in its language, unless another recipient is named.
    """
    notice, _made = Notice.objects.get_or_create(
        dedupe_key=f"{registration.pk}:{kind}:{cause}",
        defaults={
            "desk_id": registration.desk_id,
            "registration": registration,
            "kind": kind,
            "cause": cause,
            "attendee": attendee,
            "recipient": recipient or registration.email,
            "language": language or registration.language,
            "due_at": due_at or now,
            "created_at": now,
        },
    )
    return notice


def owe_staff(
    desk: Desk,
    kind: NoticeKind,
    *,
    recipient: str,
    language: str,
    cause: str,
    context: dict[str, Any],
    now: datetime,
) -> None:
    """Owe a letter about a desk to somebody who works there, once for each cause."""
    Notice.objects.get_or_create(
        dedupe_key=f"desk:{desk.pk}:{kind}:{cause}",
        defaults={
            "desk": desk,
            "kind": kind,
            "cause": cause,
            "recipient": recipient,
            "language": language,
            "context": context,
            "due_at": now,
            "created_at": now,
        },
    )


def owe_decision(registration: Registration, transitions: list[Transition], *, now: datetime) -> Notice | None:
    """Owe the letter about a decision of staff, held back for REGISTRATIONS_UNDO_MINUTES.

    Letters that nobody has got yet, and that the decision takes back, are not needed any more. Needs the lock of the
    desk.
    """
    undone = taken_back(registration, now)
    unread = Notice.objects.filter(pk__in=[notice.pk for notice in undone], state__in=_UNREAD)
    stopped = unread.update(state=NoticeState.ABORTED, settled_at=now)
    kind = _letter_about(registration, transitions)
    if stopped == len(undone) and says_nothing_new(registration, kind, undone):  # else one of them is under way
        return None
    return owe_for(registration, transitions, now=now, due_at=now + timedelta(minutes=app_settings.UNDO_MINUTES))


def taken_back(registration: Registration, now: datetime, *, leaving: Collection[int] = ()) -> list[Notice]:
    """The letters about states, held back or withheld, that lose their reason; `leaving`: once these places move."""
    of_states = Notice.objects.filter(registration=registration, kind__in=LETTER_OF_STATE.values())
    held = Q(state=NoticeState.QUEUED, attempts=0, due_at__gt=now) | Q(state=NoticeState.WITHHELD)
    return [notice for notice in of_states.filter(held) if not has_reason(notice, now, leaving=leaving)]


def says_nothing_new(registration: Registration, kind: str | None, undone: Collection[Notice]) -> bool:
    """Whether a letter of this kind tells what the last one told: the ones between were taken back and never read."""
    if not undone or kind in _NEVER_THE_SAME:
        return False
    sent = Notice.objects.filter(registration=registration, kind__in=LETTER_OF_STATE.values(), state=NoticeState.SENT)
    told = sent.order_by("-pk").first()
    return told is not None and kind == told.kind


def is_held_back(registrations: Iterable[Registration], now: datetime) -> bool:
    """Whether a letter about a decision on one of these still waits for the end of its window."""
    kinds = [kind for kind in LETTER_OF_STATE.values() if kind is not NoticeKind.VERIFY]
    waiting = Notice.objects.filter(registration__in=list(registrations), kind__in=kinds)
    return waiting.filter(state=NoticeState.QUEUED, attempts=0, due_at__gt=now).exists()


def owe_each(
    registrations: QuerySet[Registration],
    kind: NoticeKind,
    *,
    cause: str,
    now: datetime,
    context: dict[str, Any] | None = None,
) -> int:
    """Owe one letter to each of many registrations, as `owe` does for one; returns to how many."""
    rows = registrations.order_by("pk").values_list("pk", "desk_id", "email", "language").iterator(chunk_size=_BATCH)
    count = 0
    while some := list(islice(rows, _BATCH)):
        Notice.objects.bulk_create(
            [
                Notice(
                    desk_id=desk,
                    registration_id=key,
                    kind=kind,
                    cause=cause,
                    dedupe_key=f"{key}:{kind}:{cause}",
                    recipient=email,
                    language=language,
                    context=context or {},
                    due_at=now,
                    created_at=now,
                )
                for key, desk, email, language in some
            ],
            ignore_conflicts=True,
        )
        count += len(some)
    return count


def owe_for(
    registration: Registration, transitions: list[Transition], *, now: datetime, due_at: datetime | None = None
) -> Notice | None:
    """Owe the one letter that tells of one act: it may have moved several places of the registration.

    The registration's state names the letter while something of it lives; the act itself does once all has ended.
    An address that was never confirmed gets no letter but the one that asks to confirm it.
    """
    if not transitions:
        return None
    if registration.is_nomination:
        owe_members(registration, now=now, due_at=due_at)
    kind = _letter_about(registration, transitions)
    if kind is None or (kind is not NoticeKind.VERIFY and is_unconfirmed(registration)):
        return None
    return owe(registration, kind, cause=f"transition:{transitions[0].pk}", now=now, due_at=due_at)


def owe_members(registration: Registration, *, now: datetime, due_at: datetime | None = None) -> list[Notice]:
    """Owe each member of an accepted nomination the letter that says who gave their details, and what for.

    Nobody is told twice: one whose letter is owed or was sent, at the address of today, gets no other. Needs the lock
    of the desk. (Regulation (EU) 2016/679, art. 14.)
    """
    if registration.state != State.ACCEPTED:
        return []
    earlier = Notice.objects.filter(registration=registration, kind=NoticeKind.NOMINATED)
    told = set(earlier.exclude(state=NoticeState.ABORTED).values_list("recipient", flat=True))
    number = earlier.count()
    owed = []
    for member in registration.attendees.members():
        if member.email in told:
            continue
        number += 1
        owed.append(
            owe(
                registration,
                NoticeKind.NOMINATED,
                cause=f"member:{number}",
                now=now,
                attendee=member,
                recipient=member.email,
                language=member.language,
                due_at=max(due_at or now, next_letter_at(member.email, now)),
            )
        )
    return owed


def is_unconfirmed(registration: Registration) -> bool:
    """Whether the address was to be confirmed and never was: its history tells, since the rules may have changed."""
    if registration.verified_at is not None:
        return False
    return Transition.objects.filter(place__registration=registration, to_state=State.UNVERIFIED).exists()


def _after_offer(told: State) -> NoticeKind | None:
    """The letter to somebody who has answered an offer, or let it pass."""
    return LETTER_OF_STATE.get(told) if told in {State.ACCEPTED, State.CANCELLED} else NoticeKind.OFFER_PASSED


def _letter_about(registration: Registration, transitions: list[Transition]) -> NoticeKind | None:
    if not transitions:
        return None
    told = State(registration.state) if registration.state in _told_by_state(transitions) else _last(transitions)
    return LETTER_OF_STATE.get(told) if transitions[0].from_state != State.OFFERED else _after_offer(told)


def _told_by_state(transitions: list[Transition]) -> set[str]:
    return {transition.to_state for transition in transitions}


def _last(transitions: list[Transition]) -> State:
    return State(transitions[-1].to_state)
