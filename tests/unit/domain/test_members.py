"""The two people whom a body names."""

from __future__ import annotations

import pytest

from registrations.domain.errors import BodyMissing, NotTwoPeople
from registrations.domain.members import Role, check_two_people, is_complete, other
from registrations.domain.people import body_key, person_key
from registrations.domain.rules import PersonKey


@pytest.mark.parametrize(
    ("roles", "complete"), [([], False), (["regular"], False), (["alternate"], False), (["alternate", "regular"], True)]
)
def test_a_body_is_complete_with_both_members(roles: list[str], complete: bool) -> None:
    assert is_complete(roles) is complete


def test_one_person_is_not_both_members() -> None:
    check_two_people(["a@example.org", "b@example.org"])
    check_two_people(["a@example.org"])
    with pytest.raises(NotTwoPeople):
        check_two_people(["a@example.org", "a@example.org"])


def test_each_role_has_another() -> None:
    assert [other(role) for role in Role] == [Role.ALTERNATE, Role.REGULAR]


@pytest.mark.parametrize(
    ("number", "name", "key"),
    [
        (7, "Δήμος", "body 7"),
        (None, " Δήμος  ΑΛΚΥΌΝΑΣ", "body δημοσ αλκυονασ"),
        (None, "δήμος Αλκυόνας", "body δημοσ αλκυονασ"),
        (None, "  ", ""),
    ],
)
def test_a_body_is_known_by_its_number_or_by_its_name_however_written(number: int | None, name: str, key: str) -> None:
    assert body_key(number, name) == key


def test_the_key_of_a_nomination_is_the_body_and_never_the_contact_person() -> None:
    rule = PersonKey.ORGANISATION
    assert person_key(rule, email="a@example.org", name="Α", body="body 7") == "body 7"
    with pytest.raises(BodyMissing):
        person_key(rule, email="a@example.org", name="Α")
