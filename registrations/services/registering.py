"""Taking a registration: decided and written under the lock of the desk."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from registrations.conf import app_settings
from registrations.domain import seating
from registrations.domain.errors import AlreadyRegistered, BodyMissing, Closed, NotHere, NotYetOpen, TooFewSeats
from registrations.domain.members import Role, check_two_people
from registrations.domain.parties import check_party
from registrations.domain.people import person_key
from registrations.domain.references import new_reference
from registrations.domain.rules import Mode
from registrations.domain.states import ActorKind, State
from registrations.domain.windows import Window
from registrations.models import Attendee, AttendeeRole, Desk, NoticeKind, Place, Registration, UntakenForm
from registrations.notices.owing import owe, owe_for
from registrations.notices.pacing import letters_this_hour, next_letter_at
from registrations.text import fold

from . import desks
from .actor import PERSON, Actor
from .moving import move
from .promoting import line_length, release_overdue
from .submission import Submission

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import SeatPool, Transition

    from .desks import LockedDesk


__all__ = ["Submission", "check_open", "register"]


def register(*, desk: Desk, submission: Submission, now: datetime, by: Actor = PERSON) -> Registration:
    """Take a registration and give it a seat, a place in line or a review; the same form sent again changes nothing.

    All who come together get seats, or all of them wait. Raises NotHere, NotYetOpen, Closed, Full (TooFewSeats where
    some are left), PartyTooLarge, BodyMissing, NotTwoPeople, and AlreadyRegistered (the letter that says so is owed).
    """
    try:
        with transaction.atomic():
            return _register(desk.pk, submission, now, by)
    except AlreadyRegistered:
        _not_taken(desk, submission, now)
        raise
    except IntegrityError as problem:
        earlier = Registration.objects.filter(desk=desk, nonce=submission.nonce).first()
        if earlier is not None:
            return earlier
        if live_twin(desk, submission) is None:
            raise
        _not_taken(desk, submission, now)
        raise AlreadyRegistered from problem


def check_open(desk: Desk, *, now: datetime) -> None:
    """Let pass while the desk takes registrations. Raises NotHere, NotYetOpen or Closed."""
    if desk.mode != Mode.HERE or not desk.is_published:
        raise NotHere
    window = desk.window(now)
    if window is Window.CLOSED:
        raise Closed
    if window is Window.NOT_YET:
        assert desk.opens_at is not None  # noqa: S101 — a window that has not opened has an opening
        raise NotYetOpen(desk.opens_at)


def _register(desk_id: int, submission: Submission, now: datetime, by: Actor) -> Registration:
    under = desks.locked(desk_id)
    desk = under.desk
    earlier = Registration.objects.filter(desk=desk, nonce=submission.nonce).first()
    if earlier is not None:
        return earlier
    check_open(desk, now=now)
    check_two_people(member.email for member in submission.members)
    check_party(desk.rules, people=1 + len(submission.companions))
    release_overdue(under, now=now)
    pools = _chosen_pools(under, submission)
    first = {pool.pk: _first_state(under, pool, seats=1 + len(submission.companions)) for pool in pools}
    # Asked last: all are refused alike while it is closed or full, so that a refusal never tells who is registered.
    if live_twin(desk, submission) is not None:
        raise AlreadyRegistered
    verifies = desk.verify_address and by.kind is not ActorKind.STAFF  # staff vouch for an address they were told
    opening = State.UNVERIFIED if verifies else min(first.values())
    vouched_at = now if by.kind is ActorKind.STAFF else None
    registration = _insert(desk, submission, state=opening, now=now, verified_at=vouched_at)
    attendees = _insert_attendees(registration, submission)
    transitions = []
    for pool in pools:
        for attendee in attendees:
            place = Place(attendee=attendee, registration=registration, pool=pool)
            transitions.append(_take(place, first[pool.pk], verifies=verifies, under=under, by=by, now=now))
    owe_for(registration, transitions, now=now, due_at=next_letter_at(submission.email, now))
    return registration


def _insert_attendees(registration: Registration, submission: Submission) -> list[Attendee]:
    """Write who takes part; returns who has a seat: the person with all companions, or the regular member of a body.

    The seat belongs to the body: its alternate member holds none, and stands in on the same one. Raises BodyMissing
    where nobody is named as its regular member.
    """
    if not submission.body_name:
        person = Attendee.objects.create(registration=registration, name=submission.name, email=submission.email)
        theirs = {"registration": registration, "role": AttendeeRole.COMPANION}
        return [person, *(Attendee.objects.create(name=name, **theirs) for name in submission.companions)]
    named = {
        member.role: Attendee.objects.create(
            registration=registration,
            role=member.role,
            name=member.name,
            email=member.email,
            position=member.position,
            phone=member.phone,
            language=member.language,
        )
        for member in submission.members
    }
    if Role.REGULAR not in named:
        raise BodyMissing
    return [named[Role.REGULAR]]


def _chosen_pools(under: LockedDesk, submission: Submission) -> list[SeatPool]:
    """The open pools that the form asked for. Raises NotHere for one that closed, or for none at all."""
    keys = set(submission.session_keys)  # a forged form may name one twice
    pools = [pool for pool in under.pools.values() if pool.session_key in keys and not pool.is_closed]
    if not pools or len(pools) != len(keys):
        raise NotHere
    return pools


def _first_state(under: LockedDesk, pool: SeatPool, *, seats: int) -> State:
    rules = under.desk.rules
    line = line_length(pool) if rules.waiting_list else 0
    try:
        return seating.first_state(rules, capacity=pool.seats, taken=pool.taken, line=line, seats=seats)
    except TooFewSeats as refusal:
        refusal.where, refusal.free = pool.title, _shown_free(pool, refusal.free)
        raise


def _shown_free(pool: SeatPool, free: int) -> int:
    """How many seats are free as the page tells it: a refusal must not tell more than that."""
    return seating.shown_free(free=free, unconfirmed=pool.places.unconfirmed().count()) or 0


def _take(place: Place, following: State, *, verifies: bool, under: LockedDesk, by: Actor, now: datetime) -> Transition:
    """Write the first move of a new place: where the address is verified first, a short hold on its seat."""
    if not verifies:
        return move(place, to=following, under=under, by=by, now=now)
    holds = seating.holds_seat(following, under.desk.rules)
    until = now + timedelta(minutes=app_settings.HOLD_MINUTES) if holds else None
    return move(place, to=State.UNVERIFIED, under=under, by=by, now=now, with_seat=holds, hold_until=until)


def _insert(
    desk: Desk, submission: Submission, *, state: State, now: datetime, verified_at: datetime | None
) -> Registration:
    reference = new_reference(secrets.randbelow)
    return Registration.objects.create(
        desk=desk,
        questionnaire=submission.questionnaire,
        privacy_notice=submission.privacy_notice,
        organisation=submission.organisation,
        body_name=submission.body_name,
        reference=reference,
        nonce=submission.nonce,
        name=submission.name,
        email=submission.email,
        person_key=_key(desk, submission),
        search_text=search_text(
            submission.name,
            submission.email,
            reference,
            submission.body_name,
            *submission.companions,
            *(text for member in submission.members for text in (member.name, member.email)),
        ),
        language=submission.language,
        answers=submission.answers,
        state=state,
        created_at=now,
        verified_at=verified_at,
    )


def search_text(*parts: str) -> str:
    """What the desk's search looks through: folded, so that accents and case do not matter."""
    return fold(" ".join(part for part in parts if part))[:700]


