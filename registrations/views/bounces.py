"""Where mail services report by HTTP that a letter came back: signed with a secret, in a JSON of our own."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from registrations.conf import app_settings
from registrations.notices.bounces import report_in
from registrations.services.bouncing import mark

from .private import unlogged

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST = 10_000
"""Bytes of a report."""

_FRESH = 300
"""Seconds for which a signature is good, before and after its time: a report that somebody kept opens nothing later."""

_UNREADABLE, _UNSIGNED, _TOO_LARGE = 400, 403, 413


@csrf_exempt
def bounces(request: HttpRequest) -> HttpResponse:
    """Mark the letter that a signed report is about (POST). Raises Http404 where no secret is set."""
    if not app_settings.BOUNCE_SECRET:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return unlogged(HttpResponse(status=_TOO_LARGE))
    now = datetime.now(UTC)
    if not _is_signed(request, body, now):
        return unlogged(HttpResponse(status=_UNSIGNED))
    try:
        report = report_in(json.loads(body))
    except (ValueError, RecursionError):
        return unlogged(HttpResponse(status=_UNREADABLE))
    return JsonResponse({"marked": report is not None and mark(report=report, now=now)})


def _is_signed(request: HttpRequest, body: bytes, now: datetime) -> bool:
    """Whether the secret has signed this very body, a moment ago: HMAC-SHA256 over the time, a full stop, the body."""
    at = request.headers.get("X-Bounce-Time", "")
    if not (at.isascii() and at.isdigit() and len(at) <= len("9999999999")):
        return False
    if abs(now.timestamp() - int(at)) > _FRESH:
        return False
    made = hmac.new(app_settings.BOUNCE_SECRET.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
    return constant_time_compare(made, request.headers.get("X-Bounce-Signature", ""))
