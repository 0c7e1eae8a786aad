"""How many people may come with one form."""

from __future__ import annotations

import pytest

from registrations.domain.errors import PartyTooLarge
from registrations.domain.parties import MOST_PEOPLE, check_party, most_people
from registrations.domain.rules import PersonKey, Rules


@pytest.mark.parametrize(
    ("rules", "most"),
    [
        (Rules(), 1),
        (Rules(party_size=0), 1),
        (Rules(party_size=4), 4),
        (Rules(party_size=400), MOST_PEOPLE),
        (Rules(party_size=4, person_key=PersonKey.ORGANISATION), 1),  # a body names its members
    ],
)
def test_as_many_come_as_the_rules_say_and_never_more_than_ten(rules: Rules, most: int) -> None:
    assert most_people(rules) == most
    check_party(rules, people=most)
    with pytest.raises(PartyTooLarge) as refused:
        check_party(rules, people=most + 1)
    assert refused.value.most == most
