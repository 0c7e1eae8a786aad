"""Calls and their reports: each finds the other, and neither shows what visitors may not see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Case, Q, Value, When
from wagtail.models import Page, get_page_models

from .queries import is_restricted


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages that belong beside a page, read in one statement; only those that visitors may see."""

    page: Page
    found: tuple[Any, ...]

    @property
    def reports(self) -> list[Any]:
        """The reports on the event of the page, the earliest first."""
        return [shown for shown in self.found if shown.is_report]

    def meant(self, target: Page | None) -> Page | None:
        """The page that an editor chose, in the language of the page that chose it, otherwise as it was chosen."""
        if target is None:
            return None
        same = {shown.locale_id: shown for shown in self.found if shown.translation_key == target.translation_key}
        return same.get(self.page.locale_id) or same.get(target.locale_id)


def reporting_on(page: Page) -> Q:
    """The reports on the event of the page, in its language, drafts too."""
    reporting = Q(pk__in=[])
    for model in get_page_models():
        if hasattr(model, "recap_of"):
            reports = model._default_manager.filter(recap_of__translation_key=page.translation_key)
            reporting |= Q(pk__in=reports.values("pk"))
    return reporting & Q(locale_id=page.locale_id) & ~Q(pk=page.pk)


def beside(page: Page, *targets: Page | None) -> Beside:
    """The public reports on a page, and the public pages that were chosen on it. One statement, or none.

    A report may name the page of the event in any language: translations are one event. Reports are shown in the
    language of the page, for every page type with a field `recap_of`, the host's own too.
    """
    if not any(targets) and not page.__dict__.get("has_reports", True):
        return Beside(page, ())
    reporting = reporting_on(page)
    chosen = Q(pk__in=[])
    for target in targets:
        if target is not None:
            chosen |= Q(pk=target.pk) | Q(translation_key=target.translation_key, locale_id=page.locale_id)
    is_report = Case(When(reporting, then=Value(True)), default=Value(False), output_field=BooleanField())
    public = Page.objects.live().filter(reporting | chosen).exclude(is_restricted())
    found = public.annotate(is_report=is_report).select_related("locale").order_by("first_published_at", "pk")
    return Beside(page, tuple(found))
