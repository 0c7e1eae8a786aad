"""The words of a page, field by field and block by block, as an editor typed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import escape
from wagtail.blocks import (
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
    TextBlock,
)
from wagtail.fields import RichTextField
from wagtail.rich_text import get_text_for_indexing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words: the name of their field, the place of their block in it (None outside of streams), and as HTML."""

    field: str
    place: int | None
    html: str

    @property
    def text(self) -> str:
        """The words without markup."""
        return str(get_text_for_indexing(self.html))


def passages(model: type[Model], values: Mapping[str, Any]) -> Iterator[Passage]:
    """The words in `values`, a page's fields by name; fields that hold no words are passed over."""
    for name, value in values.items():
        if isinstance(value, StreamValue):
            for place, child in enumerate(value):
                yield from (Passage(name, place, html) for html in words_in(child.block, child.value))
        elif isinstance(value, str) and value:
            rich = isinstance(_field(model, name), RichTextField)
            yield Passage(name, None, value if rich else escape(value))


def words_in(block: Any, value: Any) -> Iterator[str]:
    """The words of one block and of all blocks inside it, as HTML."""
    if value is None:
        return
    if isinstance(block, RichTextBlock):
        yield value.source
    elif isinstance(block, CharBlock | TextBlock):
        yield escape(value)
    else:
        for inner, held in _inside(block, value):
            yield from words_in(inner, held)


def _inside(block: Any, value: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(block, StreamBlock):
        return [(child.block, child.value) for child in value]
    if isinstance(block, ListBlock):
        return [(child.block, child.value) for child in value.bound_blocks]
    if isinstance(block, StructBlock) and hasattr(value, "get"):
        return [(inner, value.get(name)) for name, inner in block.child_blocks.items()]
    return []


def _field(model: type[Model], name: str) -> Any:
    return next((field for field in model._meta.concrete_fields if field.name == name), None)
