"""Who acts: the person concerned, a member of staff, or the clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from registrations.domain.states import ActorKind


@dataclass(frozen=True, slots=True)
class Actor:
    """The one who moves a place; `user` is set for staff only."""

    kind: ActorKind
    user: Any = None


PERSON = Actor(ActorKind.PERSON)
CLOCK = Actor(ActorKind.CLOCK)


def staff(user: Any) -> Actor:
    """A member of staff; raises ValueError without a signed-in user."""
    if user is None or not user.is_authenticated:
        raise ValueError("A member of staff is a signed-in user.")
    return Actor(ActorKind.STAFF, user)
