"""Until when people may change the answers that they gave."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from .rules import Edits
from .states import VERIFIED_LIVE
from .windows import shifted

if TYPE_CHECKING:
    from datetime import datetime

    from .rules import Rules
    from .states import State


def edit_deadline(rules: Rules, *, begins_at: datetime | None) -> datetime | None:
    """The UTC instant from which answers stay as they are; None where nothing ends it. It is never after the beginning.

    While registration is open means until it closes, and without a deadline until the event begins.
    """
    if rules.edits is Edits.BEFORE_BEGIN:
        return shifted(begins_at, -timedelta(hours=rules.edit_hours)) if begins_at is not None else rules.closes_at
    ends = [moment for moment in (rules.closes_at, begins_at) if moment is not None]
    return min(ends) if ends else None


def may_edit(rules: Rules, *, state: State, begins_at: datetime | None, now: datetime) -> bool:
    """Whether the answers of a registration in `state` may be changed at the instant `now`."""
    if rules.edits is Edits.NO or state not in VERIFIED_LIVE:
        return False
    until = edit_deadline(rules, begins_at=begins_at)
    return until is None or now < until
