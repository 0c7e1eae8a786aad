"""Bodies: who organises, who sends people, who runs a training."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from .bilingual import in_language
from .countries import country_choices, country_name


class OrganisationKind(models.TextChoices):
    """What kind of body it is."""

    MINISTRY = "ministry", _("Ministry or general secretariat")
    UNIT = "unit", _("Unit of a body")
    INDEPENDENT = "independent", _("Independent authority")
    PUBLIC_BODY = "public_body", _("Legal person under public law")
    REGION = "region", _("Region")
    MUNICIPALITY = "municipality", _("Municipality")
    EDUCATION = "education", _("Education, training or research")
    PRIVATE = "private", _("Private sector")
    CIVIL_SOCIETY = "civil_society", _("Civil society")
    HUB = "hub", _("Innovation hub")
    OTHER = "other", _("Other")


class Organisation(index.Indexed, models.Model):
    """A body, one row with its name in both languages."""

    name_el = models.CharField(_("name in Greek"), max_length=255)
    name_en = models.CharField(_("name in English"), max_length=255, blank=True)
    short_name = models.CharField(_("short name or acronym"), max_length=60, blank=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.PUBLIC_BODY
    )
    parent = models.ForeignKey(
        "self", verbose_name=_("belongs to"), null=True, blank=True, on_delete=models.PROTECT, related_name="units"
    )
    country = models.CharField(_("country"), max_length=2, choices=country_choices, blank=True)
    coordinator = models.ForeignKey(
        "self",
        verbose_name=_("coordinated by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="coordinated",
        help_text=_("For a hub or a network: the body that leads it."),
    )
    website = models.URLField(_("website"), blank=True)
    mail_domains = models.JSONField(
        _("mail domains"),
        default=list,
        blank=True,
        help_text=_("The part after the @ of the body's addresses, as a list, for example [“ypes.gov.gr”]."),
    )

    search_fields: ClassVar = [
        index.SearchField("name_el"),
        index.SearchField("name_en"),
        index.SearchField("short_name"),
        index.AutocompleteField("name_el"),
        index.AutocompleteField("name_en"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("name_el",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(coordinator=models.F("pk")), name="organisation_does_not_coordinate_itself"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language of the moment, Greek where there is no other."""
        return in_language(self.name_el, self.name_en)

    @property
    def country_name(self) -> str:
        """The country in the language of the moment; empty where none is given."""
        return country_name(self.country) if self.country else ""

    def clean(self) -> None:
        """Refuse a body that would coordinate itself."""
        super().clean()
        if self.coordinator_id is not None and self.coordinator_id == self.pk:
            raise ValidationError({"coordinator": _("A body does not coordinate itself. Choose another one or none.")})
