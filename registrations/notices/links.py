"""Absolute links for letters: from the Wagtail site of the desk, never from a request, in the person's language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from registrations.tokens import Purpose, make_member_token, make_token

if TYPE_CHECKING:
    from registrations.models import Attendee, Desk, Registration, SeatPool


def site_of(desk: Desk) -> Site:
    """The site whose address begins the links: the desk's, else the default one. Raises ImproperlyConfigured."""
    site = desk.site or Site.objects.filter(is_default_site=True).first()
    if site is None:
        raise ImproperlyConfigured("Letters need a Wagtail site: make one in the admin, or mark one as the default.")
    return site


def personal_path(registration: Registration) -> str:
    """The path of the personal page, in the person's language, or the site's where that is not spoken any more."""
    return _path("registrations:personal", registration, Purpose.PERSONAL)


def verify_path(registration: Registration) -> str:
    """The path of the page that confirms the address, in the person's language."""
    return _path("registrations:verify", registration, Purpose.VERIFY)


def decline_path(member: Attendee, language: str) -> str:
    """The path of the page on which somebody whom a body named reads what is kept of them, and may decline."""
    with override(spoken(language)):
        return reverse("registrations:member", args=[make_member_token(member, Purpose.DECLINE)])


def desk_address(registration: Registration) -> str:
    """The whole address of a registration at the review desk: for letters to staff."""
    return admin_address(
        registration.desk, reverse("registrations_registration_modeladmin_inspect", args=[registration.pk])
    )


def admin_address(desk: Desk, path: str) -> str:
    """A path of the admin as a whole address: on the host's admin, else on the site of the desk."""
    return f"{getattr(settings, 'WAGTAILADMIN_BASE_URL', None) or site_of(desk).root_url}{path}"


def door_address(registration: Registration) -> str:
    """The whole address behind the QR code of the ticket: short, on the public site, and of use to the door alone."""
    with override(spoken(registration.language)):
        return absolute(registration.desk, reverse("registrations:door", args=[registration.reference]))


def check_in_path(desk: Desk, reference: str, session: SeatPool | None = None) -> str:
    """The path of the check-in of an event or session, searching for a reference."""
    path = reverse("registrations_desk_modeladmin_check_in", args=[desk.pk])
    query = {"q": reference, **({"session": session.pk} if session is not None else {})}
    return f"{path}?{urlencode(query)}"


def staff_login_address(back: str) -> str:
    """The address at which staff log in, and from which they come back to the path `back`."""
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", None) or ""
    return f"{base}{reverse('wagtailadmin_login')}?{urlencode({'next': back})}"


def absolute(desk: Desk, path: str) -> str:
    """A path of the desk's site as a whole address."""
    return f"{site_of(desk).root_url}{path}"


def _path(name: str, registration: Registration, purpose: Purpose) -> str:
    with override(spoken(registration.language)):
        return reverse(name, args=[make_token(registration, purpose)])


def spoken(language: str) -> str:
    """The language, or the site's where it is not spoken any more."""
    return language if language in {code for code, _name in settings.LANGUAGES} else settings.LANGUAGE_CODE
