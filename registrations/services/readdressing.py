"""After a form was sent: its letter once more, or to another address, where that was mistyped.

What happens looks the same whether or not an address was known. Only the browser that sent the form holds its nonce.
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
from registrations.domain.errors import LinkDead, Refusal
from registrations.domain.members import Member, Role
from registrations.domain.people import person_key
from registrations.domain.states import LIVE, State
from registrations.models import Attendee, AttendeeRole, NoticeKind, Registration, UntakenForm
from registrations.models.registration import new_secret
from registrations.notices.owing import owe
from registrations.notices.reasons import verify_until

from . import desks
from .actor import PERSON
from .cancelling import cancel
from .registering import letters_this_hour, live_twin, next_letter_at, register, remind, search_text
from .submission import Submission

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Desk

_KEPT = timedelta(hours=1)


def send_again(*, desk: Desk, nonce: str, now: datetime) -> None:
    """Owe the letter of a form once more, at most once a minute and `LETTERS_PER_HOUR` an hour.

    Raises LinkDead for a form that nobody sent, or so long ago that it is forgotten.
    """
    registration, form = _sent(desk, nonce)
    if registration is not None:
        write_again(registration, cause=f"again:{now:%Y%m%dT%H%M}", now=now)
    else:
        remind(desk, form, cause=f"again:{nonce}:{now:%H%M}", now=now)


def write_again(registration: Registration, *, cause: str, now: datetime) -> None:
    """Owe the letter with the personal link, or the one that asks to confirm the address, at a bounded rate."""
    if registration.state not in LIVE or letters_this_hour(registration.email, now) >= app_settings.LETTERS_PER_HOUR:
        return
    kind = NoticeKind.VERIFY if registration.state == State.UNVERIFIED else NoticeKind.LINK
    with transaction.atomic():
        owe(registration, kind, cause=cause, now=now)


def correct_address(*, desk: Desk, nonce: str, email: str, now: datetime) -> str:
    """Send the letter of a form to another address; returns the nonce under which the form is known from now on.

    While nobody has confirmed the first address, its registration keeps number and seat, and its links die. Otherwise
    the form counts as one that was sent anew: the owner of the first address stays as they are. Raises LinkDead for a
    form that nobody sent, or so long ago that it is forgotten.
    """
    with transaction.atomic():
        desks.locked(desk.pk)
        registration, form = _sent(desk, nonce)
        meant = replace(form, email=email, nonce=_new_nonce(nonce, email))
        if registration is not None and registration.email == email:
            write_again(registration, cause=f"again:{now:%Y%m%dT%H%M}", now=now)
            return nonce
        if registration is not None and registration.state == State.UNVERIFIED and now < verify_until(registration):
            twin = live_twin(desk, meant)
            if twin is None or twin.pk == registration.pk:
                _readdress(registration, meant, now=now)
                return nonce
            cancel(registration=registration, by=PERSON, now=now)
    if registration is not None and registration.member_changes.exists():
        return meant.nonce  # others have corrected its members since: their details are not the sender's to send again
    with suppress(Refusal):  # whoever is registered, or comes too late, is told by letter or not at all
        register(desk=desk, submission=meant, now=now)
    return meant.nonce


def forget_untaken(*, now: datetime) -> int:
    """Remove the forms whose hour is over; returns how many."""
    removed, _by_model = UntakenForm.objects.filter(created_at__lte=now - _KEPT).delete()
    return removed


def _sent(desk: Desk, nonce: str) -> tuple[Registration | None, Submission]:
    """What became of a form, and the form itself. Raises LinkDead."""
    registration = Registration.objects.filter(desk=desk, nonce=nonce).select_related("desk").first()
    if registration is not None:
        return registration, _form_of(registration)
    untaken = UntakenForm.objects.filter(desk=desk, nonce=nonce).first()
    if untaken is None:
        raise LinkDead
    return None, Submission.from_content(untaken.content)


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


def _readdress(registration: Registration, meant: Submission, *, now: datetime) -> None:
    """Give an unconfirmed registration another address. Needs the lock of the desk."""
    rule = registration.desk.rules.person_key
    registration.email = meant.email
    if registration.person_key:
        registration.person_key = person_key(rule, email=meant.email, name=meant.name, body=meant.body)
    people = [*meant.companions, *(text for member in meant.members for text in (member.name, member.email))]
    Registration.objects.filter(pk=registration.pk).update(
        email=meant.email,
        person_key=registration.person_key,
        search_text=search_text(meant.name, meant.email, registration.reference, meant.body_name, *people),
        secret=new_secret(),
        version=F("version") + 1,
    )
    registration.attendees.filter(role=AttendeeRole.SELF).update(email=meant.email)
    cause = f"address:{now:%Y%m%dT%H%M%S}"
    owe(registration, NoticeKind.VERIFY, cause=cause, now=now, due_at=next_letter_at(meant.email, now))


def _new_nonce(nonce: str, email: str) -> str:
    """The same correction sent twice is one form."""
    return salted_hmac("registrations.readdressing", f"{nonce} {email}", algorithm="sha256").hexdigest()[:32]
