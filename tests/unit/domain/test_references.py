"""Reference numbers survive the telephone, and notice when they did not."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.references import ALPHABET, LENGTH, new_reference, read_reference


def made_of(draws: list[int]) -> str:
    numbers = iter(draws)
    return new_reference(lambda _most: next(numbers))


references = st.lists(st.integers(0, len(ALPHABET) - 1), min_size=LENGTH, max_size=LENGTH).map(made_of)


def test_a_reference_has_two_groups_of_four_from_an_alphabet_without_twins() -> None:
    reference = made_of([0] * LENGTH)
    assert len(reference) == 9
    assert reference[4] == "-"
    assert len(ALPHABET) == len(set(ALPHABET)) == 29
    assert not set("01OQILUV") & (set(ALPHABET) - {"V"})


@given(references)
def test_a_reference_is_read_however_it_is_written(reference: str) -> None:
    for heard in (reference, reference.lower(), reference.replace("-", ""), f" {' '.join(reference)} "):
        assert read_reference(heard) == reference


@given(references)
def test_greek_capitals_are_taken_for_their_latin_twins(reference: str) -> None:
    greek = reference.translate(str.maketrans("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ"))
    assert read_reference(greek) == reference
    assert read_reference(greek.lower()) == reference


@given(references)
def test_every_single_slip_is_noticed(reference: str) -> None:
    letters = reference.replace("-", "")
    for place, letter in enumerate(letters):
        for other in ALPHABET:
            if other != letter:
                assert read_reference(letters[:place] + other + letters[place + 1 :]) is None


@given(references)
def test_any_two_that_changed_places_are_noticed(reference: str) -> None:
    letters = list(reference.replace("-", ""))
    for first, second in combinations(range(len(letters)), 2):
        if letters[first] == letters[second]:
            continue
        swapped = letters.copy()
        swapped[first], swapped[second] = swapped[second], swapped[first]
        assert read_reference("".join(swapped)) is None


@pytest.mark.parametrize("heard", ["", "K7M4", "K7M4-QX2A9", "0000-0000", "ΩΨΦΔ-ΓΛΞΠ", "٣٣٣٣-٣٣٣٣", "ß" * 4])
def test_what_cannot_be_a_reference_is_none(heard: str) -> None:
    assert read_reference(heard) is None


@given(st.text())
def test_reading_never_fails(heard: str) -> None:
    found = read_reference(heard)
    assert found is None or read_reference(found) == found
