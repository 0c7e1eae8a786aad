"""Words that are kept in Greek and in English, and which of the two somebody reads."""

from __future__ import annotations

from django.utils.translation import get_language


def in_language(greek: str, english: str, language: str | None = None) -> str:
    """The words in the language asked for (that of the moment by default), or the others where those are missing."""
    if (language or get_language() or "el").startswith("el"):
        return greek or english
    return english or greek
