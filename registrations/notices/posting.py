"""The way to the mail server: one connection, opened for the first letter and again after any fault."""

from __future__ import annotations

import smtplib
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from django.core import mail

from registrations.conf import app_settings

if TYPE_CHECKING:
    from types import TracebackType

    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

_SERVER_CLOSES = 421  # RFC 5321 §3.8: the server ends the conversation
_PERMANENT = range(500, 600)
_STEPS = 8


class Unreachable(Exception):
    """No conversation with the mail server came about: no letter is at fault."""


class NotTaken(Exception):
    """The back end says that it sent nothing."""


class Post:
    """Carries letters one by one; no attempt waits longer for the server than REGISTRATIONS_LETTER_TIMEOUT."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None
        self._carried = 0

    def __enter__(self) -> Post:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def carry(self, letter: EmailMessage) -> None:
        """Hand one letter to the server. Raises Unreachable, NotTaken, and what the server or the network says.

        A server that hangs up on a connection which has carried letters is asked once more on a new one.
        """
        for once_more in (self._carried > 0, False):
            try:
                self._hand_over(letter)
            except Exception as fault:
                self.close()
                if not (once_more and _hung_up(fault)):
                    raise
            else:
                return

    def close(self) -> None:
        """End the conversation, however it stands."""
        connection, self._connection, self._carried = self._connection, None, 0
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.close()

    def _hand_over(self, letter: EmailMessage) -> None:
        connection = self._connection or self._open()
        self._connection = connection
        if connection.send_messages([letter]) == 0:
            raise NotTaken
        self._carried += 1

    def _open(self) -> BaseEmailBackend:
        connection: BaseEmailBackend = mail.get_connection(fail_silently=False, timeout=app_settings.LETTER_TIMEOUT)
        try:
            connection.open()
        except (smtplib.SMTPException, OSError) as fault:
            raise Unreachable(said(fault)) from fault
        return connection


def _hung_up(fault: Exception) -> bool:
    return isinstance(fault, smtplib.SMTPServerDisconnected) or _code(fault) == _SERVER_CLOSES


def is_permanent(fault: Exception) -> bool:
    """Whether the server has said for good that this recipient or this letter is not taken (RFC 5321 §4.2.1)."""
    refused = isinstance(fault, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return refused and _code(fault) in _PERMANENT


def said(fault: BaseException) -> str:
    """A fault without a word that could name somebody: its class, and the code of the server where there is one."""
    code = _code(fault)
    name = type(fault).__name__
    return f"{name} {code}" if code else name


def spot(fault: BaseException) -> str:
    """Where a fault was raised, file and line: for logs, which must not hold its words."""
    steps = traceback.extract_tb(fault.__traceback__)
    return f"{Path(steps[-1].filename).name}:{steps[-1].lineno}" if steps else "unknown"


def way_to(fault: BaseException) -> str:
    """The last places that a fault passed, its own first: for logs, which must not hold its words."""
    steps = traceback.extract_tb(fault.__traceback__)[-_STEPS:]
    return " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))


def _code(fault: BaseException) -> int:
    if isinstance(fault, smtplib.SMTPRecipientsRefused):
        return next((code for code, _words in fault.recipients.values()), 0)
    return fault.smtp_code if isinstance(fault, smtplib.SMTPResponseException) else 0
