"""Somebody who lost their personal link gets it by letter, and nobody learns from the page who is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from registrations.models import Registration

from .readdressing import write_again

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Site

_MOST = 5
"""Letters that one request may cause: one for each of the newest registrations."""


def send_links(*, email: str, site: Site, now: datetime) -> None:
    """Owe one letter for each of the newest live registrations of an address at the desks of a site.

    Each at most once an hour, and never more than an address may get; for an unknown address nothing is owed.
    """
    here = Q(desk__site=site) | (Q(desk__site=None) if site.is_default_site else Q())
    known = Registration.objects.live().filter(here, email=email).select_related("desk")
    for registration in known.order_by("-created_at", "-pk")[:_MOST]:
        write_again(registration, cause=f"find:{now:%Y%m%dT%H}", now=now)
