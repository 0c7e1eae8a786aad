"""Words in Greek and in English: which of the two somebody reads."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from registrations.models import Organisation
from registrations.public import in_language


@pytest.mark.parametrize(
    ("language", "expected"), [("el", "Δήμος"), ("el-gr", "Δήμος"), ("en", "Municipality"), ("fr", "Municipality")]
)
def test_words_are_read_in_the_language_asked_for_or_in_that_of_the_moment(language: str, expected: str) -> None:
    assert in_language("Δήμος", "Municipality", language) == expected
    with override(language):
        assert in_language("Δήμος", "Municipality") == expected
        assert Organisation(name_el="Δήμος", name_en="Municipality").name == expected


def test_where_one_language_is_missing_the_other_is_read() -> None:
    assert in_language("Δήμος", "", "en") == "Δήμος"
    assert in_language("", "Municipality", "el") == "Municipality"
