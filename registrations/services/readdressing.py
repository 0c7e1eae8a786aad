"""After a form was sent: its letter once more, or to another address, where that was mistyped.

What happens looks the same whether or not an address was known. Only the browser that sent the form holds its nonce.
Staff do both for somebody who asks them, and see whom they do it for.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from registrations.conf import app_settings
from registrations.domain.errors import AlreadyRegistered, LinkDead, Refusal, Stale, TooManyAttempts
from registrations.domain.members import Member, Role
from registrations.domain.people import person_key
from registrations.domain.states import LIVE, State
from registrations.models import Attendee, AttendeeRole, NoticeKind, Registration, UntakenForm
from registrations.models.registration import new_secret
from registrations.notices.owing import owe
from registrations.notices.pacing import letters_this_hour, next_letter_at
from registrations.notices.reasons import ADDRESS, BY_STAFF, verify_until

from . import desks
from .moving import log_move
from .registering import live_twin, register, search_text, tell_known
from .submission import Submission

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Desk

    from .actor import Actor

_KEPT = timedelta(hours=1)


def send_again(*, desk: Desk, nonce: str, now: datetime) -> None:
    """Owe the letter of a form once more, at most once a minute and `LETTERS_PER_HOUR` an hour.

    Raises LinkDead for a form that nobody sent, or so long ago that it is forgotten.
    """
    registration, form = _sent(desk, nonce)
    _write(desk, registration, form, now=now)


def _write(desk: Desk, registration: Registration | None, form: Submission, *, now: datetime) -> None:
    if registration is not None and registration.email == form.email:
        write_again(registration, cause=f"again:{now:%Y%m%dT%H%M}", now=now)
    else:
        tell_known(desk, form, cause=f"again:{form.nonce}:{now:%H%M}", now=now)


def write_again(registration: Registration, *, cause: str, now: datetime) -> bool:
    """Owe the letter with the personal link, or the one that asks to confirm the address, at a bounded rate.

    Returns whether one was owed. An address that staff have corrected can be confirmed for its full time again.
    """
    if registration.state not in LIVE or letters_this_hour(registration.email, now) >= app_settings.LETTERS_PER_HOUR:
        return False
    with transaction.atomic():
        if registration.awaits_confirmation and registration.state != State.UNVERIFIED:
            Registration.objects.filter(pk=registration.pk).update(readdressed_at=now)
        owe(registration, _letter_with_link(registration), cause=cause, now=now)
    return True


def _letter_with_link(registration: Registration) -> NoticeKind:
    return NoticeKind.VERIFY if registration.awaits_confirmation else NoticeKind.LINK


def correct_address(*, desk: Desk, nonce: str, email: str, now: datetime) -> None:
    """Send the letter of a form to another address; the browser knows the form by the same nonce afterwards.

    While nobody has confirmed the first address, its registration keeps number and seat, and its links die: also where
    the right address is registered already, or the seats would tell. Otherwise the form counts as one that was sent
    anew: the owner of the first address stays as they are. Raises LinkDead for a form that nobody sent, or so long ago
    that it is forgotten.
    """
    with transaction.atomic():
        desks.locked(desk.pk)
        registration, form = _sent(desk, nonce)
        if form.email == email:
            _write(desk, registration, form, now=now)
            return
        meant = replace(form, email=email)
        if registration is not None and registration.state == State.UNVERIFIED and now < verify_until(registration):
            _keep(desk, nonce, meant, now=now)
            _correct(registration, meant, now=now)
            return
        if registration is not None:
            if registration.member_changes.exists():
                return  # others have corrected its members since: their details are not the sender's to send again
            meant = replace(meant, nonce=_new_nonce(nonce, email))
        _keep(desk, nonce, meant, now=now)
    with suppress(Refusal):  # whoever is registered, or comes too late, is told by letter or not at all
        register(desk=desk, submission=meant, now=now)


def _correct(registration: Registration, meant: Submission, *, now: datetime) -> None:
    """Give an unconfirmed registration the right address. Needs the lock of the desk.

    Where that address is registered, its owner is told, and this registration is nobody's: it runs out with its hold.
    """
    twin = live_twin(registration.desk, meant)
    if twin is None or twin.pk == registration.pk:
        _give(registration, meant)
        _tell(registration, NoticeKind.VERIFY, now=now)
    else:
        _give(registration, replace(meant, email=""))
        tell_known(registration.desk, meant, cause=f"form:{meant.nonce}", now=now)


@transaction.atomic
def readdress(*, registration: Registration, email: str, by: Actor, now: datetime, version: int) -> bool:
    """Staff give a registration another address: its places stay, its links die, and the new address is confirmed.

    Where addresses are not confirmed at the desk, the letter brings the personal link at once. Returns whether it is
    another address: the same one changes nothing. Raises Stale, also for a registration that is over, and
    AlreadyRegistered for an address that has another.
    """
    desk = desks.locked(registration.desk_id).desk
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if version != fresh.version or fresh.state not in LIVE:
        raise Stale
    if email == fresh.email:
        return False
    meant = replace(_form_of(fresh), email=email)
    twin = live_twin(desk, meant)
    if twin is not None and twin.pk != fresh.pk:
        raise AlreadyRegistered
    if desk.verify_address or fresh.state == State.UNVERIFIED:
        fresh.readdressed_at, fresh.verified_at = now, None
        fresh.save(update_fields=["readdressed_at", "verified_at"])
    _give(fresh, meant)
    log_move(fresh, "registrations.readdressed", by=by, details={})
    _tell(fresh, _letter_with_link(fresh), now=now)
    return True


@transaction.atomic
def send_link(*, registration: Registration, by: Actor, now: datetime) -> None:
    """Staff send somebody the letter with their link once more.

    Raises Stale for a registration that is over or has no address, and TooManyAttempts where the address has had its
    letters of the hour.
    """
    fresh = Registration.objects.select_related("desk").get(pk=registration.pk)
    if fresh.state not in LIVE or not fresh.email:
        raise Stale
    if not write_again(fresh, cause=f"{BY_STAFF}{now:%Y%m%dT%H%M}", now=now):
        raise TooManyAttempts
    log_move(fresh, "registrations.resent", by=by, details={})


def forget_untaken(*, now: datetime) -> int:
    """Remove the forms whose hour is over; returns how many."""
    removed, _by_model = UntakenForm.objects.filter(created_at__lte=now - _KEPT).delete()
    return removed


def _sent(desk: Desk, nonce: str) -> tuple[Registration | None, Submission]:
    """What became of a form, and the form itself, as it was corrected last. Raises LinkDead."""
    kept = UntakenForm.objects.filter(desk=desk, nonce=nonce).first()
    form = Submission.from_content(kept.content) if kept is not None else None
    taken = Registration.objects.filter(desk=desk, nonce=form.nonce if form is not None else nonce)
    registration = taken.select_related("desk").first()
    if form is not None:
        return registration, form
    if registration is None:
        raise LinkDead
    return registration, _form_of(registration)


def _keep(desk: Desk, nonce: str, form: Submission, *, now: datetime) -> None:
    """Keep a form as it was corrected: the browser goes on with the nonce that it has, whatever becomes of the form."""
    kept = {"content": form.as_content(), "created_at": now}
    UntakenForm.objects.update_or_create(desk=desk, nonce=nonce, defaults=kept)


def _form_of(registration: Registration) -> Submission:
    """The form as this browser sent it: what was changed on the personal page since is its owner's alone."""
    first = registration.former_answers.order_by("pk").first() or registration
    return Submission(
        name=registration.name,
        email=registration.email,
        language=registration.language,
        nonce=registration.nonce,
        answers=first.answers,
        session_keys=tuple(registration.places.values_list("pool__session_key", flat=True).distinct()),
        questionnaire=first.questionnaire,
        privacy_notice=registration.privacy_notice,
        organisation=registration.organisation,
        body_name=registration.body_name,
        members=tuple(_member(person) for person in registration.attendees.members()),
        companions=tuple(registration.attendees.companions().values_list("name", flat=True)),
    )


