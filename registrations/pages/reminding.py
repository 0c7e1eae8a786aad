"""What an editor decides about letters before and after an event."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

LEADS = [
    (24, _("A day before")),
    (48, _("Two days before")),
    (72, _("Three days before")),
    (168, _("A week before")),
]


class LetterFields(models.Model):
    """When people are reminded, and what they read once it is over. Part of RegistrationPageMixin."""

    registration_remind_hours = models.PositiveSmallIntegerField(
        _("reminder"),
        null=True,
        blank=True,
        default=24,
        choices=LEADS,
        help_text=_("A letter to all who have a seat. If the event is moved, the reminder moves with it."),
    )
    registration_afterwards = models.TextField(
        _("letter afterwards"),
        blank=True,
        max_length=2000,
        help_text=_(
            "Thanks, and where the materials are; the letter leads to this page. It is sent once the event is over, or "
            "once you publish these words after it. Empty: no letter."
        ),
    )

    letter_panel = MultiFieldPanel(
        [FieldPanel("registration_remind_hours"), FieldPanel("registration_afterwards")], heading=_("Here: letters")
    )

    class Meta:
        abstract = True
