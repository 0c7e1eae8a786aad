"""The members whom a body has named, afterwards: replaced, swapped, corrected, or gone by their own wish.

The seat belongs to the body: the regular member sits on it, and whoever becomes the regular member takes it over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from registrations.domain.errors import AlreadyRegistered, LinkDead, MemberGone, ReasonMissing, Stale
from registrations.domain.members import Member, Role, check_two_people, other
from registrations.domain.people import body_key
from registrations.domain.states import LIVE, VERIFIED_LIVE, ActorKind
from registrations.models import (
    Attendee,
    AttendeeEnding,
    AttendeeRole,
    MemberChange,
    MemberChangeKind,
    NoticeKind,
    Organisation,
    Registration,
)
from registrations.notices.owing import owe, owe_members
from registrations.text import tidy_text

from . import desks
from .actor import PERSON
from .moving import log_move, refresh_state
from .rechecking import recheck
from .registering import search_text

if TYPE_CHECKING:
    from datetime import datetime

    from .actor import Actor

DETAILS = ("name", "email", "position", "phone", "language")


@transaction.atomic
def replace_member(
    *, registration: Registration, member: Member, by: Actor, now: datetime, reason: str, version: int | None = None
) -> Attendee:
    """Put somebody else into the role, or name somebody where nobody is; the seat stays with the body.

    The new member is owed the letter that tells them; who was replaced stays in the history. Raises ReasonMissing,
    Stale, MemberGone (the nomination is over) and NotTwoPeople.
    """
    fresh = _open(registration, version=version, by=by, reason=reason)
    members = _members(fresh)
    stays = members.get(other(member.role))
    check_two_people([member.email, *([stays.email] if stays else [])])
    before = members.get(member.role)
    if before is not None:
        _end(before, AttendeeEnding.REPLACED, now=now)
    details = {name: getattr(member, name) for name in DETAILS}
    new = Attendee.objects.create(registration=fresh, role=member.role, **details)
    if member.role is Role.REGULAR:
        _seat(fresh, new)
    kind = MemberChangeKind.REPLACED if before is not None else MemberChangeKind.NAMED
    _remember(fresh, kind, role=member.role, attendee=before, successor=new, by=by, now=now, reason=reason)
    _settle(fresh, now=now)
    return new


@transaction.atomic
def swap_members(
    *, registration: Registration, by: Actor, now: datetime, reason: str, version: int | None = None
) -> Registration:
    """Let the alternate member become the regular one, and the other way round; nobody is written to again.

    Raises ReasonMissing, Stale, LinkDead, and MemberGone where there are not two to swap.
    """
    fresh = _open(registration, version=version, by=by, reason=reason)
    members = _members(fresh)
    if len(members) < len(Role):
        raise MemberGone
    regular, alternate = members[Role.REGULAR], members[Role.ALTERNATE]
    Attendee.objects.filter(pk=regular.pk).update(role=AttendeeRole.COMPANION)  # each role is there once, at any moment
    Attendee.objects.filter(pk=alternate.pk).update(role=AttendeeRole.REGULAR)
    Attendee.objects.filter(pk=regular.pk).update(role=AttendeeRole.ALTERNATE)
    _seat(fresh, alternate)
    _remember(
        fresh,
        MemberChangeKind.SWAPPED,
        role=Role.REGULAR,
        attendee=regular,
        successor=alternate,
        by=by,
        now=now,
        reason=reason,
    )
    _settle(fresh, now=now)
    return fresh


@transaction.atomic
def correct_member(
    *, registration: Registration, member: Member, by: Actor, now: datetime, reason: str, version: int | None = None
) -> Attendee:
    """Correct the details of the member in a role; a new address is owed the letter, the old one gets none any more.

    Raises ReasonMissing, Stale, MemberGone and NotTwoPeople.
    """
    fresh = _open(registration, version=version, by=by, reason=reason)
    members = _members(fresh)
    known, stays = members.get(member.role), members.get(other(member.role))
    if known is None:
        raise MemberGone
    check_two_people([member.email, *([stays.email] if stays else [])])
    before = {name: getattr(known, name) for name in DETAILS if getattr(known, name) != getattr(member, name)}
    for name in before:
        setattr(known, name, getattr(member, name))
    known.save()
    _remember(
        fresh,
        MemberChangeKind.CORRECTED,
        role=member.role,
        attendee=known,
        before=before,
        by=by,
        now=now,
        reason=reason,
    )
    _settle(fresh, now=now)
    return known


@transaction.atomic
def decline(*, member: Attendee, now: datetime) -> Attendee:
    """Somebody does not want to be a member: they are one no more, and the contact person of the body is told.

    A second time changes nothing. Raises MemberGone for one who was replaced, or where the nomination is over, and
    LinkDead where another address was written down for the member meanwhile.
    """
    under = desks.locked(member.registration.desk_id)
    fresh = Attendee.objects.select_related("registration__desk").get(pk=member.pk)
    registration = fresh.registration
    if fresh.email != member.email:
        raise LinkDead
    if fresh.ending == AttendeeEnding.DECLINED:
        return fresh
    if fresh.ended_at is not None or registration.state not in LIVE:
        raise MemberGone
    _end(fresh, AttendeeEnding.DECLINED, now=now)
    registration.desk = under.desk
    _remember(registration, MemberChangeKind.DECLINED, role=fresh.role, attendee=fresh, by=PERSON, now=now)
    refresh_state(registration)
    if registration.state in VERIFIED_LIVE:
        owe(registration, NoticeKind.MEMBER_DECLINED, cause=f"declined:{fresh.pk}", now=now, attendee=fresh)
    return fresh


@transaction.atomic
def link_body(
    *, registration: Registration, organisation: Organisation, by: Actor, now: datetime, version: int | None = None
) -> Registration:
    """Say which body of the list a nomination is from; the name that was typed stays beside it.

    Raises Stale, MemberGone, and AlreadyRegistered where that body has a nomination already.
    """
    fresh = _open(registration, version=version, by=by, reason=str(organisation))
    key = body_key(organisation.pk, "")
    twins = Registration.objects.live().filter(desk=fresh.desk_id, person_key=key).exclude(pk=fresh.pk)
    if twins.exists():
        raise AlreadyRegistered
    if fresh.person_key:
        fresh.person_key = key
    fresh.organisation = organisation
    fresh.save(update_fields=["organisation", "person_key"])
    log_move(fresh, "registrations.body", by=by, details={"organisation": organisation.pk})
    _settle(fresh, now=now)
    return fresh


def _open(registration: Registration, *, version: int | None, by: Actor, reason: str) -> Registration:
    """The nomination, read again under the lock of its desk."""
    if by.kind is ActorKind.STAFF and not tidy_text(reason):
        raise ReasonMissing
    desks.locked(registration.desk_id)
    fresh = Registration.objects.select_related("desk", "organisation").get(pk=registration.pk)
    if by.kind is ActorKind.PERSON:
        recheck(registration, fresh=fresh)
    if version is not None and version != fresh.version:
        raise Stale
    if not fresh.is_nomination or fresh.state not in LIVE:
        raise MemberGone
    return fresh


def _members(registration: Registration) -> dict[Role, Attendee]:
    return {Role(member.role): member for member in registration.attendees.members()}


def _end(member: Attendee, ending: AttendeeEnding, *, now: datetime) -> None:
    member.ended_at, member.ending = now, ending
    member.save(update_fields=["ended_at", "ending"])


def _seat(registration: Registration, regular: Attendee) -> None:
    """Put the regular member on the seats of the body."""
    registration.places.update(attendee=regular)


def _remember(
    registration: Registration,
    kind: MemberChangeKind,
    *,
    role: str,
    by: Actor,
    now: datetime,
    attendee: Attendee | None,
    successor: Attendee | None = None,
    before: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    MemberChange.objects.create(
        registration=registration,
        kind=kind,
        role=role,
        attendee=attendee,
        successor=successor,
        before=before or {},
        actor=by.kind,
        user=by.user,
        reason=tidy_text(reason),
        at=now,
    )
    if by.kind is ActorKind.STAFF:
        log_move(registration, "registrations.member", by=by, details={"change": str(kind), "role": str(role)})


def _settle(registration: Registration, *, now: datetime) -> None:
    """What follows from every change: a new version, what the search finds, and the letters that are owed."""
    members = registration.attendees.members()
    found = [text for member in members for text in (member.name, member.email)]
    words = search_text(registration.name, registration.email, registration.reference, registration.body_name, *found)
    Registration.objects.filter(pk=registration.pk).update(search_text=words)
    refresh_state(registration)
    owe_members(registration, now=now)
