"""Calls and their reports: each finds the other, and neither shows what visitors may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Page, get_page_models

from .queries import private_pages

if TYPE_CHECKING:
    from .models import RecapFields


def reports_on(page: Page, private: Q | None = None) -> list[Any]:
    """The published reports on an event in the language of its page, the earliest first. Two statements.

    A report may name the page of the event in any language: translations are one event.
    """
    reporting = Q()
    for model in get_page_models():
        if hasattr(model, "recap_of"):
            reports = model._default_manager.filter(recap_of__translation_key=page.translation_key)
            reporting |= Q(pk__in=reports.values("pk"))
    found = Page.objects.live().filter(reporting, locale_id=page.locale_id).exclude(pk=page.pk)
    open_to_all = found.exclude(private_pages() if private is None else private)
    return list(open_to_all.select_related("locale").order_by("first_published_at", "pk"))


def in_own_language(target: Page | None, page: Page, private: Q | None = None) -> Page | None:
    """The page meant by a choice, in the language of the page that chose it, if visitors may see it.

    Falls back to the chosen page itself where it has no published translation. None for nothing, drafts and pages
    that are not open to everybody. At most two statements.
    """
    if target is None:
        return None
    wanted = Q(pk=target.pk) | Q(translation_key=target.translation_key, locale_id=page.locale_id)
    open_to_all = Page.objects.live().filter(wanted).exclude(private_pages() if private is None else private)
    found = {seen.locale_id: seen for seen in open_to_all.select_related("locale")}
    return found.get(page.locale_id) or found.get(target.locale_id)


def reported_event(page: RecapFields, private: Q | None = None) -> Page | None:
    """The page of the event that a report looks back on, if visitors may see it."""
    return in_own_language(page.recap_of, page, private)  # type: ignore[arg-type]  # the mixin stands left of Page
