"""Phone numbers, from how people write them to what a phone dials."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovation_pages.phone import dialled, is_phone


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("213 13 13 152", "+302131313152"),
        ("213-1313152", "+302131313152"),
        ("(213) 13 13 152", "+302131313152"),
        ("213.13.13.152", "+302131313152"),
        ("  2131313152  ", "+302131313152"),
        ("+30 213 13 13 152", "+302131313152"),
        ("0030 213 13 13 152", "+302131313152"),
        ("+44 (0)20 7946 0000", "+442079460000"),
        ("112", "112"),
        ("1555", "1555"),
        ("213 13 13 152 εσωτ. 12", "+302131313152;ext=12"),
        ("213 13 13 152 ext 12", "+302131313152;ext=12"),
    ],
)
def test_a_number_becomes_what_a_phone_dials(written: str, expected: str) -> None:
    assert dialled(written) == expected
    assert dialled(written) == expected


@pytest.mark.parametrize(
    "text", ["", " ", "12", "τηλέφωνο", "213 13 13 152, 213 13 13 153", "٢١٣ ١٣ ١٣ ١٥٢", "javascript:1"]
)
def test_what_is_no_number_gets_no_link(text: str) -> None:
    assert not is_phone(text)
    assert dialled(text) == ""


def test_another_country_code_is_used_where_the_site_says_so() -> None:
    assert dialled("22 867 600", "+357") == "+35722867600"


@given(st.text(max_size=60))
def test_a_link_holds_only_what_a_phone_understands(text: str) -> None:
    assert set(dialled(text)) <= set("ext+;=0123456789")
