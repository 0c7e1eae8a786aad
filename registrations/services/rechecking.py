"""A personal link is read before the lock is taken: under the lock it is asked again whether it still stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.domain.errors import LinkDead

if TYPE_CHECKING:
    from registrations.models import Registration


def recheck(opened: Registration, *, fresh: Registration) -> None:
    """Let pass while the link that `opened` a registration is that of the row as it is now.

    The address may have changed while a request waited for the lock: whoever held the old link acts no more.
    Raises LinkDead.
    """
    if opened.secret != fresh.secret:
        raise LinkDead
