"""When a best practice counts as certified. Plain Python."""

from __future__ import annotations

from datetime import date


def holds_certificate(*, number: str, begins: date | None, until: date | None, today: date) -> bool:
    """Whether a certificate with this number, from its first day to its last, is in force today; both days count."""
    if not number or begins is None:
        return False
    return begins <= today and (until is None or today <= until)
