"""Writes Greek titles in Latin letters for addresses: ELOT 743 / ISO 843 type 2, one table for server and browser.

`RULES` is read by Python's `re` and by JavaScript's `RegExp` (flags `giu`), which shapes its patterns: word boundaries
and word classes know no Greek in JavaScript, so letters are written out, and replacements use JavaScript's `$1`.
"""

import re
import unicodedata
from typing import Final

_GREEK: Final = "α-ωάέήίόύώϊϋΐΰ"
_LETTER: Final = f"a-z{_GREEK}"
_VOICELESS: Final = "θκξπσςτφχψ"

_APOSTROPHES: Final = "'`´’‘ʼ᾽᾿΄"
# ASCII and Latin-1 signs, Greek modifiers, general punctuation, currency, arrows to pictographs, CJK punctuation.
_SIGNS: Final = (
    r"\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7"
    r"\u0384\u0385\u0387\u037e\u2000-\u206f\u20a0-\u20bf\u2190-\u23ff\u2500-\u2bff\u3000-\u303f"
)


def _vowels() -> list[tuple[str, str]]:
    """Bring polytonic and decomposed vowels to the monotonic letters that the rules below know."""
    polytonic: dict[str, str] = {}
    for code in range(0x1F00, 0x2000):
        base, *marks = list(unicodedata.normalize("NFD", chr(code)))
        accented = not {"\u0300", "\u0301", "\u0342"}.isdisjoint(marks)
        if chr(code).islower() and base in "αεηιουω" and "\u0308" not in marks:
            monotonic = unicodedata.normalize("NFC", base + "\u0301") if accented else base
            polytonic[monotonic] = polytonic.get(monotonic, "") + chr(code)
    rules = [("ι\u0308|[\u1fd2\u1fd7]", "ϊ"), ("υ\u0308|[\u1fe2\u1fe7]", "ϋ")]
    for letter, variants in polytonic.items():
        base = unicodedata.normalize("NFD", letter)[0]
        decomposed = f"{base}[\u0313\u0314]?[\u0300\u0301\u0342]|" if letter != base else ""
        rules.append((f"{decomposed}[{variants}]", letter))
    # without U+0345, the iota below: case folding makes it equal to every iota
    return [*rules, ("[\u0300-\u0344\u0346-\u036f]+", "")]


RULES: Final[tuple[tuple[str, str], ...]] = (
    *_vowels(),
    (f"[{_APOSTROPHES}]+", ""),
    # Δ.Κ.Δ.Τ. and ΙΝ.ΕΠ. are one word
    (rf"(?<![{_LETTER}])([{_GREEK}]{{1,3}})\.(?=[{_GREEK}]{{1,3}}(?![{_LETTER}]))", "$1"),
    (f"[{_SIGNS}]+", "-"),
    # αυ, ευ, ηυ and ου: a tonos on the first letter or a dialytika on the second keeps the vowels apart
    (f"α[υύ](?=[{_VOICELESS}]|(?![{_LETTER}]))", "af"),
    (f"ε[υύ](?=[{_VOICELESS}]|(?![{_LETTER}]))", "ef"),
    (f"η[υύ](?=[{_VOICELESS}]|(?![{_LETTER}]))", "if"),
    ("α[υύ]", "av"),
    ("ε[υύ]", "ev"),
    ("η[υύ]", "iv"),
    ("ο[υύ]", "ou"),
    ("γγ", "ng"),
    ("γξ", "nx"),
    ("γχ", "nch"),
    (f"(?<![{_LETTER}])μπ|μπ(?![{_LETTER}])", "b"),
    ("[αά]", "a"),
    ("β", "v"),
    ("γ", "g"),
    ("δ", "d"),
    ("[εέ]", "e"),
    ("ζ", "z"),
    ("[ηήιίϊΐ]", "i"),
    ("θ", "th"),
    ("κ", "k"),
    ("λ", "l"),
    ("μ", "m"),
    ("ν", "n"),
    ("ξ", "x"),
    ("[οόωώ]", "o"),
    ("π", "p"),
    ("[ρῤῥ]", "r"),
    ("[σς]", "s"),
    ("τ", "t"),
    ("[υύϋΰ]", "y"),
    ("φ", "f"),
    ("χ", "ch"),
    ("ψ", "ps"),
    # Latin letters of the neighbours
    ("[àáâãäåāăąª]", "a"),
    ("[çćĉċč]", "c"),
    ("[ďđð]", "d"),
    ("[èéêëēĕėęě]", "e"),
    ("[ĝğġģ]", "g"),
    ("[ĥħ]", "h"),
    ("[ìíîïĩīĭįıİ]", "i"),
    ("ĵ", "j"),
    ("ķ", "k"),
    ("[ĺļľŀł]", "l"),
    ("[ñńņňŉ]", "n"),
    ("[òóôõöøōŏőº]", "o"),
    ("[ŕŗř]", "r"),
    ("[śŝşšșſ]", "s"),
    ("[ţťŧț]", "t"),
    ("[ùúûüũūŭůűų]", "u"),
    ("ŵ", "w"),
    ("[ýÿŷ]", "y"),
    ("[źżž]", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("[ßẞ]", "ss"),
    ("þ", "th"),
    ("-{2,}", "-"),
    ("^-+|-+$", ""),
)
"""Pairs of pattern and replacement, applied in order and without regard to case to a text in NFC."""

_COMPILED: Final = tuple((re.compile(pattern, re.IGNORECASE), replacement) for pattern, replacement in RULES)
_ON_THE_SERVER: Final = tuple((pattern, replacement.replace("$1", r"\1")) for pattern, replacement in _COMPILED)
_REST: Final = re.compile("[^a-z0-9]+")
_MARKS: Final = re.compile("[\u0300-\u036f]+")


def slug(text: str, *, limit: int = 60) -> str:
    """Return an address of `[a-z0-9-]` for `text`, at most `limit` characters, cut between words where possible.

    Greek follows ELOT 743. Letters of other scripts count only where nothing else is left: they are then named by code
    point, so that the result is empty only for a text without any letter or digit.
    Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("A slug needs room for one character at least.")
    latin = unicodedata.normalize("NFC", text)
    for pattern, replacement in _ON_THE_SERVER:
        latin = pattern.sub(replacement, latin)
    compatible = _MARKS.sub("", unicodedata.normalize("NFKD", latin)).lower()
    return _cut(_REST.sub("-", compatible).strip("-") or _code_points(text), limit)


def slug_formatters() -> list[tuple[re.Pattern[str], str]]:
    """Return `RULES` for `SlugInput(formatters=slug_formatters(), locale="und")`: Wagtail hands them to the browser."""
    return list(_COMPILED)


def _cut(whole: str, limit: int) -> str:
    if len(whole) <= limit:
        return whole
    words, _, _ = whole[: limit + 1].rpartition("-")
    return (words or whole[:limit]).rstrip("-")


def _code_points(text: str) -> str:
    return "".join(f"u{ord(character):04x}" for character in text if character.isalnum())
