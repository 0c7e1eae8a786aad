"""The two people whom a body names: a regular and an alternate member, and when they are complete."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from .errors import NotTwoPeople

TOLD_WITHIN = timedelta(days=28)
"""How long somebody may not know that a body named them: a month, and February is one.

Regulation (EU) 2016/679, art. 14 para. 3 (a).
"""

HASTENED_AFTER = timedelta(days=21)
"""When staff are reminded to decide, so that the letter to a member leaves in time."""


class Role(StrEnum):
    """In which capacity somebody is named by a body."""

    REGULAR = "regular"
    ALTERNATE = "alternate"


class Asked(StrEnum):
    """Whether a detail of a member is asked for, and must be given."""

    NO = "no"
    OPTIONAL = "optional"
    REQUIRED = "required"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRules:
    """What the form asks about members; the regular one must always be named, the alternate one where the rules say."""

    alternate_required: bool = True
    position: Asked = Asked.OPTIONAL
    phone: Asked = Asked.OPTIONAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person as a body names them; `email` is normalised. `language`: of letters, empty for that of the form."""

    role: Role
    name: str
    email: str
    position: str = ""
    phone: str = ""
    language: str = ""


def check_two_people(addresses: Iterable[str]) -> None:
    """Let pass members with an address each. Raises NotTwoPeople."""
    found = list(addresses)
    if len(set(found)) < len(found):
        raise NotTwoPeople


def is_complete(roles: Collection[str]) -> bool:
    """Whether a body has both its members."""
    return {Role.REGULAR, Role.ALTERNATE} <= set(roles)


def other(role: Role) -> Role:
    """The other of the two roles."""
    return Role.ALTERNATE if role is Role.REGULAR else Role.REGULAR
