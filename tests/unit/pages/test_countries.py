"""The countries that a body may belong to."""

import pytest
from django.utils.translation import override

from registrations.models.countries import COUNTRIES, country_choices, country_name
from registrations.public import Organisation

UNION = frozenset(
    {"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"}
    | {"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}
)


def test_the_whole_union_is_there() -> None:
    assert len(UNION) == 27
    assert set(COUNTRIES) >= UNION


@pytest.mark.parametrize(("language", "expected"), [("el", "Ελλάδα"), ("en", "Greece")])
def test_a_country_is_named_in_the_language_of_the_moment(language: str, expected: str) -> None:
    with override(language):
        assert country_name("GR") == expected
        assert Organisation(country="GR").country_name == expected
        assert Organisation(country="GR").get_country_display() == expected
        assert str(country_choices()[0][1]) == expected


def test_an_unknown_code_and_no_code_are_told_as_they_are() -> None:
    assert country_name("XX") == "XX"
    assert Organisation().country_name == ""
