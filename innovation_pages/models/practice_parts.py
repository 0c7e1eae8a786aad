"""What hangs below a best practice: partners, indicators, related ones, and addresses that it had before."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from innovation_pages.practices.vocabularies import PartnerRole


def number_text(number: Decimal | None) -> str:
    """A number as people of the language write it, without idle zeros: 12.5, 30,000; empty for nothing."""
    if number is None:
        return ""
    whole = number == number.to_integral_value()
    return number_format(number.quantize(Decimal(1)) if whole else number.normalize(), force_grouping=True)


class PracticePartner(Orderable):
    """An organisation that took part, and as what."""

    practice = ParentalKey("innovation_pages.BestPractice", on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "registrations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=PartnerRole.choices, default=PartnerRole.CO_ORGANISER)

    panels: ClassVar = [FieldRowPanel(["organisation", "role"])]

    class Meta(Orderable.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_role_display()}"


class PracticeIndicator(Orderable):
    """One number that shows the result: before and after, with its day and source."""

    practice = ParentalKey("innovation_pages.BestPractice", on_delete=models.CASCADE, related_name="indicators")
    name = models.CharField(
        _("indicator"), max_length=255, help_text=_("For example “average time from application to answer”.")
    )
    unit = models.CharField(
        _("unit of measure"), max_length=60, blank=True, help_text=_("For example days, %, tonnes.")
    )
    baseline = models.DecimalField(
        _("before"), max_digits=16, decimal_places=2, null=True, blank=True, help_text=_("The value at the start.")
    )
    value = models.DecimalField(_("after"), max_digits=16, decimal_places=2, null=True, blank=True)
    measured_on = models.DateField(_("measured on"), null=True, blank=True)
    source = models.CharField(
        _("source"), max_length=255, blank=True, help_text=_("Who measured it and how, so that others can believe it.")
    )

    panels: ClassVar = [
        FieldPanel("name"),
        FieldRowPanel(["unit", "baseline", "value"]),
        FieldRowPanel(["measured_on", "source"]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def __str__(self) -> str:
        return self.name

    @property
    def baseline_text(self) -> str:
        """The value at the start, with its unit."""
        return self._with_unit(self.baseline)

    @property
    def value_text(self) -> str:
        """The value that was measured, with its unit."""
        return self._with_unit(self.value)

    def _with_unit(self, number: Decimal | None) -> str:
        return "\xa0".join(part for part in (number_text(number), self.unit) if part) if number is not None else ""


class PracticeRelation(Orderable):
    """Another practice that readers of this one should know; it may be chosen in any language."""

    practice = ParentalKey("innovation_pages.BestPractice", on_delete=models.CASCADE, related_name="relations")
    related = models.ForeignKey(
        "innovation_pages.BestPractice", verbose_name=_("practice"), on_delete=models.CASCADE, related_name="+"
    )

    panels: ClassVar = [FieldPanel("related")]

    class Meta(Orderable.Meta):
        verbose_name = _("related practice")
        verbose_name_plural = _("related practices")

    def __str__(self) -> str:
        return str(self.related)


class FormerSlug(models.Model):
    """An address that a published practice had before, so that old links still lead to it."""

    practice = models.ForeignKey("innovation_pages.BestPractice", on_delete=models.CASCADE, related_name="former_slugs")
    slug = models.SlugField(max_length=200)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["practice", "slug"], name="innovation_pages_former_slug_once")
        ]

    def __str__(self) -> str:
        return self.slug
