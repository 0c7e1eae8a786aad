"""What all pages behind letters share: the link that opens them, and the headers that keep them private."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.utils.translation import get_language, override

from registrations.domain.errors import LinkDead
from registrations.tokens import Purpose, find_registration

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

R = TypeVar("R", bound="HttpResponseBase")

_ON_LETTERS_PAGES = {
    "Cache-Control": "private, no-store",
    # Not `no-referrer`: with that, browsers send the forms of these pages with `Origin: null`, which Django refuses.
    "Referrer-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


def by_link(purpose: Purpose, *methods: str) -> Callable[[View], View]:
    """A view that gets the registration of its link instead of the token, speaks the person's language, and is private.

    Refused requests are kept out of Django's log, whose line would hold the path, and with it the link.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return private(HttpResponseNotAllowed(methods), get_language())
            try:
                registration = find_registration(token, purpose)
                with override(registration.language):
                    return private(view(request, registration, token, **kwargs), registration.language)
            except OperationalError:
                return private(render(request, "registrations/personal/busy.html", status=503), get_language())
            except LinkDead:
                return private(render(request, "registrations/personal/gone.html", status=404), get_language())

        return answer

    return decorate


def private(response: R, language: str | None) -> R:
    """Mark an answer that carries a link or a person: kept by no cache, no robot, no other site, and in no log."""
    for name, value in _ON_LETTERS_PAGES.items():
        response.headers.setdefault(name, value)
    if language:
        response["Content-Language"] = language
    return unlogged(response)


def unlogged(response: R) -> R:
    """Mark a response as logged already: `django.utils.log.log_response` would write the path, links included."""
    response._has_been_logged = True  # type: ignore[attr-defined]  # what that function itself looks at
    return response
