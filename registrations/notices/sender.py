"""Who writes: the signature and contact of the site, and the organizer that calendar entries name."""

from __future__ import annotations

from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from registrations.conf import app_settings
from registrations.models import LetterSignature, RegistrationSettings

from .links import site_of

if TYPE_CHECKING:
    from wagtail.models import Site

    from registrations.models import Desk


def settings_of(desk: Desk) -> RegistrationSettings:
    """The settings of the site whose letters these are."""
    return _settings_of(site_of(desk))


def _settings_of(site: Site) -> RegistrationSettings:
    """The settings of a site with the signature of the active language, in one statement."""
    own = LetterSignature.objects.filter(settings=OuterRef("pk"), language=get_language() or "")
    known = RegistrationSettings.objects.filter(site=site).annotate(own_signature=Subquery(own.values("signature")[:1]))
    return known.first() or RegistrationSettings(site=site)


def sender_of(desk: Desk) -> dict[str, Any]:
    """How the letters of a desk are signed in the active language, and whom to ask."""
    site, chosen = site_of(desk), settings_of(desk)
    return {
        "signature": _signature(chosen) or site.site_name or site.hostname,
        "contact": chosen.contact,
        "site_url": site.root_url,
    }


def organizer_of(site: Site) -> tuple[str, str]:
    """Name and address of the organizer (RFC 5545 §3.8.4.3): the role mailbox of the site, else the letters’ sender.

    The name is that of the active language.
    """
    chosen = _settings_of(site)
    name, address = parseaddr(app_settings.FROM_EMAIL)
    return _signature(chosen) or name or site.site_name, chosen.mailbox or address


def _signature(chosen: RegistrationSettings) -> str:
    return getattr(chosen, "own_signature", None) or chosen.signature
