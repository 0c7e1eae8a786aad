"""Places and contacts that many pages share: one row each, with its words in both languages."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from innovation_pages.conf import app_settings
from innovation_pages.phone import dialled, is_phone
from registrations.public import in_language


def validate_phone(number: str) -> None:
    """Refuse a text that no phone can dial. Raises ValidationError."""
    if not is_phone(number):
        raise ValidationError(_("Write one phone number in digits, for example 213 13 13 152."))


class Venue(index.Indexed, ClusterableModel):
    """A building or park where events are held, with its rooms."""

    name_el = models.CharField(_("name in Greek"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    address_el = models.CharField(_("address in Greek"), max_length=150, blank=True)
    address_en = models.CharField(_("address in English"), max_length=150, blank=True)
    city_el = models.CharField(_("city in Greek"), max_length=80, blank=True)
    city_en = models.CharField(_("city in English"), max_length=80, blank=True)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldRowPanel(["name_el", "name_en"])],
            heading=_("Name"),
            help_text=_("As people on the street know it. Without an English name, English pages show the Greek one."),
        ),
        MultiFieldPanel(
            [FieldRowPanel(["address_el", "address_en"]), FieldRowPanel(["city_el", "city_en"])],
            heading=_("Address"),
            help_text=_("Street and number; the city in its own field, in the nominative. Letters carry both."),
        ),
        InlinePanel(
            "rooms",
            heading=_("Rooms"),
            label=_("Room"),
            help_text=_(
                "Halls that an event can name. Their seats are a note for you: registration has its own limit."
            ),
        ),
    ]
    search_fields: ClassVar = [
        index.SearchField("name_el"),
        index.SearchField("name_en"),
        index.SearchField("city_el"),
        index.SearchField("city_en"),
        index.AutocompleteField("name_el"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        ordering = ("name_el",)

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name_in(), self.city_in()) if part)

    def name_in(self, language: str | None = None) -> str:
        """The name in the language asked for, otherwise in that of the moment."""
        return in_language(self.name_el, self.name_en, language)

    def city_in(self, language: str | None = None) -> str:
        """The city in the language asked for, otherwise in that of the moment."""
        return in_language(self.city_el, self.city_en, language)

    def street_in(self, language: str | None = None) -> str:
        """Street and number in the language asked for, otherwise in that of the moment."""
        return in_language(self.address_el, self.address_en, language)

    def address_in(self, language: str | None = None) -> str:
        """Street and city on one line."""
        return ", ".join(part for part in (self.street_in(language), self.city_in(language)) if part)


class Room(Orderable):
    """A hall or room of a venue."""

    venue = ParentalKey(Venue, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("venue"))
    name_el = models.CharField(_("name in Greek"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    seats = models.PositiveIntegerField(_("seats"), null=True, blank=True)

    panels: ClassVar = [FieldRowPanel(["name_el", "name_en"]), FieldPanel("seats")]

    class Meta(Orderable.Meta):
        verbose_name = _("room")
        verbose_name_plural = _("rooms")

    def __str__(self) -> str:
        return f"{self.venue.name_in()} – {self.name_in()}"

    def name_in(self, language: str | None = None) -> str:
        """The name in the language asked for, otherwise in that of the moment."""
        return in_language(self.name_el, self.name_en, language)


class ContactPoint(index.Indexed, models.Model):
    """Whom to ask: a unit with its phone, address and hours."""

    unit_el = models.CharField(_("unit in Greek"), max_length=255)
    unit_en = models.CharField(_("unit in English"), max_length=255, blank=True)
    phone = models.CharField(
        _("phone"),
        max_length=40,
        blank=True,
        validators=[validate_phone],
        help_text=_("As people read it, for example 213 13 13 152. The link for phones is made from it."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    hours_el = models.CharField(_("opening hours in Greek"), max_length=255, blank=True)
    hours_en = models.CharField(_("opening hours in English"), max_length=255, blank=True)

    panels: ClassVar = [
        MultiFieldPanel(
            [FieldRowPanel(["unit_el", "unit_en"])],
            heading=_("Unit"),
            help_text=_("An office, not a person: people change, and the contact stands on many pages."),
        ),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email", help_text=_("The mailbox of the office."))]),
        MultiFieldPanel(
            [FieldRowPanel(["hours_el", "hours_en"])],
            heading=_("Opening hours"),
            help_text=_("In words, for example “Monday to Friday, 9:00–15:00”."),
        ),
    ]
    search_fields: ClassVar = [
        index.SearchField("unit_el"),
        index.SearchField("unit_en"),
        index.AutocompleteField("unit_el"),
        index.AutocompleteField("unit_en"),
    ]

    class Meta:
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        ordering = ("unit_el",)

    def __str__(self) -> str:
        return self.unit

    @property
    def unit(self) -> str:
        """The unit's name in the language of the moment."""
        return in_language(self.unit_el, self.unit_en)

    @property
    def hours(self) -> str:
        """The opening hours in the language of the moment."""
        return in_language(self.hours_el, self.hours_en)

    @property
    def tel(self) -> str:
        """The number as a phone dials it, for example +302131313152."""
        return dialled(self.phone, app_settings.PHONE_COUNTRY_CODE)