def _member(person: Attendee) -> Member:
    names = ("name", "email", "position", "phone", "language")
    return Member(role=Role(person.role), **{name: getattr(person, name) for name in names})


def _give(registration: Registration, meant: Submission) -> None:
    """Write another address wherever that of the registration stands, or none; its links die."""
    rule = registration.desk.rules.person_key
    counts = bool(registration.person_key) or not registration.email
    registration.email = meant.email
    if counts:
        key = person_key(rule, email=meant.email, name=meant.name, body=meant.body) if meant.email else ""
        registration.person_key = key
    people = [*meant.companions, *(text for member in meant.members for text in (member.name, member.email))]
    Registration.objects.filter(pk=registration.pk).update(
        email=meant.email,
        person_key=registration.person_key,
        search_text=search_text(meant.name, meant.email, registration.reference, meant.body_name, *people),
        secret=new_secret(),
        version=F("version") + 1,
    )
    registration.attendees.filter(role=AttendeeRole.SELF).update(email=meant.email)


def _tell(registration: Registration, kind: NoticeKind, *, now: datetime) -> None:
    """Owe the first letter to another address."""
    cause = f"{ADDRESS}{now:%Y%m%dT%H%M%S}"
    owe(registration, kind, cause=cause, now=now, due_at=next_letter_at(registration.email, now))


def _new_nonce(nonce: str, email: str) -> str:
    """The same correction sent twice is one form."""
    return salted_hmac("registrations.readdressing", f"{nonce} {email}", algorithm="sha256").hexdigest()[:32]
