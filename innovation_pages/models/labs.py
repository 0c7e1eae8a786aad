"""Innovation labs: the call and the report, with a date or without one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.search import index

from innovation_pages import facts, linked_data, listings
from innovation_pages.blocks.gallery import gallery_images, shown_items
from innovation_pages.blocks.labs import OutcomeKind
from innovation_pages.fields import (
    ChallengesField,
    GalleryField,
    OutcomesField,
    ParticipantsField,
    PrinciplesField,
    ProductsField,
)
from innovation_pages.filters import Filters
from innovation_pages.forms import EventPageForm
from innovation_pages.ideas import backlog
from innovation_pages.life import life_of
from innovation_pages.panels import tabs, title_panel
from innovation_pages.queries import GALLERY_PICTURE, PICTURE, with_day
from innovation_pages.recaps import beside
from registrations.public import Mode, Occasion, RegistrationPageMixin

from .base import InnovationPage, ListingPage
from .event_lists import EventListingPage
from .mixins import EventFields, OrganiserRole
from .reports import RecapFields
from .topics import TopicFields


class LabIndexPage(EventListingPage):
    """The list of labs: those that come, those that were held, those that are told about without a date."""

    max_count_per_parent = 1
    subpage_types: ClassVar = ["innovation_pages.LabPage"]
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("lab list")
        verbose_name_plural = _("lab lists")

    def listed(self, left: Filters, request: HttpRequest) -> dict[str, Any]:
        listing = listings.labs(left.pages, now=timezone.now(), number=request.GET.get("page", ""))
        ideas = backlog(left.narrow(with_day(self.child_pages()))) if listing.page_obj.number == 1 else ()
        return {"listing": listing, "ideas": ideas}


class LabPage(RegistrationPageMixin, EventFields, RecapFields, TopicFields, InnovationPage):  # type: ignore[django-manager-missing]  # Wagtail ships no types
    """An innovation lab: first the call to take part, later what came out of it; its date may be unknown."""

    begins_at = models.DateTimeField(_("begins"), null=True, blank=True, help_text=_("Empty for a lab without a date."))
    needs_date = False
    programme = models.CharField(
        _("programme"), max_length=255, blank=True, help_text=_("The programme or alliance that the lab belongs to.")
    )
    programme_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the programme"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    plan_year = models.PositiveSmallIntegerField(
        _("year of the plan"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1990), MaxValueValidator(2100)],
        help_text=_("The year of the plan that the lab works on; not the year of the lab itself."),
    )
    challenges = ChallengesField(verbose_name=_("questions of the lab"), blank=True)
    principles = PrinciplesField(verbose_name=_("principles"), blank=True)
    participants = ParticipantsField(
        verbose_name=_("participants"), blank=True, help_text=_("Kinds of bodies by sector, not people.")
    )
    outcomes = OutcomesField(verbose_name=_("outcomes"), blank=True)
    products = ProductsField(verbose_name=_("documents produced"), blank=True)
    gallery = GalleryField(
        verbose_name=_("gallery"),
        blank=True,
        help_text=_("A photo of people is shown to visitors only when they have agreed."),
    )
    next_text = models.TextField(
        _("about the next lab"),
        blank=True,
        help_text=_("How one hears of it: shown at the end, above the form if the page has one."),
    )
    next_contact = models.ForeignKey(
        "innovation_pages.ContactPoint",
        verbose_name=_("whom to tell"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Who keeps the list of those interested. Empty: the contact of the page."),
    )

    parent_page_types: ClassVar = ["innovation_pages.LabIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = EventPageForm

    relations: ClassVar[tuple[str, ...]] = (
        *InnovationPage.relations,
        "venue",
        "room",
        "next_contact",
        "programme_page",
        "recap_of",
    )
    card_relations: ClassVar[tuple[str, ...]] = (*InnovationPage.card_relations, "venue")
    picture_filters: ClassVar[tuple[str, ...]] = (PICTURE, GALLERY_PICTURE)

    search_fields: ClassVar = [
        *InnovationPage.search_fields,
        index.SearchField("programme"),
        index.SearchField("challenges"),
        index.SearchField("principles"),
        index.SearchField("participants"),
        index.SearchField("outcomes"),
        index.SearchField("products"),
        index.SearchField("gallery"),
        index.SearchField("sessions"),
        index.SearchField("topics"),
        index.SearchField("agenda"),
        index.FilterField("begins_at"),
        index.FilterField("ends_at"),
        index.FilterField("plan_year"),
    ]
    edit_handler = tabs(
        (
            _("Content"),
            [
                title_panel(),
                FieldPanel("unit"),
                FieldPanel("summary"),
                InnovationPage.picture_panel,
                FieldPanel("challenges"),
                FieldPanel("body"),
                FieldPanel("principles"),
                FieldPanel("participants"),
                TopicFields.topics_panel,
                FieldPanel("contact"),
            ],
        ),
        (
            _("Event"),
            [
                MultiFieldPanel(
                    [FieldRowPanel(["programme", "plan_year"]), PageChooserPanel("programme_page")],
                    heading=_("Programme"),
                ),
                *EventFields.event_panels,
            ],
        ),
        (
            _("Results"),
            [
                HelpPanel(content=_("Fill this in after the lab; it is added to the page of the call.")),
                FieldPanel("outcomes"),
                FieldPanel("products"),
                FieldPanel("gallery"),
                MultiFieldPanel([FieldPanel("next_text"), FieldPanel("next_contact")], heading=_("The next lab")),
                RecapFields.recap_panel,
            ],
        ),
        (_("Registration"), RegistrationPageMixin.registration_panels),
    )

    class Meta:
        verbose_name = _("innovation lab")
        verbose_name_plural = _("innovation labs")

    def occasion(self) -> Occasion:
        """The lab with its hours, place and sessions; without hours while it has no date."""
        return self.event_occasion()

    def clear_for_next_time(self) -> None:
        """Forget the hours and the results too."""
        super().clear_for_next_time()
        self.clear_event()
        for results in ("outcomes", "products", "gallery"):
            setattr(self, results, [])
        self.recap_of = None

    @property
    def card_meta(self) -> str:
        """What stands under the title on a card: the date, otherwise the programme, otherwise the unit."""
        return self.when or self.programme or str(self.unit or "")

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The event where the lab has a day, otherwise the text about it."""
        return linked_data.event(self, request) or [linked_data.article(self, author=self.unit)]

    @property
    def takes_registrations(self) -> bool:
        """Whether there is something to say about taking part: a form, a link, or a date still to come."""
        asks = any(session.mode is not Mode.NONE for session in self.session_facts)
        coming = self.begins_at is not None and (self.ends_at or self.begins_at) > timezone.now()
        return self.registration_mode != Mode.NONE or asks or coming or self.is_expected

    @property
    def outcomes_by_kind(self) -> list[tuple[str, list[str]]]:
        """What came out, grouped by kind, in the order of the kinds."""
        texts: dict[str, list[str]] = {}
        for child in self.outcomes:
            texts.setdefault(child.value["kind"], []).append(child.value["text"])
        return [(str(kind.label), texts[kind.value]) for kind in OutcomeKind if kind.value in texts]

    def picture_streams(self) -> list[Any]:
        return [*super().picture_streams(), self.gallery]

    def shown_images(self) -> list[Any]:
        return [*super().shown_images(), *gallery_images(self.gallery)]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.take_hours_of_leader()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        others = beside(self, self.programme_page, self.recap_of)
        previewed = getattr(request, "is_preview", False)
        context["facts"] = facts.lab_rows(self, others.meant(self.programme_page), request)
        context["life"] = life_of(self)
        context["zone_note"] = facts.zone_note(self)
        context["overlap_notice"] = "\n".join(facts.overlap_notices(self))
        context["gallery"] = list(self.gallery) if previewed else shown_items(self.gallery)
        context["reported_event"] = others.meant(self.recap_of)
        context["reports"] = others.reports
        return context


class LabOrganiser(OrganiserRole):
    """An organisation and what it does for a lab."""

    page = ParentalKey(LabPage, on_delete=models.CASCADE, related_name="organisers")

    class Meta(OrganiserRole.Meta):
        abstract = False
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
