"""A letter to oneself, to see how it arrives: sent at once, and remembered nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives

from registrations.conf import app_settings
from registrations.text import tidy_line, without_controls

from .posting import NotTaken, Post, Unreachable

if TYPE_CHECKING:
    from .previewing import Preview


def send_trial(letter: Preview, *, to: str) -> None:
    """Send a sample to a member of staff. Raises OSError or SMTPException where the mail server does not take it."""
    message = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        from_email=tidy_line(without_controls(app_settings.FROM_EMAIL)),
        to=[tidy_line(without_controls(to))],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": letter.language},
    )
    message.attach_alternative(letter.html, "text/html")
    try:
        with Post() as post:
            post.carry(message)
    except (Unreachable, NotTaken) as fault:
        raise OSError(str(fault)) from fault
