"""Links to pages inside running text, read in one statement where Wagtail takes four."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter


def with_page_links(source: str) -> str:
    """The text as it is stored, with the links of every kind made into addresses; embeds are left to Wagtail."""
    rewritten: str = _rewriter()(source)
    return rewritten


@lru_cache(maxsize=1)
def _rewriter() -> LinkRewriter:
    """Wagtail's own handlers, those of the host too, except for pages. As there, kept for the life of the process."""
    rules = {kind: handler.expand_db_attributes_many for kind, handler in features.get_link_types().items()}
    return LinkRewriter(bulk_rules={**rules, "page": _links})


def _links(tags: list[dict[str, Any]]) -> list[str]:
    keys = [int(key) for tag in tags if (key := tag.get("id", "")).isdigit()]
    pages = Page.objects.filter(pk__in=keys).defer_streamfields().select_related("content_type", "locale")
    found = {str(page.pk): page for page in pages}
    return [_link(found.get(tag.get("id", ""))) for tag in tags]


def _link(page: Page | None) -> str:
    """The beginning of a link to the page in the language of the reader, as Wagtail writes it."""
    if page is None:
        return "<a>"
    model = page.content_type.model_class()
    if not hasattr(model, "card_relations"):
        page = page.specific  # a type of the host may have addresses of its own making; ours have not
    if page.locale.language_code != get_language():
        page = page.localized
    return f'<a href="{escape(page.url)}">'
