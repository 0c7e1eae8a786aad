"""The address behind the QR code of a ticket: the door of the event for staff, a sentence for everybody else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from registrations.domain.references import read_reference
from registrations.models import Right, desks_open_to
from registrations.notices.links import check_in_path, staff_login_address
from registrations.queries.door import session_of

from .private import private

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def door(request: HttpRequest, reference: str) -> HttpResponse:
    """Lead staff who may check people in to the person of a ticket; tell everybody else what the code is for.

    The answer to others is the same for every number, so that it tells nobody which ones there are.
    """
    wanted = read_reference(reference) or ""
    desk = desks_open_to(request.user, Right.CHECK_IN).filter(registrations__reference=wanted).first()
    if desk is not None:
        session = session_of(desk, wanted, datetime.now(UTC))
        return private(HttpResponseRedirect(check_in_path(desk, wanted, session)), get_language())
    context = {"is_signed_in": request.user.is_authenticated, "login_url": staff_login_address(request.path)}
    return private(render(request, "registrations/personal/door.html", context), get_language())
