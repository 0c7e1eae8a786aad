"""Cuts folded Greek words, and English plurals, down to what their forms share: for searches, not for grammar.

An ending goes only where its stem keeps enough letters, and the vowel before it stays: χώρα and χωριό, σχολή, σχόλιο
and σχολείο are different words. Works on what `fold` returns: no accents, no capitals, no final sigma.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from registrations.text.fold import fold

_WORD: Final = re.compile(r"[0-9a-zα-ω]+")
_GREEK_WORD: Final = re.compile(r"[α-ω]+")
_ENGLISH_WORD: Final = re.compile(r"[a-z]+")

# What is cut, and how many letters must be left at least. The longest that fits wins.
_ENDINGS: Final[dict[str, int]] = {
    **dict.fromkeys(("α", "ασ", "εσ", "η", "ησ", "ο", "οι", "οσ", "ου", "ουσ", "ων"), 2),
    **dict.fromkeys(("εα", "εασ", "εεσ", "εισ", "εο", "εοι", "εοσ", "εου", "εουσ", "εων", "εωσ", "ωσ"), 3),
    **dict.fromkeys(("ω", "ει", "ετε", "ουν", "ουμε", "εται", "ονται"), 3),
}
# Neuter words get their nominative back: προγράμματα is a πρόγραμμα, συμφέροντα are a συμφέρον.
_NEUTERS: Final[dict[str, str]] = {
    "ματα": "μα",
    "ματοσ": "μα",
    "ματων": "μα",
    "οντα": "ον",
    "οντοσ": "ον",
    "οντων": "ον",
}
_LONGEST: Final = 5

# Adjectives, and the feminine φόρμα, that end like a neuter noun.
_NO_NEUTER: Final = re.compile(r"[α-ω]*(?:[α-ω]{3}ιμ|[^σ]τομ|νυμ|επισημ|φορμ)α|αυτοματ(?:α|οσ|ων)")
# Bearers and sectors are no taxes and no volumes: these nouns in -έας keep the ε that their neighbours in -ος lack.
_BEARER: Final = re.compile(r"([α-ω]*(?:φορ|τομ|δρομ|γραφ|γον|νομ)ε)(?:ασ|α|ισ|ων|ωσ)")

_ENGLISH_PLURALS: Final[tuple[tuple[str, str], ...]] = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("s", ""),
)
_NO_PLURAL: Final = ("ss", "us", "is", "news", "series")
_IRREGULAR: Final = {
    "buses": "bus",
    "children": "child",
    "criteria": "criterion",
    "men": "man",
    "people": "person",
    "women": "woman",
}

STOP_WORDS: Final = frozenset(
    fold(
        "ο η το οι τα του της των τον την τη τις τους στο στη στον στην στις στα στου στους και κι με σε για από ως να"
        " θα που πως δε δεν μη μην ένας μια μία ένα είναι ή αν όπως κατά προς στης μας σας"
        " a an and are as at be by for from in is it of on or that the this to with"
    ).split()
)
"""Words that every text has: no search looks for them."""


def words(text: str) -> Iterator[str]:
    """Return the folded words of `text` in their order."""
    return (match.group() for match in _WORD.finditer(fold(text)))


def terms(text: str) -> list[str]:
    """Return the stems of `text` in its order, without stop words and single letters; a figure may stand alone."""
    return [stem(word) for word in words(text) if counts(word)]


def counts(word: str) -> bool:
    """Whether a search looks for this folded word."""
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return what the forms of one word share; a word with figures, or of both alphabets, stays as it is, folded."""
    folded = fold(word)
    if _GREEK_WORD.fullmatch(folded):
        return _greek(folded)
    return _english(folded) if _ENGLISH_WORD.fullmatch(folded) else folded


def _greek(word: str) -> str:
    if match := _BEARER.fullmatch(word):
        return match.group(1)
    if not _NO_NEUTER.fullmatch(word):
        for ending, nominative in _NEUTERS.items():
            if word.endswith(ending) and len(word) - len(ending) >= 2:
                return word[: -len(ending)] + nominative
        if word.endswith("μα") and len(word) > 3:
            return word
    for length in range(min(_LONGEST, len(word)), 0, -1):
        left = _ENDINGS.get(word[-length:])
        if left is not None and len(word) - length >= left:
            return word[:-length]
    return word


def _english(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(_NO_PLURAL):
        return word
    for plural, singular in _ENGLISH_PLURALS:
        if word.endswith(plural) and len(word) - len(plural) >= 2:
            return word[: -len(plural)] + singular
    return word
