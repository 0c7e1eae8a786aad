"""Where the library is, so that a card anywhere on the site can link into it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.utils.translation import get_language

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


def in_language_of(practice: Any, page: Any) -> Any:
    """The published practice in the language of the page around it, or of the moment; else as chosen; None if a draft.

    A statement only where the practice was chosen in another language.
    """
    wanted = page.locale_id if page is not None else None
    same = practice.locale_id == wanted if wanted else practice.locale.language_code == get_language()
    if not same:
        others = type(practice).objects.filter(translation_key=practice.translation_key, live=True)
        others = others.filter(locale_id=wanted) if wanted else others.filter(locale__language_code=get_language())
        practice = others.select_related("owner", "lead_image", "locale").first() or practice
    return practice if practice.live else None
