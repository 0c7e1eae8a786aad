"""The page after sending: the letter once more, and a mistyped address corrected. It never tells who is registered."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.db import OperationalError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from registrations.domain.errors import LinkDead, TooManyAttempts
from registrations.questions.single import AddressForm
from registrations.services import limiting
from registrations.services.readdressing import correct_address, send_again

from . import section
from .receiving import BUSY, INVALID, TOO_MANY, drawn_again, remember, words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

WISH, CORRECT = "after", "address"
"""The name of the buttons, and the value of the one that corrects the address."""


def receive(page: Any, request: HttpRequest, *, draw: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """Do what was wished of the form that this browser has sent, and lead back to the page after sending.

    A browser that sent none, or more than an hour ago, sees the page as anybody does.
    """
    now = datetime.now(UTC)
    drawn = section.section_of(page, request)
    sent = section.sent_by(request, drawn["desk"]) if drawn["desk"] is not None else None
    if drawn["done"] is None or sent is None or not drawn["desk"].verify_address:
        return HttpResponseRedirect(drawn["action_url"])
    corrects = request.POST[WISH] == CORRECT
    form = drawn["address_form"]
    if corrects:
        form = AddressForm(request.POST, auto_id=form.auto_id, label=section.NEW_ADDRESS)
    drawn["address_form"] = form
    if corrects and not form.is_valid():
        return drawn_again(page, request, drawn, draw, INVALID)
    nonce, email = sent
    try:
        scope = str(drawn["desk"].translation_key)
        limiting.count_attempt(scope=scope, address=limiting.network_address(request), now=now)
        if corrects:
            email = form.cleaned_data["email"]
            correct_address(desk=drawn["desk"], nonce=nonce, email=email, now=now)
        else:
            send_again(desk=drawn["desk"], nonce=nonce, now=now)
    except LinkDead:
        return HttpResponseRedirect(drawn["action_url"])
    except TooManyAttempts as refusal:
        return _refused(page, request, drawn, draw, TOO_MANY, words_for(refusal))
    except OperationalError:
        words = _("The service is very busy just now. Nothing was lost: send the form again.")
        return _refused(page, request, drawn, draw, BUSY, words)
    return remember(drawn, nonce=nonce, email=email, done=section.AGAIN)


def _refused(
    page: Any,
    request: HttpRequest,
    drawn: dict[str, Any],
    draw: Callable[[HttpRequest], HttpResponse],
    status: int,
    words: str,
) -> HttpResponse:
    form = drawn["address_form"]
    if not form.is_bound:
        form = AddressForm({"email": ""}, auto_id=form.auto_id, label=section.NEW_ADDRESS)
        form.full_clean()
        form.errors.clear()
    form.add_error(None, words)
    drawn["address_form"] = form
    return drawn_again(page, request, drawn, draw, status)
