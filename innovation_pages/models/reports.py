"""What a report has: the event that it reports on, what was promised there, and where the text first appeared."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from innovation_pages.fields import TopicsField
from registrations.public import date_text

from .mixins import Delivery

EVENT_TYPES = ["innovation_pages.WorkshopPage", "innovation_pages.LabPage"]


class RecapFields(models.Model):
    """The event that a page looks back on; the page of that event links here by itself."""

    recap_of = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("looks back on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The page of the workshop or lab that this reports on. That page will link to this one."),
    )

    recap_panel: ClassVar = PageChooserPanel("recap_of", page_type=EVENT_TYPES)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a page that would report on itself."""
        super().clean()
        if self.recap_of_id is not None and self.recap_of_id == self.pk:
            raise ValidationError({"recap_of": _("A page does not look back on itself. Choose the page of the event.")})


class ReportFields(RecapFields):
    """What a news item adds when it reports on an event, also one that has no page of its own.

    A page type with this mixin has an inline relation `organisers` of its own subclass of `OrganiserRole`.
    """

    held_on = models.DateField(
        _("held on"), null=True, blank=True, help_text=_("The day of the event. Its weekday is added by itself.")
    )
    held_how = models.CharField(_("how people attended"), max_length=20, choices=Delivery.choices, blank=True)
    topics = TopicsField(
        verbose_name=_("topics"), blank=True, help_text=_("What the participants want to hear or talk about.")
    )
    follow_up = models.TextField(
        _("what was promised"),
        blank=True,
        max_length=500,
        help_text=_("The next meeting, as it was promised."),
    )
    follow_up_when = models.CharField(
        _("when"),
        max_length=120,
        blank=True,
        help_text=_("In words, as exact as it is known, for example “middle of September 2021”."),
    )
    follow_up_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page of the next meeting"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("As soon as there is one: the promise then links to it."),
    )
    source_name = models.CharField(
        _("first published by"), max_length=255, blank=True, help_text=_("Where the same text appeared first.")
    )
    source_url = models.URLField(
        _("address of the first publication"),
        max_length=500,
        blank=True,
        help_text=_("Search engines are told that this is the original."),
    )

    report_panels: ClassVar = [
        MultiFieldPanel([RecapFields.recap_panel, FieldRowPanel(["held_on", "held_how"])], heading=_("The event")),
        InlinePanel("organisers", heading=_("Organisers"), label=_("Organiser")),
        FieldPanel("topics"),
        MultiFieldPanel(
            [FieldPanel("follow_up"), FieldPanel("follow_up_when"), PageChooserPanel("follow_up_page")],
            heading=_("What comes next"),
        ),
        MultiFieldPanel([FieldPanel("source_name"), FieldPanel("source_url")], heading=_("First publication")),
    ]

    class Meta:
        abstract = True

    @property
    def held_text(self) -> str:
        """The day of the event in words, with its weekday."""
        day: date | None = self.held_on
        return date_text(day, get_language() or "el", weekday=True) if day else ""

    @property
    def canonical_url(self) -> str:
        """The address of the original, where this text first appeared elsewhere; otherwise empty."""
        return self.source_url

    def clean(self) -> None:
        """Ask for both parts of the first publication."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.source_url and not self.source_name:
            errors["source_name"] = _("Say who published the text first, so that readers know where the link leads.")
        if errors:
            raise ValidationError(errors)
