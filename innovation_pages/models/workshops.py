"""Workshops: events with sessions, places and registrations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from innovation_pages import facts, linked_data, listings
from innovation_pages.filters import Filters
from innovation_pages.forms import EventPageForm
from innovation_pages.life import life_of
from innovation_pages.panels import tabs, title_panel
from innovation_pages.recaps import beside
from registrations.public import Mode, Occasion, RegistrationPageMixin, effective_mode

from .base import InnovationPage, ListingPage
from .event_life import EventState
from .event_lists import EventListingPage
from .mixins import EventFields, OrganiserRole
from .topics import TopicFields


class WorkshopIndexPage(EventListingPage):
    """The list of workshops: those that come, the next one first, then those that are over."""

    max_count_per_parent = 1
    subpage_types: ClassVar = ["innovation_pages.WorkshopPage"]
    edit_handler = tabs((_("Content"), ListingPage.listing_panels))

    class Meta:
        verbose_name = _("workshop list")
        verbose_name_plural = _("workshop lists")

    def listed(self, left: Filters, request: HttpRequest) -> dict[str, Any]:
        number = request.GET.get("page", "")
        return {"listing": listings.workshops(left.pages, now=timezone.now(), number=number)}


class WorkshopPage(RegistrationPageMixin, EventFields, TopicFields, InnovationPage):  # type: ignore[django-manager-missing]  # Wagtail ships no types
    """A workshop, conference or lab day: one page for all its sessions, with its registration."""

    parent_page_types: ClassVar = ["innovation_pages.WorkshopIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = EventPageForm

    relations: ClassVar[tuple[str, ...]] = (*InnovationPage.relations, "venue", "room")
    card_relations: ClassVar[tuple[str, ...]] = (*InnovationPage.card_relations, "venue")

    search_fields: ClassVar = [
        *InnovationPage.search_fields,
        index.SearchField("sessions"),
        index.SearchField("topics"),
        index.SearchField("agenda"),
        index.FilterField("begins_at"),
        index.FilterField("ends_at"),
    ]
    edit_handler = tabs(
        (
            _("Content"),
            [
                title_panel(),
                FieldPanel("unit"),
                FieldPanel("summary"),
                InnovationPage.picture_panel,
                FieldPanel("body"),
                TopicFields.topics_panel,
                FieldPanel("contact"),
            ],
        ),
        (_("Event"), EventFields.event_panels),
        (_("Registration"), RegistrationPageMixin.registration_panels),
    )

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")

    def occasion(self) -> Occasion:
        """The event with its hours, place and sessions."""
        return self.event_occasion()

    @property
    def asks_people(self) -> bool:
        """Whether the facts lead to the form or link below: one registers, it is not too late, and it is held."""
        rules, occasion = self.registration_rules(), self.occasion()
        too_late = rules.closes_at is not None and rules.closes_at <= timezone.now()
        held = self.current_state != EventState.CANCELLED and not occasion.is_over(timezone.now())
        return effective_mode(rules.mode, occasion) is not Mode.NONE and held and not too_late

    def clear_for_next_time(self) -> None:
        """Forget the hours too."""
        super().clear_for_next_time()
        self.clear_event()

    def linked_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The event with its hours, place and sessions."""
        return linked_data.event(self, request)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self.take_hours_of_leader()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["facts"] = facts.event_rows(self)
        context["life"] = life_of(self)
        context["zone_note"] = facts.zone_note(self)
        context["overlap_notice"] = "\n".join(facts.overlap_notices(self))
        context["reports"] = beside(self).reports
        return context


class WorkshopOrganiser(OrganiserRole):
    """An organisation and what it does for a workshop."""

    page = ParentalKey(WorkshopPage, on_delete=models.CASCADE, related_name="organisers")

    class Meta(OrganiserRole.Meta):
        abstract = False
        verbose_name = _("organiser")
        verbose_name_plural = _("organisers")
