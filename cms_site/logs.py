"""Logs for machines: one JSON object a line, with the number of the request and nothing that belongs to a person.

Lines name the route of a request, never its address, since a personal link is part of an address. Faults are told by
their kind and the places in the code they passed, never by their words, since a database quotes the row it refuses.
What still looks like an e-mail address or a secret is blotted out (rule S19 of the project: no address, token, answer).
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

logger = logging.getLogger(__name__)

_current: ContextVar[str] = ContextVar("request_id", default="")
_NUMBER = re.compile(r"[A-Za-z0-9-]{8,64}")
_MAILBOX = re.compile(r"[^\s\"'<>(),;:=@]+@[^\s\"'<>(),;:=@]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{32,}")
_FRAMES = 12


def blotted(text: str) -> str:
    """The text without e-mail addresses and without anything long enough to be a secret."""
    return _SECRET.sub("[secret]", _MAILBOX.sub("[address]", text))


def route(request: HttpRequest) -> str:
    """The pattern of the address that was asked for, such as registration/<str:token>/; empty where none fits."""
    match = getattr(request, "resolver_match", None)
    return str(match.route) if match is not None else ""


class JsonLines(logging.Formatter):
    """Writes a record as one JSON object: time, level, logger, message, request, and the fault where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
        }
        if _current.get():
            line["request"] = _current.get()
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0] is not None:
            line["fault"] = record.exc_info[0].__qualname__
            steps = traceback.extract_tb(record.exc_info[2])[-_FRAMES:]
            line["passed"] = [f"{step.filename}:{step.lineno} {step.name}" for step in steps]
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "resolver_match"):  # Django's own lines quote the address
        return f"{getattr(record, 'status_code', '')} {request.method} {route(request)}".strip()
    return blotted(record.getMessage())


class RequestLog:
    """Numbers each request, answers with the number, and writes one line for it: method, route, status, milliseconds.

    A number that the proxy sent as X-Request-ID is kept, so that its lines and ours can be read together.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        sent = request.headers.get("X-Request-ID", "")
        number = sent if _NUMBER.fullmatch(sent) else uuid.uuid4().hex
        mark = _current.set(number)
        begin = time.perf_counter()
        try:
            response = self.get_response(request)
            facts = {
                "method": request.method,
                "route": route(request),
                "status": response.status_code,
                "ms": round((time.perf_counter() - begin) * 1000),
            }
            logger.info("answered", extra={"facts": facts})
        finally:
            _current.reset(mark)
        response["X-Request-ID"] = number
        return response
