"""A page that an editor chooses in a block, led to in the language of the reader."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from wagtail.blocks import PageChooserBlock
from wagtail.models import Page

from innovation_pages.languages import read_translations

if TYPE_CHECKING:
    from collections.abc import Iterable


class TranslatedPageBlock(PageChooserBlock):
    """Reads the chosen pages of a story together, with their translations."""

    def bulk_to_python(self, values: Iterable[Any]) -> list[Page | None]:
        """The pages in the order of their numbers, a copy for each; None for one that is gone. Two statements."""
        numbers = list(values)
        pages = Page.objects.select_related("content_type", "locale").in_bulk(numbers)
        read_translations(pages.values(), "content_type")
        return [copy(pages.get(number)) for number in numbers]
