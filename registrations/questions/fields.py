"""Stream fields that keep their blocks out of the migrations of hosts; those of forms settle ids before storage."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from .blocks import MaterialStream, QuestionStream, StepStream


def settle(block: Any, bound: Any) -> None:
    """Bind every child of a value once, so that items stored without an id keep the one they get now."""
    if bound is None:
        return
    if isinstance(block, StreamBlock):
        for child in bound:
            settle(child.block, child.value)
    elif isinstance(block, ListBlock):
        for child in bound.bound_blocks:
            settle(child.block, child.value)
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            settle(child_block, bound.get(name))


class OwnBlocksField(StreamField):
    """A stream field that brings its blocks itself: a changed label or block asks no host for a migration."""

    stream: ClassVar[type[StreamBlock]]

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(block_types or self.stream, **kwargs)  # the class: made when all hooks of the host are known

    def deconstruct(self) -> tuple[str | None, str, list[Any], dict[str, Any]]:
        """Leave the blocks out of migrations."""
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class SettledBlocksField(OwnBlocksField):
    """One whose items keep the id that they were first stored with, nested ones too."""

    def get_prep_value(self, value: Any) -> Any:
        """Settle the ids, then store."""
        if value is not None and not isinstance(value, str):
            settle(self.stream_block, self.to_python(value))
        return super().get_prep_value(value)


class QuestionsField(SettledBlocksField):
    """The questions of a form. Its import path stands in migrations of hosts: it is frozen for ever."""

    stream = QuestionStream


class MaterialsField(SettledBlocksField):
    """The documents for those who took part. Its import path is frozen for ever."""

    stream = MaterialStream


class StepsField(SettledBlocksField):
    """The numbered steps of a registration elsewhere. Its import path is frozen for ever."""

    stream = StepStream
