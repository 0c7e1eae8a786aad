"""People who come together on one form: how many may, and who of them stand together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import PartyTooLarge
from .rules import PersonKey

if TYPE_CHECKING:
    from .rules import Rules

MOST_PEOPLE = 10
"""How many people one registration has at most, whatever a page says."""


def most_people(rules: Rules) -> int:
    """How many people one registration may have under these rules; a body names its members instead."""
    if rules.person_key is PersonKey.ORGANISATION:
        return 1
    return max(1, min(rules.party_size, MOST_PEOPLE))


def check_party(rules: Rules, *, people: int) -> None:
    """Let pass as many people as the rules allow in one registration. Raises PartyTooLarge."""
    most = most_people(rules)
    if people > most:
        raise PartyTooLarge(most)
