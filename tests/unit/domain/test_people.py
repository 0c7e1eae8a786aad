"""One spelling of an address; what is no address; and who is the same person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registrations.domain.people import NotAnAddress, normalise_email, person_key
from registrations.domain.rules import PersonKey
from registrations.models import Registration


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("name@example.gr", "name@example.gr"),
        ("  Name@Example.GR \n", "name@example.gr"),
        ("\u00a0name@example.gr\u00a0", "name@example.gr"),  # pasted from a table
        ("first.last+tag@sub.example.gov.gr", "first.last+tag@sub.example.gov.gr"),
        ("o'neil@example.ie", "o'neil@example.ie"),
        ("1@2.gr", "1@2.gr"),
        ("a@υπουργείο.gr", "a@xn--kxahg2bdbi3ac.gr"),
        ("a@ΥΠΟΥΡΓΕΊΟ.GR", "a@xn--kxahg2bdbi3ac.gr"),
        ("a@bücher.de", "a@xn--bcher-kva.de"),
        ("a@xn--bcher-kva.de", "a@xn--bcher-kva.de"),
        ("a@δήμος.gr", "a@xn--jxalzmu.gr"),
        ("a@δήμοσ.gr", "a@xn--jxalzmu.gr"),  # the name system knows no final sigma
        ("a@example\u3002gr", "a@example.gr"),
        ("a@example.ελ", "a@example.xn--qxam"),
        ("l" * 64 + "@example.gr", "l" * 64 + "@example.gr"),
    ],
)
def test_an_address_has_one_spelling(typed: str, expected: str) -> None:
    assert normalise_email(typed) == expected
    assert normalise_email(normalise_email(typed)) == expected


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "name",
        "@example.gr",
        "name@",
        "name@@example.gr",
        "a@b@example.gr",
        "a@localhost",
        "a@example",
        "a@127.0.0.1",
        "a@10.0.0.12",
        "a@[127.0.0.1]",
        "a@example.1",
        "a@example.123456",
        "a@example.g",
        "a@-example.gr",
        "a@example-.gr",
        "a@exam_ple.gr",
        "a@example..gr",
        "a@.example.gr",
        "a@example.gr.",
        "a b@example.gr",
        "a@exa mple.gr",
        ".a@example.gr",
        "a.@example.gr",
        "a..b@example.gr",
        '"a b"@example.gr',
        "a,b@example.gr",
        "a@example.gr,b@example.gr",
        "a@example.gr;b@example.gr",
        "Name <a@example.gr>",
        "mailto:a@example.gr",
        "a@example.gr\r\nBcc: b@example.gr",
        "a\x00@example.gr",
        "a\x0b@example.gr",
        "a\u200b@example.gr",  # zero width space
        "a@x\u200b.gr",
        "a@x\u200d.gr",
        "a@x\u00ad.gr",  # soft hyphen
        "a@x\ufeff.gr",
        "a@x\u2060.gr",
        "\ufeffa@example.gr",
        "a\u202e@example.gr",  # right to left override
        "a@x\u202e.gr",
        "ａ@example.gr",  # full-width letter
        "a@ｅxample.gr",
        "a＠example.gr",
        "a@example．gr",
        "\u212a@example.gr",  # Kelvin sign
        "a@\u212aexample.gr",
        "ά@example.gr",  # no mailbox that our servers reach
        "аdmin@example.gr",  # the first letter is Cyrillic
        "a@stra\u00dfe.de",  # older software would write to strasse.de, newer to another host
        "a@e\u0301xample.gr",  # not composed
        "l" * 65 + "@example.gr",
        "a@" + "h" * 64 + ".gr",
        "a@" + ".".join(["h" * 60] * 5) + ".gr",
        "a@" + "h" * 100_000,
        "a" * 100_000 + "@example.gr",
        "a." * 50_000 + "@example.gr",
    ],
)
def test_an_address_that_no_letter_reaches_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAddress):
        normalise_email(typed)


@given(st.text())
def test_whatever_is_typed_is_an_ascii_address_or_refused(typed: str) -> None:
    try:
        address = normalise_email(typed)
    except NotAnAddress:
        return
    assert address.isascii()
    assert address == address.lower()
    assert len(address) <= 254
    assert normalise_email(address) == address


@given(
    st.from_regex(r"[a-zA-Z0-9_+-]{1,20}(\.[a-zA-Z0-9]{1,10})?", fullmatch=True),
    st.text("abcάέωςüñ-", min_size=1, max_size=12),
)
def test_an_accepted_host_is_the_one_that_was_typed(local: str, label: str) -> None:
    try:
        address = normalise_email(f"{local}@{label}.gr")
    except NotAnAddress:
        return
    host = address.partition("@")[2].encode().decode("idna")
    assert host == f"{label}.gr".replace("ς", "σ")


@pytest.mark.parametrize(
    ("rule", "email", "name", "expected"),
    [
        (PersonKey.EMAIL, "a@example.gr", "Άννα", "a@example.gr"),
        (PersonKey.EMAIL_AND_NAME, "a@example.gr", " Άννα  ΑΝΝΟΥ ", "a@example.gr αννα αννου"),
        (PersonKey.EMAIL_AND_NAME, "a@example.gr", "αννα Άννου", "a@example.gr αννα αννου"),
        (PersonKey.NOBODY, "a@example.gr", "Άννα", ""),
    ],
)
def test_what_makes_two_registrations_the_same_persons(rule: PersonKey, email: str, name: str, expected: str) -> None:
    assert person_key(rule, email=email, name=name) == expected


@pytest.mark.parametrize("name", ["ß" * 200, "\ufdfa" * 200, "ﬃ" * 200])
def test_the_longest_name_and_address_fit_into_the_column(name: str) -> None:
    key = person_key(PersonKey.EMAIL_AND_NAME, email="a" * 64 + "@" + "h" * 63 + ".gr", name=name)
    assert len(key) <= Registration._meta.get_field("person_key").max_length
    assert key == person_key(PersonKey.EMAIL_AND_NAME, email="a" * 64 + "@" + "h" * 63 + ".gr", name=name)
