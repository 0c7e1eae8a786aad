"""The post: the worker's pass, and what somebody finds in the mailbox."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.core import mail
from django.core.mail import EmailMessage

from registrations.notices.delivering import deliver_due


def the_worker_delivers() -> None:
    """One pass of the worker over the letters that are due."""
    deliver_due(now=datetime.now(UTC))


def newest_letter(to: str) -> EmailMessage:
    """The letter on top of somebody's mailbox."""
    return next(letter for letter in reversed(mail.outbox) if letter.to == [to])


def link_in(letter: EmailMessage) -> str:
    """The personal link of a letter; there is one."""
    (link,) = set(re.findall(r"https?://\S+/registration/\S+", str(letter.body)))
    return str(link)
