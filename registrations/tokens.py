"""Personal links: derived from a registration, its rotating secret and a purpose; nothing to steal is stored."""

from __future__ import annotations

import base64
import binascii
import uuid
from enum import StrEnum

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.crypto import constant_time_compare, salted_hmac

from registrations.domain.errors import LinkDead
from registrations.models import Attendee, JoinLink, Registration

_MAC_BYTES = 20
_LARGEST = 2**63 - 1


class Purpose(StrEnum):
    """What a link is good for; a link of one purpose opens nothing else."""

    PERSONAL = "personal"
    VERIFY = "verify"
    DECLINE = "decline"


def make_token(registration: Registration, purpose: Purpose) -> str:
    """The token of a registration for one purpose: its uuid and a keyed 160-bit code, as URL-safe text."""
    return _encode(registration.uuid.bytes + _sign(_claim(registration, purpose), settings.SECRET_KEY))


def find_registration(token: str, purpose: Purpose) -> Registration:
    """The registration a token was made for. Raises LinkDead when it is unknown, rotated or of another purpose."""
    try:
        raw = _decode(token)
        key, mac = uuid.UUID(bytes=raw[:16]), raw[16:]
    except (ValueError, binascii.Error) as problem:
        raise LinkDead from problem
    has_link = Exists(JoinLink.objects.filter(desk=OuterRef("desk")))  # most have none, and need not be asked again
    known = Registration.objects.select_related("desk__site", "questionnaire").annotate(has_link=has_link)
    registration = known.filter(uuid=key).first()
    if not _signed(mac, _claim(registration or Registration(uuid=key), purpose)) or registration is None:
        raise LinkDead
    return registration


def make_member_token(member: Attendee, purpose: Purpose) -> str:
    """The token of somebody whom a body named: it dies when their address changes, whatever becomes of others'."""
    key = member.registration.uuid
    return _encode(key.bytes + _number(member) + _sign(_member_claim(key, member, purpose), settings.SECRET_KEY))


def find_member(token: str, purpose: Purpose) -> Attendee:
    """The person a token was made for, with registration and desk. Raises LinkDead."""
    try:
        raw = _decode(token)
        key, number, mac = uuid.UUID(bytes=raw[:16]), int.from_bytes(raw[16:24], "big"), raw[24:]
    except (ValueError, binascii.Error) as problem:
        raise LinkDead from problem
    found = Attendee.objects.select_related("registration__desk", "registration__organisation")
    member = found.filter(registration__uuid=key, pk=min(number, _LARGEST)).first()
    if not _signed(mac, _member_claim(key, member or Attendee(pk=0), purpose)) or member is None:
        raise LinkDead
    return member


def _number(member: Attendee) -> bytes:
    return int(member.pk).to_bytes(8, "big")


def _member_claim(registration: uuid.UUID, member: Attendee, purpose: Purpose) -> str:
    return f"{registration}:{purpose}:{member.pk}:{member.email}"


def _claim(registration: Registration, purpose: Purpose) -> str:
    return f"{registration.uuid}:{purpose}:{registration.secret}"


def _sign(claim: str, key: str | bytes) -> bytes:
    return salted_hmac("registrations.tokens", claim, secret=key, algorithm="sha256").digest()[:_MAC_BYTES]


def _signed(mac: bytes, claim: str) -> bool:
    """Whether the code is that of the claim, under the host's key or one of its old ones; all are tried."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any([constant_time_compare(mac, _sign(claim, key)) for key in keys])  # noqa: C419 — takes the same time


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _decode(token: str) -> bytes:
    if not token.isascii() or "=" in token:  # one registration, one spelling of its link
        raise ValueError(token)
    return base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
