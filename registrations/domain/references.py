"""Reference numbers that people can read out over the telephone."""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPRSTVWXYZ"
"""Digits and capitals without those that are mistaken for one another (0 O Q, 1 I L, U V): 29, a prime number."""

LENGTH = 7

_GREEK_CAPITALS = str.maketrans("ΑΒΕΖΗΚΜΝΡΤΥΧ", "ABEZHKMNPTYX")


def new_reference(draw: Callable[[int], int]) -> str:
    """A new reference such as `K7M4-QX2A`: seven drawn characters and one that catches a slip of the tongue.

    `draw(n)` returns a random number below n; services hand over `secrets.randbelow`.
    """
    body = "".join(ALPHABET[draw(len(ALPHABET))] for _ in range(LENGTH))
    whole = body + _check_character(body)
    return f"{whole[:4]}-{whole[4:]}"


def read_reference(heard: str) -> str | None:
    """The reference that somebody wrote or said, in its one spelling; None when it cannot be one.

    Greek capitals that look like Latin ones are taken for those.
    """
    letters = "".join(character for character in heard.upper().translate(_GREEK_CAPITALS) if character.isalnum())
    if len(letters) != LENGTH + 1 or any(letter not in ALPHABET for letter in letters):
        return None
    if _check_character(letters[:LENGTH]) != letters[LENGTH]:
        return None
    return f"{letters[:4]}-{letters[4:]}"


def _check_character(body: str) -> str:
    """A weighted sum over a prime: it notices one wrong character and any two that changed places."""
    total = sum((place + 1) * ALPHABET.index(letter) for place, letter in enumerate(body))
    return ALPHABET[total % len(ALPHABET)]
