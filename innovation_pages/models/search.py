"""The search of the site: its page, and a row of words for each text that visitors may find."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from innovation_pages.panels import tabs
from innovation_pages.search.answering import answer
from innovation_pages.search.asking import LONGEST

from .base import ListingPage, SitePage


class SearchEntry(models.Model):
    """What one public page or record says, in words that a search compares. Rows are written by `search.keeping`."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    page = models.OneToOneField(Page, null=True, on_delete=models.CASCADE, related_name="+")
    """Empty for a record that is no page."""
    language = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    text = models.TextField()
    folded = models.TextField()
    title_terms = models.TextField()
    terms = models.TextField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="innovation_pages_one_search_entry_each")
        ]
        # A word may stand anywhere in its column, which no plain index finds; this one narrows to the language.
        indexes: ClassVar = [models.Index(fields=["language", "-published_at"], name="innovation_pages_search_lang")]

    def __str__(self) -> str:
        return self.title


class SearchPage(SitePage):
    """The page where visitors search the site in its language: `?q=` holds the words, so that a search is a link."""

    max_count_per_parent = 1
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("search page")
        verbose_name_plural = _("search pages")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer, and keep the answers out of shared caches: a restriction on a page must count at once."""
        response: HttpResponse = super().serve(request, *args, **kwargs)
        if "q" in request.GET:
            patch_cache_control(response, private=True)
            response["X-Robots-Tag"] = "noindex"
        return response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        home_path = self.path[: -self.steplen]
        answers = answer(home_path, self.locale.language_code, request)
        return {**context, "answers": answers, "longest": LONGEST}
