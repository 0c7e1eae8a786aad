"""Plain words where Django refuses a form: without its token, unreadable, or too large."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page

from .private import private, unlogged

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger("registrations.views")

_OWN_TOKEN_AMISS = ("CSRF cookie", "CSRF token")
"""How Django's reasons begin for a form that may well be ours; the others tell of another origin."""


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show a form of ours again as it was typed, with a fresh token; for the host's CSRF_FAILURE_VIEW.

    Another form, or one that came from elsewhere, is answered in plain words: nobody fills in our forms for others.
    """
    logger.warning("A form was refused: %s", reason.partition(" - ")[0])  # after it stands where the reader came from
    if request.method == "POST" and reason.startswith(_OWN_TOKEN_AMISS):
        handed_back = _handed_back(request)
        if handed_back is not None:
            return unlogged(handed_back)
    return private(render(request, "registrations/csrf_failure.html", status=403), get_language())


def _handed_back(request: HttpRequest) -> HttpResponse | None:
    """The page that a form was sent to, with the form as it was typed; None where this reader may not see one there."""
    match = request.resolver_match
    if match is None or match.url_name != "wagtail_serve":
        return None
    path = next(iter([*match.args, *match.kwargs.values()]), "")
    shown: list[HttpResponse | None] = []

    def show(page: Any, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        shown.append(page.serve_untrusted(request, *args, **kwargs))
        return HttpResponse()

    for hook in reversed(hooks.get_hooks("on_serve_page")):  # who may see the page is asked here, as Wagtail does
        show = hook(show)
    try:
        page, args, kwargs = Page.route_for_request(request, path) or (None, [], {})
        if page is None or not hasattr(page, "serve_untrusted"):
            return None
        for hook in hooks.get_hooks("before_serve_page"):  # a host may turn the reader away here, as Wagtail lets it
            if isinstance(hook(page, request, args, kwargs), HttpResponse):
                return None
        show(page, request, args, kwargs)
    except (Http404, PermissionDenied, OperationalError):
        return None
    return next(iter(shown), None)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say in plain words that what was sent could not be read, or was too large (413); for the host's handler400."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return private(render(request, "registrations/too_large.html", status=413), get_language())
    return private(render(request, "registrations/bad_request.html", status=400), get_language())
