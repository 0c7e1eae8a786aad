"""Limits per network address, kept in the database so that they hold with several processes and without a cache."""

from __future__ import annotations

import ipaddress
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.crypto import salted_hmac

from registrations.conf import app_settings
from registrations.domain.errors import TooManyAttempts
from registrations.models import Attempt

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

_IPV6_NETWORK = 64


def network_address(request: HttpRequest) -> str:
    """The address of the visitor's network: what the nearest untrusted hop wrote; an IPv6 address as its /64.

    X-Forwarded-For is read only as far as REGISTRATIONS_TRUSTED_PROXIES says; empty when there is none.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    trusted = app_settings.TRUSTED_PROXIES
    written = hops[-trusted] if trusted and len(hops) >= trusted else request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))
    return str(address)


def count_attempt(*, scope: str, address: str, now: datetime) -> None:
    """Count one attempt of a network address in `scope`. Raises TooManyAttempts above the limit of an hour."""
    origin = salted_hmac("registrations.attempts", f"{scope} {address}", algorithm="sha256").hexdigest()
    recent = Attempt.objects.filter(origin=origin, at__gt=now - timedelta(hours=1)).count()
    if recent >= app_settings.ATTEMPTS_PER_HOUR:
        raise TooManyAttempts
    Attempt.objects.create(origin=origin, at=now)


def forget_attempts(*, now: datetime) -> int:
    """Remove the attempts that count no longer; returns how many."""
    removed, _by_model = Attempt.objects.filter(at__lte=now - timedelta(hours=1)).delete()
    return removed
