"""Tidies typed and pasted text before it is stored, and finds the characters that must not be stored at all."""

import re
import unicodedata

# Space separators and the line and paragraph separators, but no control character: `\x0b`, `\x1c` or `\x85` must
# survive tidying, so that `has_controls` can refuse them instead of their vanishing unseen.
_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[ \\t{_ODD_SPACES}]+")
_LINE_SPACES = re.compile(f"[ \\t\\r\\n\u2028\u2029{_ODD_SPACES}]+")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_SPACED_BREAKS = re.compile(r" ?\n ?")

_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 and C1, tab, newline and carriage return aside
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff\ufffe\uffff]"  # what neither UTF-8 nor XML can carry
)


def tidy_line(text: str) -> str:
    """Return `text` as one line: in NFC (U+037E becomes ;), each run of spaces or breaks one space, no blank edges."""
    return _LINE_SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def tidy_text(text: str) -> str:
    """Return `text` in NFC with plain spaces, line feeds as the only breaks and no blank edges."""
    unbroken = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _SPACED_BREAKS.sub("\n", _SPACES.sub(" ", unbroken)).strip(" \n")


def has_controls(text: str) -> bool:
    """Say whether `text` holds a character that is refused at entry: a control, a bidi override, a lone surrogate."""
    return _REFUSED.search(text) is not None


def without_controls(text: str) -> str:
    """Return `text` without the characters that `has_controls` finds: what slipped in must not get out in an export."""
    return _REFUSED.sub("", text)
