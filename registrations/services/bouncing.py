"""Letters that come back are marked; staff are told of them with the other news of their desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.models import Notice, NoticeState
from registrations.notices.bounces import read_report

if TYPE_CHECKING:
    from datetime import datetime

    from registrations.notices.bounces import Report


def receive_bounce(*, raw: bytes, now: datetime) -> bool:
    """Mark the letter that a report is about as one that came back; returns whether there was one.

    The same report again changes nothing, nor does one about a letter that is under way once more. What cannot be read,
    automatic answers and reports of delays are left alone.
    """
    report = read_report(raw)
    return report is not None and mark(report=report, now=now)


def mark(*, report: Report, now: datetime) -> bool:
    """Mark the letter of a report as one that came back; returns whether it was on its way, and is marked now."""
    sent = Notice.objects.filter(message_id__startswith=f"<{report.code}@", state=NoticeState.SENT)
    return bool(sent.update(state=NoticeState.BOUNCED, settled_at=now, error=f"Bounced {report.status}"))
