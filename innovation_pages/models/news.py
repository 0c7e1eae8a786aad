"""News, each signed by a unit and dated, and able to take registrations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from innovation_pages import facts, feeds, linked_data, listings
from innovation_pages.directory import members_told
from innovation_pages.filters import TOPIC, UNIT, YEAR, filters
from innovation_pages.forms import RegistrationSitePageForm
from innovation_pages.panels import tabs, title_panel
from innovation_pages.queries import visible
from innovation_pages.recaps import beside
from registrations.public import Occasion, RegistrationPageMixin, date_text

from .base import InnovationPage, ListingPage
from .mixins import OrganiserRole
from .reports import ReportFields
from .topics import TopicFields


class NewsIndexPage(ListingPage):
    """The list of news, the latest first."""

    max_count_per_parent = 1
    subpage_types: ClassVar = ["innovation_pages.NewsPage"]
    own_words = frozenset(feeds.KINDS)
    in_every_language = (TOPIC, YEAR, UNIT)
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("news list")
        verbose_name_plural = _("news lists")

    def child_pages(self) -> models.QuerySet[Any]:
        return NewsPage.objects.child_of(self)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        left = filters(visible(self.child_pages()), request.GET, day="date")
        context["filters"] = left
        context["page_obj"] = listings.news(left.pages, number=request.GET.get("page", ""))
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Take `feed` and `rss` after the list's own address for its news as a feed."""
        if self.live and len(path_components) == 1 and path_components[0] in feeds.KINDS:
            return RouteResult(self, kwargs={"feed": path_components[0]})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, feed: str = "", **kwargs: Any) -> HttpResponse:
        if feed:
            left = filters(visible(self.child_pages()), request.GET, day="date")
            return feeds.news_feed(self, left, request, feed)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response


class NewsPage(RegistrationPageMixin, ReportFields, TopicFields, InnovationPage):  # type: ignore[django-manager-missing]  # Wagtail ships no types
    """A news item: byline of a unit and a date, a story, a form where it is a call, facts where it is a report."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("Shown beside the unit, and the order of the list.")
    )

    parent_page_types: ClassVar = ["innovation_pages.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = RegistrationSitePageForm

    relations: ClassVar[tuple[str, ...]] = (*InnovationPage.relations, "recap_of", "follow_up_page")

    search_fields: ClassVar = [
        *InnovationPage.search_fields,
        index.SearchField("topics"),
        index.SearchField("follow_up"),
        index.FilterField("date"),
    ]
    edit_handler = tabs(
        (
            _("Content"),
            [
                title_panel(),
                FieldRowPanel(["unit", "date"], heading=_("Byline")),
                FieldPanel("summary"),
                InnovationPage.picture_panel,
                FieldPanel("body"),
                TopicFields.topics_panel,
                FieldPanel("contact"),
            ],
        ),
        (_("Report"), ReportFields.report_panels),
        (_("Registration"), RegistrationPageMixin.registration_panels),
    )

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    @property
    def date_text(self) -> str:
        """The date in words, the month in the genitive in Greek."""
        return date_text(self.date, get_language() or "el") if self.date else ""

    @property
    def byline(self) -> str:
        """Unit and date on one line: «Department of Innovation | 18 January 2024»."""
        return " | ".join(part for part in (str(self.unit or ""), self.date_text) if part)

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The news item, by the day that stands in its byline."""
        day = self.date.isoformat() if self.date else None
        return [linked_data.article(self, kind="NewsArticle", author=self.unit, published=day)]

    def occasion(self) -> Occasion:
        """The news item itself: it has no hours and no place."""
        return Occasion(title=self.title)

    def clear_for_next_time(self) -> None:
        """Date it today, and forget the event that it reported on."""
        super().clear_for_next_time()
        self.date = timezone.localdate()
        self.recap_of = self.follow_up_page = self.held_on = None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["facts"] = facts.report_rows(self)
        context["members"] = members_told(self, request)
        if self.recap_of or self.follow_up_page:
            others = beside(self, self.recap_of, self.follow_up_page)
            context["reported_event"] = others.meant(self.recap_of)
            context["next_event"] = others.meant(self.follow_up_page)
        return context


class ReportOrganiser(OrganiserRole):
    """An organisation and what it did for the event that a news item reports on."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="organisers")

    class Meta(OrganiserRole.Meta):
        abstract = False
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
