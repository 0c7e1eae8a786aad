"""What all pages behind letters share: the link that opens them, and the headers that keep them private."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.db import OperationalError
from django.http import Http404, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.urls import get_resolver, get_urlconf
from django.utils.translation import get_language, override

from registrations.domain.errors import LinkDead, MemberGone
from registrations.notices.posting import said, way_to
from registrations.tokens import Purpose, find_registration

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    View = Callable[..., HttpResponseBase]

logger = logging.getLogger("django.request")
"""Where Django itself tells of faults, so that whoever reads of those reads of ours."""

_DJANGOS_TO_ANSWER = (Http404, PermissionDenied, SuspiciousOperation, BadRequest, MultiPartParserError)

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

            def speak() -> HttpResponseBase:
                registration = find_registration(token, purpose)
                with override(registration.language):
                    return private(view(request, registration, token, **kwargs), registration.language)

            return guarded(request, speak)

        return answer

    return decorate


def guarded(request: HttpRequest, speak: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `speak` answers to the owner of a link; plain words where the link is dead, or the database too busy.

    A fault of ours is answered with the host's own page for it, and told to Django's log without the path, which holds
    the link, and without the words of the fault, since a database quotes the row that it refuses.
    """
    try:
        return speak()
    except OperationalError:
        return private(render(request, "registrations/personal/busy.html", status=503), get_language())
    except (LinkDead, MemberGone):
        return private(render(request, "registrations/personal/gone.html", status=404), get_language())
    except _DJANGOS_TO_ANSWER:
        raise
    except Exception as fault:
        if settings.DEBUG or settings.DEBUG_PROPAGATE_EXCEPTIONS:
            raise
        got_request_exception.send(sender=None, request=request)
        logger.error("A page behind a personal link failed: %s (%s)", said(fault), way_to(fault))
        return private(get_resolver(get_urlconf()).resolve_error_handler(500)(request), get_language())


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
