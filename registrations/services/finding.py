"""Somebody who lost their personal link gets it by letter, and nobody learns from the page who is registered.

The request only writes down who asks. A worker looks whether the address is known, so that neither the answer nor the
time that it takes can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from registrations.models import LinkRequest, Registration

from .readdressing import write_again

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Site

_MOST = 5
"""Letters that one request may cause: one for each of the newest registrations."""

_AT_ONCE = 200
"""Requests that one turn of a worker answers."""


def ask_for_links(*, email: str, site: Site, now: datetime) -> None:
    """Remember that somebody wants the links of an address, whoever it is."""
    LinkRequest.objects.create(email=email, site=site, created_at=now)


def answer_requests(*, now: datetime) -> int:
    """Owe the letters that were asked for since the last turn, and forget who asked; returns how many had asked.

    Two workers at once owe no letter twice.
    """
    asked = list(LinkRequest.objects.select_related("site")[:_AT_ONCE])
    for request in asked:
        with transaction.atomic():
            send_links(email=request.email, site=request.site, now=now)
            request.delete()
    return len(asked)


def send_links(*, email: str, site: Site, now: datetime) -> None:
    """Owe one letter for each of the newest live registrations of an address at the desks of a site.

    Each at most once an hour, and never more than an address may get; for an unknown address nothing is owed.
    """
    here = Q(desk__site=site) | (Q(desk__site=None) if site.is_default_site else Q())
    known = Registration.objects.live().filter(here, email=email).select_related("desk")
    for registration in known.order_by("-created_at", "-pk")[:_MOST]:
        write_again(registration, cause=f"find:{now:%Y%m%dT%H}", now=now)
