"""What comes back: reports of delivery (RFC 3464, or JSON), and the return address that tells which letter it was."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses
from typing import TYPE_CHECKING

from registrations.conf import app_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 2_000_000
"""Bytes of a report that are read; what matters stands at its beginning."""

_CODE = re.compile(r"[0-9a-f]{40}")
_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_SENT_TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To")


@dataclass(frozen=True, slots=True)
class Report:
    """That a letter was not delivered: the code in its Message-ID and return address, and the status (RFC 3463)."""

    code: str
    status: str


def return_address(message_id: str) -> str:
    """The return address of one letter, after REGISTRATIONS_BOUNCE_ADDRESS; empty where that is not set.

    The code of the Message-ID stands after a plus sign in the local part: bounces+code@example.org.
    """
    local, at, host = app_settings.BOUNCE_ADDRESS.partition("@")
    code = _CODE.search(message_id)
    return f"{local}+{code[0]}@{host}" if at and code else ""


def report_in(content: object) -> Report | None:
    """The report in the JSON of a webhook; None where it names no letter. Raises ValueError for another shape.

    `return_address` or `message_id` name the letter, `status` says why (RFC 3463), with 5.0.0 where it is not known;
    4 and 2 tell of a delay and of a success, and are none.
    """
    if not isinstance(content, dict):
        raise ValueError("not an object")
    told = {name: content.get(name, "") for name in ("return_address", "message_id", "status")}
    if not all(isinstance(value, str) for value in told.values()):
        raise ValueError("not text")
    status = told["status"].strip() or "5.0.0"
    if not _STATUS.fullmatch(status):
        raise ValueError("no status")
    code = _code_at(told["return_address"]) or next(iter(_CODE.findall(told["message_id"])), "")
    return Report(code, status) if code and status.startswith("5") else None


def read_report(raw: bytes) -> Report | None:
    """The report in a message as it arrived; None where it is none, or tells of a delay or a success only."""
    message = message_from_bytes(raw[:LARGEST], policy=policy.default)
    if not isinstance(message, EmailMessage) or message.get_content_type() != "multipart/report":
        return None
    status = next(_failures(message), "")
    code = next(_codes(message), "")
    return Report(code, status) if status and code else None


def _failures(message: Message) -> Iterator[str]:
    """The status of each recipient whom the letter did not reach for good (RFC 3464 §2.3.3, §2.3.4)."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for fields in part.get_payload() if part.is_multipart() else []:
            if isinstance(fields, Message) and str(fields.get("Action", "")).strip().lower() == "failed":
                status = _STATUS.search(str(fields.get("Status", "")))
                yield status[0] if status else "5.0.0"


def _codes(message: Message) -> Iterator[str]:
    """The code of the letter: from the address that the report came to, or from the letter that it encloses."""
    for header in _SENT_TO:
        for _name, address in getaddresses([str(value) for value in message.get_all(header, [])]):
            if code := _code_at(address):
                yield code
    for part in message.walk():
        if part is not message and part.get("Message-ID"):
            yield from _CODE.findall(str(part["Message-ID"]))[:1]
        if part.get_content_type() == "text/rfc822-headers":
            headers = message_from_bytes(part.get_payload(decode=True) or b"", policy=policy.default)  # type: ignore[arg-type]  # bytes, since decoded
            yield from _CODE.findall(str(headers.get("Message-ID", "")))[:1]


def _code_at(address: str) -> str:
    """The code in one of our return addresses; empty for any other address."""
    local, _at, host = app_settings.BOUNCE_ADDRESS.lower().partition("@")
    where, _at, there = address.strip().lower().partition("@")
    name, _plus, code = where.partition("+")
    return code if (name, there) == (local, host) and _CODE.fullmatch(code) else ""
