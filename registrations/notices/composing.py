"""Writing a letter: one recipient, a text that is complete by itself, in the language of the person."""

from __future__ import annotations

import textwrap
from email.message import Message
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from registrations.conf import app_settings
from registrations.text import tidy_line, without_controls

from .calendar import calendar_of
from .context import letter_context
from .kinds import KINDS
from .links import site_of

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Notice

_WIDTH = 76
_CALENDAR_NAME = "event.ics"


class Letter(EmailMultiAlternatives):
    """A letter whose calendar file says, in its type too, that it is published and asks for no answer."""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """The letter as it travels (RFC 6047 §2.4 for the parameter of the calendar's type)."""
        message: Message = super().message(*args, **kwargs)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                part.set_param("method", "PUBLISH")
        return message


def compose(notice: Notice, now: datetime | None = None) -> Letter:
    """The letter that a notice owes, from what is true now; `now` is a UTC instant.

    Raises ValueError for a notice without a registration, and ImproperlyConfigured where there is no site.
    """
    registration = notice.registration
    if registration is None:
        raise ValueError("A letter is about a registration.")
    now = now or timezone.now()
    kind = KINDS[notice.kind]
    with override(notice.language):
        context = letter_context(notice, registration, now)
        file = None
        if kind.calendar:
            file = calendar_of(registration, occasion=context["occasion"], places=context["places"], now=now)
        context["attached"] = file is not None
        letter = Letter(
            subject=_line(render_to_string(kind.subject_template, context)),
            body=layout(render_to_string(kind.body_template, context)),
            from_email=_line(app_settings.FROM_EMAIL),
            to=[_line(notice.recipient)],
            headers=_headers(notice),
        )
    if file is not None:
        letter.attach(_CALENDAR_NAME, file.decode("utf-8"), "text/calendar")
    return letter


def message_id(notice: Notice) -> str:
    """The Message-ID of a notice: always the same, and telling nothing about the person, the event or the count."""
    code = salted_hmac("registrations.notices.message_id", notice.dedupe_key, algorithm="sha256").hexdigest()
    try:
        host = site_of(notice.desk).hostname.encode("idna").decode("ascii")
    except (UnicodeError, ImproperlyConfigured):
        host = "localhost"
    return f"<{code[:40]}@{host}>"


def layout(text: str) -> str:
    """The lines of a letter, none much longer than 76 characters (links stay whole), and no two empty ones in a row."""
    lines: list[str] = []
    for line in without_controls(text).strip().splitlines():
        stripped = line.strip()
        if stripped:
            lines += textwrap.wrap(stripped, _WIDTH, break_long_words=False, break_on_hyphens=False)
        elif lines and lines[-1]:
            lines.append("")
    return "\n".join(lines) + "\n"


def _headers(notice: Notice) -> dict[str, str]:
    """Stable identity, and the word that no machine should answer (RFC 3834)."""
    return {
        "Message-ID": notice.message_id or message_id(notice),
        "Auto-Submitted": "auto-generated",
        "Content-Language": _line(notice.language),
    }


def _line(text: str) -> str:
    """The text of a header: one line, no control character."""
    return tidy_line(without_controls(text))
