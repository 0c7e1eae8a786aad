"""What a site decides once for all its registrations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .privacy import PrivacyNotice


@register_setting(icon="mail")
class RegistrationSettings(BaseSiteSetting):
    """Defaults of a site: the privacy notice, and who signs the letters."""

    privacy_notice = models.ForeignKey(
        PrivacyNotice,
        verbose_name=_("privacy notice"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on every form whose page does not choose its own."),
    )
    signature = models.CharField(
        _("letters are signed by"),
        max_length=200,
        blank=True,
        help_text=_("The name of the unit at the end of each letter."),
    )
    contact = models.CharField(
        _("contact in letters"),
        max_length=200,
        blank=True,
        help_text=_("A telephone number or role mailbox for questions."),
    )

    panels: ClassVar = [FieldPanel("privacy_notice"), FieldPanel("signature"), FieldPanel("contact")]

    class Meta:
        verbose_name = _("registration settings")
