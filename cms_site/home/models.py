"""The home page: a greeting, what comes next, what is new."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel

from innovation_pages.models import NewsIndexPage, NewsPage, StoryPage, WorkshopIndexPage, WorkshopPage
from innovation_pages.panels import tabs
from innovation_pages.queries import CARD_PICTURE, as_told, fetch_renditions, is_restricted, newest, upcoming, visible

SHOWN = 3


class HomePage(StoryPage):
    """The page at the top of a language: hero, upcoming workshops, latest news and a story."""

    hero_title = models.CharField(
        _("greeting"), max_length=255, blank=True, help_text=_("The large heading. Empty: the title of the page.")
    )
    hero_text = models.TextField(_("words below the greeting"), blank=True)

    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "innovation_pages.NewsIndexPage",
        "innovation_pages.WorkshopIndexPage",
        "innovation_pages.LabIndexPage",
        "innovation_pages.OrganisationDirectoryPage",
        "innovation_pages.PracticeLibraryPage",
        "innovation_pages.SearchPage",
        "innovation_pages.StandardPage",
    ]
    edit_handler = tabs(
        (
            _("Content"),
            [
                TitleFieldPanel("title"),
                MultiFieldPanel([FieldPanel("hero_title"), FieldPanel("hero_text")], heading=_("Greeting")),
                FieldPanel("body"),
                FieldPanel("contact"),
            ],
        )
    )

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        workshops = visible(WorkshopPage.objects.descendant_of(self))
        news = visible(NewsPage.objects.descendant_of(self))
        context["workshops"] = as_told(upcoming(workshops, timezone.now())[:SHOWN])
        context["news"] = list(newest(news)[:SHOWN])
        fetch_renditions((page.lead_image for page in [*context["workshops"], *context["news"]]), CARD_PICTURE)
        lists = self.get_children().live().exclude(is_restricted()).select_related("content_type", "locale")
        lists = {page.content_type.model_class(): page for page in lists}
        context["news_list"] = lists.get(NewsIndexPage)
        context["workshop_list"] = lists.get(WorkshopIndexPage)
        return context
