"""Plain pages: accessibility statement, contact, privacy."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from innovation_pages.panels import tabs

from .base import StoryPage


class StandardPage(StoryPage):
    """A page of text that belongs to no list, such as the accessibility statement."""

    subpage_types: ClassVar = ["innovation_pages.StandardPage"]
    edit_handler = tabs((_("Content"), StoryPage.story_panels))

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
