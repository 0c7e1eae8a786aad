"""Writing a letter: one recipient, a text that is complete by itself, its HTML, in the language of the person."""

from __future__ import annotations

import re
import textwrap
from email.message import Message
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import override

from registrations.conf import app_settings
from registrations.models import NoticeKind
from registrations.text import tidy_line, without_controls

from .bounces import return_address
from .calendar import invitations
from .context import letter_context
from .envelope import html_of
from .kinds import KINDS, TO_STAFF
from .links import site_of
from .staff import staff_context
from .wording import StaffWords, staff_words, worded

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.models import Notice

_WIDTH = 76
_METHOD = re.compile(r"^METHOD:([A-Z]+)", re.MULTILINE)


class Words(NamedTuple):
    """What a letter says: its subject, its text, and the same as HTML."""

    subject: str
    body: str
    html: str


class Letter(EmailMultiAlternatives):
    """A letter whose calendar files say in their type too whether they invite or cancel."""

    def message(self, *args: Any, **kwargs: Any) -> Any:
        """The letter as it travels (RFC 6047 §2.4 for the parameter of the calendar's type)."""
        message: Message = super().message(*args, **kwargs)
        for part in message.walk():
            if part.get_content_type() == "text/calendar":
                method = _METHOD.search(part.get_payload(decode=True).decode("utf-8"))  # type: ignore[union-attr]  # text
                part.set_param("method", method[1] if method else "PUBLISH")
        return message


def compose(notice: Notice, now: datetime | None = None) -> Letter:
    """The letter that a notice owes, from what is true now; `now` is a UTC instant.

    Raises ValueError for a notice without a registration, and ImproperlyConfigured where there is no site.
    """
    now = now or timezone.now()
    with override(notice.language):
        context, files = context_of(notice, now), []
        if KINDS[notice.kind].calendar and notice.registration is not None:
            ends = notice.kind == NoticeKind.CANCELLED
            files = invitations(notice.registration, to=notice.recipient, context=context, now=now, ends=ends)
        words = letter_words(notice, context)
        letter = Letter(
            subject=words.subject,
            body=words.body,
            from_email=return_address(_number(notice)) or _line(app_settings.FROM_EMAIL),
            to=[_line(notice.recipient)],
            headers=_headers(notice),
        )
    letter.attach_alternative(words.html, "text/html")
    _enclose(letter, files)
    return letter


def context_of(notice: Notice, now: datetime) -> dict[str, Any]:
    """What a letter knows, read afresh; its language must be active. Raises ValueError without what it is about."""
    if notice.kind in TO_STAFF:
        return staff_context(notice)
    if notice.registration is None:
        raise ValueError("A letter is about a registration.")
    return letter_context(notice, notice.registration, now)


def letter_words(notice: Notice, context: dict[str, Any], own: StaffWords | None = None) -> Words:
    """Subject, text and HTML of a letter from what it knows, in the active language; the HTML is made of the text.

    Staff may have worded its subject and opening; `own` are such words that nobody has kept yet.
    """
    kind = KINDS[notice.kind]
    if notice.kind not in TO_STAFF:
        own = worded(own or staff_words(notice.desk, notice.kind, notice.language), notice.kind, context)
        context = {**context, "opening": own.opening}
    subject = _line(own.subject if own and own.subject else render_to_string(kind.subject_template, context))
    text = without_controls(render_to_string(kind.body_template, context))
    html = html_of(notice.kind, text, context, subject=subject, language=notice.language)
    return Words(subject, layout(text), html)


def _enclose(letter: Letter, files: list[str]) -> None:
    """Enclose the calendar files: each entry in a file of its own, since a request has one UID (RFC 5546 §3.2.2).

    A single one is also an alternative of the text (RFC 6047 §2.4): that is where mail programs look for invitations.
    """
    if len(files) == 1:
        letter.attach_alternative(files[0], "text/calendar")
    for number, file in enumerate(files, start=1):
        name = "event.ics" if len(files) == 1 else f"event-{number}.ics"
        letter.attach(name, file, "text/calendar")


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


def _number(notice: Notice) -> str:
    return notice.message_id or message_id(notice)


def _headers(notice: Notice) -> dict[str, str]:
    """The sender, stable identity, and the word that no machine should answer (RFC 3834)."""
    return {
        "From": _line(app_settings.FROM_EMAIL),
        "Message-ID": _number(notice),
        "Auto-Submitted": "auto-generated",
        "Content-Language": _line(notice.language),
    }


def _line(text: str) -> str:
    """The text of a header: one line, no control character."""
    return tidy_line(without_controls(text))
