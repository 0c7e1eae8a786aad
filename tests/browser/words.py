"""The words that a visitor sees, looked up in the catalogue that the site itself speaks from."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext, override, pgettext


@dataclass(frozen=True)
class Words:
    """`say = Words("el")`, then `say("Thank you")`, or with names `say("We wrote to %(email)s", email=…)`."""

    language: str

    def __call__(self, text: str, *, context: str = "", **names: object) -> str:
        with override(self.language):
            found = pgettext(context, text) if context else gettext(text)
        return found % names if names else found
