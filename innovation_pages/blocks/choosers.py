"""A block that chooses a snippet in the language of whoever edits the page."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.snippets.blocks import SnippetChooserBlock


class SnippetBlock(SnippetChooserBlock):
    """Wagtail's block with the chooser that the kind of snippet names: Wagtail's own keeps its first language."""

    @cached_property
    def widget(self) -> Any:
        """The chooser, with the icon that Wagtail's block takes from the kind of snippet."""
        icon = super().widget.icon
        return self.target_model.snippet_viewset.chooser_viewset.widget_class(icon=icon)
