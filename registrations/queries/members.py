"""What may be done with the members that a body named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.domain.members import is_complete
from registrations.domain.states import VERIFIED_LIVE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from registrations.models import Attendee, Registration


def may_swap(registration: Registration, members: Iterable[Attendee]) -> bool:
    """Whether the contact person may swap the two: both are named, and the nomination stands."""
    return registration.state in VERIFIED_LIVE and is_complete({member.role for member in members})
