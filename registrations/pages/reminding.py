"""What an editor decides about letters before and after an event."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from registrations.questions.fields import MaterialsField

LEADS = [
    (24, _("A day before")),
    (48, _("Two days before")),
    (72, _("Three days before")),
    (168, _("A week before")),
]


class LetterFields(models.Model):
    """When people are reminded, and what they read and get once it is over. Part of RegistrationPageMixin."""

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
            "Thanks, and what else is to be said. It is sent once the event is over, or once you publish these words "
            "or the materials after it. Without words and materials there is no letter."
        ),
    )
    registration_materials = MaterialsField(
        verbose_name=_("materials"),
        blank=True,
        help_text=_(
            "Documents for those who had a seat, on their personal page once the event is over; the letter leads "
            "there. Keep them in a private collection: other documents can be read by anybody who knows their address."
        ),
    )

    letter_panel = MultiFieldPanel(
        [
            FieldPanel("registration_remind_hours"),
            FieldPanel("registration_afterwards"),
            FieldPanel("registration_materials"),
        ],
        heading=_("Here: letters"),
    )

    class Meta:
        abstract = True
