"""What every page of the shop window is: its address, its story, its byline, and how a list finds its children."""

from __future__ import annotations

from itertools import accumulate
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.images import get_image_model_string
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from innovation_pages import navigation
from innovation_pages.blocks.images import read_together
from innovation_pages.blocks.story import pictures
from innovation_pages.fields import StoryField
from innovation_pages.forms import SiteCopyForm, SitePageForm
from innovation_pages.queries import (
    CARD_PICTURE,
    PICTURE,
    SHARED_PICTURE,
    fetch_renditions,
    free_slug,
    own_type_of,
    perhaps_restricting,
    settings_of,
)
from innovation_pages.recaps import reporting_on
from registrations.public import ReadinessLine, slug


class SitePage(Page):
    """A page whose address follows its title in Latin letters (ELOT 743), with a summary for lists and searches."""

    summary = models.TextField(
        _("summary"),
        blank=True,
        max_length=500,
        help_text=_("One or two sentences: they stand under the title, on cards and in search results."),
    )

    slug: str

    relations: ClassVar[tuple[str, ...]] = ("locale",)
    """What a visitor's look at the page needs besides its own row, read in the same statement."""
    card_relations: ClassVar[tuple[str, ...]] = ("locale",)
    """What its card in a list needs."""

    own_words: ClassVar[frozenset[str]] = frozenset()
    """Words after the page's own address that are no pages below it: nothing below it takes them for its slug."""

    in_every_language: ClassVar[tuple[str, ...]] = ()
    """Names in the query of its address whose values mean the same in every language: the switch keeps them."""

    base_form_class = SitePageForm
    copy_form_class = SiteCopyForm
    search_fields: ClassVar = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._take_latin_slug()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        self._take_latin_slug()
        super().minimal_clean()

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page below this one by its whole address, in two statements whatever its depth.

        The first of them reads the menu, the trail and the languages too, which the page is about to draw. Where there
        is no such page, the one above may know the last word of the address. Wagtail's own way takes two statements for
        each level; what is not found here is left to it. Our types allow only each other below them, so no
        routable page of a host is passed over.
        """
        if path_components:
            steps = list(accumulate((f"{part}/" for part in path_components), initial=self.url_path))[1:]
            found = {page.url_path: page for page in navigation.read_ahead(request, self, steps)}
            place = next((step for step in steps[-1:-3:-1] if step in found), "")
            page = found.get(place)
            if page is not None:
                page = own_type_of(page, has_reports=models.Exists(Page.objects.filter(reporting_on(page))))
            if page is not None:
                return page.route(request, [] if place == steps[-1] else path_components[-1:])
        return super().route(request, path_components)

    def get_view_restrictions(self) -> models.QuerySet[Any]:
        """Wagtail's answer; it is asked only where this page or one above it has a restriction or is a copy."""
        known = self.__dict__.get("perhaps_restricted")
        if perhaps_restricting(self).exists() if known is None else known:
            found: models.QuerySet[Any] = super().get_view_restrictions()
            return found
        return PageViewRestriction.objects.none()

    def shared_picture(self) -> tuple[Any, str] | None:
        """The picture of a link that somebody shares, and what it shows; nothing: that of the site's settings."""
        return None

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """What the page tells machines about its content: nodes of schema.org, besides breadcrumbs and publisher."""
        return []

    def _take_latin_slug(self) -> None:
        """Fill an empty slug, and rewrite one in Greek letters, before Wagtail would leave it empty or refuse it."""
        if self.slug and self.slug.isascii():
            return
        wanted = slug(self.slug or self.title or "")
        if wanted:
            self.slug = free_slug(wanted, parent=self.get_parent(), own=self.pk)


class StoryPage(SitePage):
    """A page that tells something in one stream of blocks and says whom to ask."""

    body = StoryField(verbose_name=_("story"), blank=True)
    contact = models.ForeignKey(
        "innovation_pages.ContactPoint",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Whom to ask. Empty: the contact of the site’s settings."),
    )

    relations: ClassVar[tuple[str, ...]] = ("locale", "contact")
    picture_filters: ClassVar[tuple[str, ...]] = (PICTURE,)
    """The sizes in which the page shows its images."""

    story_panels: ClassVar = [
        TitleFieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("body"),
        FieldPanel("contact"),
    ]
    search_fields: ClassVar = [*SitePage.search_fields, index.SearchField("body")]

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        sizes = (*self.picture_filters, SHARED_PICTURE)
        with read_together(sizes, self.picture_streams(), self.lead_images()):
            shown = self.shown_images()
        fetch_renditions((image for image in shown if not hasattr(image, "prefetched_renditions")), *sizes)
        context["contact"] = self.contact or settings_of(request).contact
        return context

    def picture_streams(self) -> list[Any]:
        """The streams of the page in which there may be images."""
        return [self.body]

    def lead_images(self) -> list[Any]:
        """The images of the page outside of its streams."""
        return []

    def shown_images(self) -> list[Any]:
        """The images in the streams that visitors see."""
        return pictures(self.body)

    def shared_picture(self) -> tuple[Any, str] | None:
        """The first picture of the story."""
        first = next(iter(pictures(self.body)), None)
        return (first, first.contextual_alt_text or "") if first is not None else None

    def wanted_renditions(self) -> list[tuple[Any, tuple[str, ...]]]:
        """The images of the page, each with the sizes in which visitors meet it."""
        shared = self.shared_picture()
        images = [*self.lead_images(), *self.shown_images()]
        own: list[tuple[Any, tuple[str, ...]]] = [(image, self.picture_filters) for image in images]
        return [*own, (shared[0], (SHARED_PICTURE,))] if shared is not None else own


class InnovationPage(StoryPage):
    """A page that a unit signs: byline, lead picture, story and contact."""

    unit = models.ForeignKey(
        "registrations.Organisation",
        verbose_name=_("unit"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who publishes this: a unit of the organisation, not a person."),
    )
    lead_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("what the picture shows"),
        max_length=255,
        blank=True,
        help_text=_("For those who do not see it. Empty only where the picture decorates and says nothing."),
    )

    relations: ClassVar[tuple[str, ...]] = (*StoryPage.relations, "unit", "lead_image")
    card_relations: ClassVar[tuple[str, ...]] = ("locale", "unit", "lead_image")

    picture_panel: ClassVar = MultiFieldPanel(
        [FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading=_("Lead picture")
    )

    class Meta:
        abstract = True

    def lead_images(self) -> list[Any]:
        return [self.lead_image] if self.lead_image else []

    def readiness_lines(self) -> list[ReadinessLine]:
        """What the editor is advised before publishing: here, the words of the lead picture."""
        if self.lead_image_id is None:
            return []
        told = bool(self.lead_image_alt.strip())
        words = _("The lead picture is described.") if told else _("The lead picture is not described.")
        return [ReadinessLine(told, str(words), "lead_image_alt")]

    def shared_picture(self) -> tuple[Any, str] | None:
        """The lead picture, otherwise the first of the story."""
        return (self.lead_image, self.lead_image_alt) if self.lead_image else super().shared_picture()

    def wanted_renditions(self) -> list[tuple[Any, tuple[str, ...]]]:
        """As for any story; the lead picture stands on cards too."""
        cards = [(self.lead_image, (CARD_PICTURE,))] if self.lead_image else []
        return [*super().wanted_renditions(), *cards]


class ListingPage(SitePage):
    """A page that lists its children, all of one type."""

    listing_panels: ClassVar = [
        TitleFieldPanel("title"),
        FieldPanel("summary", heading=_("Introduction"), help_text=_("Stands above the list.")),
    ]

    class Meta:
        abstract = True
