"""What an editor decides about the time after sending: how freed seats are given, and who may change answers."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from registrations.domain.rules import Edits
from registrations.models.labels import EDITS_LABELS


class AfterwardsFields(models.Model):
    """The rules for people who are registered already."""

    registration_offer_hours = models.PositiveSmallIntegerField(
        _("hours to answer an offer"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: a seat that comes free belongs to the first in line at once. Otherwise it is offered to them for "
            "so many hours, for example 48, and then to the next."
        ),
    )
    registration_edits = models.CharField(
        _("people may change their answers"),
        max_length=12,
        choices=[(value.value, label) for value, label in EDITS_LABELS.items()],
        default=Edits.WHILE_OPEN.value,
        help_text=_("On their personal page. The desk keeps the earlier answers in the history."),
    )
    registration_edit_hours = models.PositiveSmallIntegerField(
        _("hours before the event begins"),
        default=48,
        help_text=_("Counts only for “until some time before the event begins”."),
    )
    registration_edits_reviewed = models.BooleanField(
        _("a change goes back to review"),
        default=False,
        help_text=_("Where staff decide: an accepted person who changes answers keeps the seat until you decide anew."),
    )

    afterwards_panel: ClassVar = MultiFieldPanel(
        [
            FieldPanel("registration_offer_hours"),
            FieldRowPanel([FieldPanel("registration_edits"), FieldPanel("registration_edit_hours")]),
            FieldPanel("registration_edits_reviewed"),
        ],
        heading=_("Here: after sending"),
    )

    class Meta:
        abstract = True
