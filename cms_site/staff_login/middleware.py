"""Nobody works in the admin without a second factor; the pages of the log-in speak the language of their reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language_from_request, override

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

ON_THE_WAY = (
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_password_reset",
    "mfa_index",
    "account_reauthenticate",
)
"""Names of the addresses below the admin that lead in or out; what lies below each of them is free too."""

PARTS_OF_PAGES = ("wagtailadmin_javascript_catalog", "wagtailadmin_sprite")
"""What every page of the admin fetches, the log-in too. Led to the set-up, it would draw another key there unseen."""


class SecondFactor:
    """Leads staff who have only a password to the page that sets up their second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._inside(request.path_info) and request.user.is_authenticated and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        if not _is_below(request.path_info, ON_THE_WAY):
            return self.get_response(request)
        language = _language_of(request)
        with override(language):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response

    def _inside(self, path: str) -> bool:
        return path.startswith(reverse("wagtailadmin_home")) and not _is_below(path, ON_THE_WAY + PARTS_OF_PAGES)


def _is_below(path: str, names: tuple[str, ...]) -> bool:
    return any(path.startswith(reverse(name)) for name in names)


def _language_of(request: HttpRequest) -> str:
    """The language that somebody chose for the admin; that of the browser while nobody knows who it is."""
    profile = getattr(request.user, "wagtail_userprofile", None)
    return profile.get_preferred_language() if profile is not None else get_language_from_request(request)
