"""Kinds of questions that a host adds to ours, through the hook `registrations_question_kinds`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wagtail import hooks

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from wagtail.blocks import Block

HOOK = "registrations_question_kinds"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionKind:
    """A kind of question: what editors compose, and the field that visitors fill in.

    `name` is kept beside each answer, so it stays for ever. `block` is a `QuestionBlock`. `field` is called with the
    `Question` and with `label`, `help_text` and `required`; what it cleans to is a text, number, day, truth value or
    list of texts.
    """

    name: str
    block: Block
    field: Callable[..., forms.Field]


def own_kinds() -> dict[str, QuestionKind]:
    """The kinds that the host adds, by name; each hook returns one."""
    kinds: list[QuestionKind] = [make() for make in hooks.get_hooks(HOOK)]
    return {kind.name: kind for kind in kinds}
