"""Words in braces that stand for facts of a letter: a fixed list, and nothing that could be a language of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

IN_SUBJECTS = ("title", "when", "where")
"""What a subject line may say: nothing of a person, since others read over a shoulder."""

IN_TEXTS = ("title", "when", "where", "reference", "name", "signature")
"""What an opening text may say."""

OF_A_PERSON = frozenset({"name"})
"""Words that a visitor typed: they are told to confirmed addresses only."""

_BRACED = re.compile(r"\{([^{}]*)\}")
_BRACE = re.compile(r"[{}]")


class UnknownPlaceholder(ValueError):
    """A word in braces is none of the list, or a brace stands alone; `word` is what was found."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def check(text: str, allowed: Collection[str]) -> None:
    """Look at every brace of a text. Raises UnknownPlaceholder for the first that is not one of `allowed`."""
    for found in _BRACED.finditer(text):
        if found[1] not in allowed:
            raise UnknownPlaceholder(found[0])
    alone = _BRACE.search(_BRACED.sub("", text))
    if alone:
        raise UnknownPlaceholder(alone[0])


def filled(text: str, facts: Mapping[str, str]) -> str:
    """The text with its facts; what was put in is not looked at again, and what is not known stays as it is."""
    return _BRACED.sub(lambda found: facts.get(found[1], found[0]), text)
