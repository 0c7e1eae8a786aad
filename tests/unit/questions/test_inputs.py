"""What the fields of a form accept, and what they say of the rest."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from registrations.questions.inputs import NumberInput

LONG = "9" * 20


@pytest.mark.parametrize(
    ("typed", "bounds", "said"),
    [
        (LONG, (None, None), "This number is too long: write at most 15 digits."),
        (f"-{LONG}", (None, None), "This number is too long: write at most 15 digits."),
        (LONG, (0, 50), "Write 50 or less."),
        (f"-{LONG}", (0, 50), "Write 0 or more."),
        ("9" * 5000, (None, None), "This number is too long: write at most 15 digits."),
        ("twelve", (None, None), "Write a whole number with the digits 0 to 9, for example 12."),
    ],
)
def test_a_number_that_is_too_large_is_called_so(typed: str, bounds: tuple[int | None, int | None], said: str) -> None:
    field = NumberInput(smallest=bounds[0], largest=bounds[1])
    with override("en"), pytest.raises(ValidationError) as refused:
        field.to_python(typed)
    with override("en"):
        assert refused.value.messages == [said]


@pytest.mark.parametrize(
    ("typed", "number"), [("0012", 12), ("-7", -7), ("+7", 7), ("0" * 5000, 0), ("9" * 15, 10**15 - 1)]
)
def test_leading_zeros_do_not_make_a_number_long(typed: str, number: int) -> None:
    assert NumberInput(smallest=None, largest=None).to_python(typed) == number
