"""Where the library is, so that a card anywhere on the site can link into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps

from innovation_pages.queries import visible

if TYPE_CHECKING:
    from django.http import HttpRequest

KEPT = "_innovation_pages_libraries"


def libraries(request: HttpRequest | None) -> dict[int, str]:
    """The address of the library that everybody may see, by key of its locale; read once for each request."""
    if request is None:
        return {}
    kept: dict[int, str] | None = getattr(request, KEPT, None)
    if kept is None:
        pages = visible(apps.get_model("innovation_pages", "PracticeLibraryPage").objects.order_by("-path"))
        kept = {page.locale_id: url for page in pages if (url := page.get_url(request))}
        setattr(request, KEPT, kept)
    return kept
