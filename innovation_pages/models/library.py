"""The page of the library: a list with facets, and each published practice at an address below it."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from innovation_pages.panels import tabs

from .base import ListingPage


class PracticeLibraryPage(ListingPage):
    """The library of best practices in one language."""

    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("practice library")
        verbose_name_plural = _("practice libraries")