def _key(desk: Desk, submission: Submission) -> str:
    return person_key(desk.rules.person_key, email=submission.email, name=submission.name, body=submission.body)


def live_twin(desk: Desk, submission: Submission) -> Registration | None:
    """The live registration of the same person, or of the same body; None where there is none."""
    try:
        key = _key(desk, submission)
    except BodyMissing:  # they came without a body, before bodies were counted
        return None
    return Registration.objects.live().filter(desk=desk, person_key=key).first() if key else None


def _not_taken(desk: Desk, submission: Submission, now: datetime) -> None:
    """Keep a form of somebody who is registered for a while, and tell them by letter."""
    if desk.verify_address:
        content = submission.as_content()
        UntakenForm.objects.get_or_create(
            desk=desk, nonce=submission.nonce, defaults={"content": content, "created_at": now}
        )
    tell_known(desk, submission, cause=f"form:{submission.nonce}", now=now)


def tell_known(desk: Desk, submission: Submission, *, cause: str, now: datetime) -> None:
    """Owe the letter that says "you are already registered", to the address that is registered, at a bounded rate.

    Somebody else of the same body gets a letter of their own, which tells nothing about the first nomination.
    """
    with transaction.atomic():
        twin = live_twin(desk, submission)
        if twin is None or letters_this_hour(submission.email, now) >= app_settings.LETTERS_PER_HOUR:
            return
        if twin.is_nomination and twin.email != submission.email:
            owe(
                twin,
                NoticeKind.BODY_NAMED,
                cause=cause,
                now=now,
                recipient=submission.email,
                language=submission.language,
            )
            return
        kind = NoticeKind.VERIFY if twin.state == State.UNVERIFIED else NoticeKind.ALREADY_REGISTERED
        owe(twin, kind, cause=cause, now=now)
