"""Folds Greek and Latin text to one form for search, equality and sorting keys."""

import re
import unicodedata

# Latin letters with a Greek twin, in either case: N looks like Ν, v like ν.
_TWINS = "abehikmnoptuvxyz"
_TO_GREEK = str.maketrans(_TWINS, "αβεηικμνορτυνχυζ")
_WITHOUT_TWIN = re.compile(f"(?![{_TWINS}])[a-z]")
_GREEK_LETTER = re.compile("[α-ω]")
_LATIN_LETTER = re.compile("[a-z]")

# Possessive and anchored at the start of a word, so that a text of any length is read once.
_MIXED_WORD = re.compile("(?<![a-zα-ω])(?:[a-z]++[α-ω]|[α-ω]++[a-z])[a-zα-ω]*+")
# Α.Δ.Α., ΙΝ.ΕΠ., ΜΗ.Δ.ΙΣ.ΕΦ., U.N.: groups of up to three letters with a dot between; `_undotted` looks closer.
_DOTTED_WORD = re.compile(r"(?<![\w.])[a-zα-ω]{1,3}+(?:\.[a-zα-ω]{1,3}+)++\.?+(?![\w.])")


class _Folded(dict[int, str]):
    """A translation table that works out each character when it first meets it: folding needs no neighbours."""

    def __missing__(self, code: int) -> str:
        """Return what is left of one character, and remember it if it is of a script that comes often."""
        folded = _bare(_bare(chr(code)).casefold())
        if code < 0x2100:
            self[code] = folded
        return folded


def _bare(text: str) -> str:
    """Take combining marks, invisible format characters and controls off the decomposed `text`."""
    return "".join(
        character
        for character in unicodedata.normalize("NFKD", text)
        if character.isspace() or unicodedata.category(character) not in ("Mn", "Me", "Cf", "Cc")
    )


_FOLDED = _Folded()


def fold(text: str) -> str:
    """Return `text` without case, accents, final sigma, look-alikes, dots of acronyms and doubled spaces; never fails.

    Folding twice changes nothing. Latin letters become Greek only in a word that holds a Greek letter and no Latin
    letter without a Greek twin.
    """
    folded = text.translate(_FOLDED)
    if "." in folded:
        folded = _DOTTED_WORD.sub(_undotted, folded)
    if not folded.isascii() and _LATIN_LETTER.search(folded):
        folded = _MIXED_WORD.sub(_in_greek_letters, folded)
    return " ".join(folded.split())


def _in_greek_letters(match: re.Match[str]) -> str:
    word = match.group()
    return word if _WITHOUT_TWIN.search(word) else word.translate(_TO_GREEK)


def _undotted(match: re.Match[str]) -> str:
    word = match.group()
    letters = word.replace(".", "")
    if _GREEK_LETTER.search(letters):
        return word if _WITHOUT_TWIN.search(letters) else letters.translate(_TO_GREEK)
    return letters if len(word) >= 2 * len(letters) - 1 else word  # single Latin letters; "gov.gr" keeps its dot
