"""Nobody works in the admin without a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect
from django.urls import reverse

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


class SecondFactor:
    """Leads staff who have only a password to the page that sets up their second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if self._inside(request.path_info) and request.user.is_authenticated and not is_mfa_enabled(request.user):
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _inside(self, path: str) -> bool:
        if not path.startswith(reverse("wagtailadmin_home")):
            return False
        return not any(path.startswith(reverse(name)) for name in ON_THE_WAY)
