"""The part of a form in which a person names those who come along: names only, since no more is needed of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from registrations.text import fold

from .inputs import companion_input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms


@dataclass(frozen=True, slots=True)
class Party:
    """How many people one form may register at most, with the one who fills it in."""

    most: int

    @property
    def names(self) -> list[str]:
        """The names of the fields, in their order."""
        return [f"companion_{number}" for number in range(2, self.most + 1)]

    @property
    def label(self) -> str:
        """The heading of the group."""
        return _("Who comes with you?")

    @property
    def hint(self) -> str:
        """What the group asks for."""
        words = _(
            "Up to %(most)d people can come with one form, you among them. Write one name in each line: everybody gets "
            "a seat, or all of you wait together. Leave it empty if you come alone."
        )
        return words % {"most": self.most}

    def fields(self) -> dict[str, forms.Field]:
        """A line for each companion."""
        found = {name: companion_input(number) for number, name in enumerate(self.names, start=2)}
        for field in found.values():
            field.group = self.label  # type: ignore[attr-defined]  # the error summary names it
        return found

    def check(self, form: forms.Form) -> None:
        """Add an error to each name that was written before: everybody counts once."""
        own = fold(form.cleaned_data.get("name") or "")
        seen = {own} - {""}
        for name in self.names:
            typed = fold(form.cleaned_data.get(name) or "")
            if typed and typed in seen:
                form.add_error(name, _words(is_own=typed == own))
            seen.add(typed)

    def companions(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Those who were named; lines may have been left out."""
        return tuple(values[name] for name in self.names if values.get(name))


def _words(*, is_own: bool) -> str:
    if is_own:
        return _("This is your own name: you are counted already. Take it out, or write who comes with you.")
    return _("This name is there twice. Take it out; where two people have one name, add something to tell them apart.")
