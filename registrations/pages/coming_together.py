"""What an editor decides about people who come together."""

from __future__ import annotations

from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from registrations.domain.parties import MOST_PEOPLE


class PartyFields(models.Model):
    """How many people one form may register. Part of RegistrationPageMixin."""

    registration_party_size = models.PositiveSmallIntegerField(
        _("people per registration"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PEOPLE)],
        help_text=_(
            "1: everybody fills in a form of their own. With more, at most 10, the form also asks for the names of "
            "those who come along. They get seats together or wait together, and each seat can be cancelled alone."
        ),
    )

    party_panel: ClassVar = FieldPanel("registration_party_size")

    class Meta:
        abstract = True
