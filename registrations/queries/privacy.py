"""Which privacy notice stands for the forms of a site that choose none of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from registrations.models import RegistrationSettings

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from wagtail.models import Site


def notice_of(site: Site | int | None) -> QuerySet[Any, Any]:
    """The key of the privacy notice that a site (or the one of that key) has chosen for all its forms, if it has."""
    return RegistrationSettings.objects.filter(site=site).exclude(privacy_notice=None).values("privacy_notice")
