"""Finding a lost link again: one form for the whole site, one answer for every address, the link by letter only."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db import OperationalError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Site

from registrations.domain.errors import TooManyAttempts
from registrations.questions.single import AddressForm
from registrations.services import limiting
from registrations.services.finding import ask_for_links

from .private import private

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

INVALID, TOO_MANY = 422, 429


def find(request: HttpRequest) -> HttpResponse:
    """Ask for an address (GET), remember it for the worker (POST): the same whether or not it is known."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return private(HttpResponseNotAllowed(["GET", "HEAD", "POST"]), get_language())
    try:
        return private(_find(request), get_language())
    except OperationalError:
        return private(render(request, "registrations/personal/busy.html", status=503), get_language())


def _find(request: HttpRequest) -> HttpResponse:
    form = AddressForm(
        request.POST if request.method == "POST" else None,
        help_text=_("The address that you registered with."),
    )
    status = 200
    if request.method == "POST":
        status = INVALID
        if form.is_valid():
            try:
                _send(request, form)
                return HttpResponseRedirect(f"{request.path}?sent=1")
            except TooManyAttempts:
                status = TOO_MANY
                form.add_error(None, _("Too many requests came from your network. Wait an hour, then try again."))
    context = {
        "form": form,
        "sent": request.GET.get("sent") == "1" and not form.is_bound,
        "action_url": request.path,
        "error_title_prefix": _("Problem: ") if form.errors else "",
    }
    return render(request, "registrations/personal/find.html", context, status=status)


def _send(request: HttpRequest, form: AddressForm) -> None:
    """Remember who asked. Raises TooManyAttempts."""
    now = datetime.now(UTC)
    limiting.count_attempt(scope="find", address=limiting.network_address(request), now=now)
    site = Site.find_for_request(request)
    if site is not None and not form.is_trapped:
        ask_for_links(email=form.cleaned_data["email"], site=site, now=now)
