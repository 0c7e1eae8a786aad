"""The page of the library: a list with facets, and each published practice at an address below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from innovation_pages import navigation
from innovation_pages.panels import tabs
from innovation_pages.practices import library, record
from innovation_pages.queries import PICTURE, SHARED_PICTURE, fetch_renditions, settings_of

from .base import ListingPage
from .practice_parts import FormerSlug
from .practices import BestPractice

if TYPE_CHECKING:
    from django.db.models import QuerySet


class PracticeLibraryPage(ListingPage):
    """The library of best practices in one language; `<library>/<slug>/` is one practice."""

    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = []
    in_every_language = (*library.FACETS, "sort")
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("practice library")
        verbose_name_plural = _("practice libraries")

    def practices(self) -> QuerySet[BestPractice]:
        """The published practices in the language of the page."""
        return BestPractice.objects.filter(locale_id=self.locale_id, live=True)

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Take one word after the page's own address for the slug of a practice."""
        if len(path_components) == 1 and self.live:
            return RouteResult(self, kwargs={"practice_slug": path_components[0]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, practice_slug: str = "", **kwargs: Any) -> HttpResponse:
        if practice_slug:
            return self.serve_practice(request, practice_slug)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response

    def serve_practice(self, request: HttpRequest, slug: str) -> HttpResponse:
        """One practice; an address that it had before leads to the one that it has. Raises Http404 for drafts."""
        wanted = self.practices().filter(slug=slug).values("translation_key")
        live = BestPractice.objects.filter(translation_key__in=wanted, live=True)
        same = list(live.select_related("locale", "owner", "contact", "lead_image"))
        practice = next((each for each in same if each.locale_id == self.locale_id), None)
        if practice is None:
            return self._moved(request, slug)
        slugs = {each.language: each.slug for each in same}
        fetch_renditions([practice.lead_image], PICTURE, SHARED_PICTURE)
        url = f"{self.get_url(request)}{practice.slug}/"
        full_url = f"{self.get_full_url(request)}{practice.slug}/"
        navigation.go_below(request, self, navigation.Below(practice.title, url, full_url, slugs))
        context = {
            **super().get_context(request),
            **record.context_of(practice, practice.language, timezone.localdate()),
            "related": record.related_to([each.pk for each in same], practice),
            "shown_on": record.shown_on([each.pk for each in same], practice),
            "contact": practice.contact or settings_of(request).contact,
        }
        return TemplateResponse(request, "innovation_pages/practice_record.html", context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        shelf = library.shelf(self.practices(), library.question_of(request.GET), timezone.localdate())
        return {**context, "shelf": shelf, "count_text": record.count_text(shelf.found)}

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """The list and each of its practices."""
        entries: list[dict[str, Any]] = super().get_sitemap_urls(request)
        base = self.get_full_url(request)
        for slug, day in self.practices().values_list("slug", "last_published_at"):
            entries.append({"location": f"{base}{slug}/", "lastmod": day})
        return entries

    def _moved(self, request: HttpRequest, slug: str) -> HttpResponse:
        former = FormerSlug.objects.filter(slug=slug, practice__in=self.practices()).order_by("-pk")
        now = former.values_list("practice__slug", flat=True).first()
        if now is None:
            raise Http404
        return redirect(f"{self.get_url(request)}{now}/", permanent=True)
