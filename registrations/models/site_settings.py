"""What a site decides once for all its registrations."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .privacy import PrivacyNotice

DEFAULTS = ("review", "waiting_list", "verify_address", "show_free_seats")
"""What a site decides for its new pages: the names of their fields, without the prefix."""


def spoken_languages() -> list[tuple[str, Any]]:
    """The languages in which letters are written: those of the host."""
    return list(settings.LANGUAGES)


@register_setting(icon="mail")
class RegistrationSettings(ClusterableModel, BaseSiteSetting):
    """Defaults of a site: the privacy notice, who answers for personal data, who signs letters, how pages begin."""

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
        help_text=_("The name of the unit at the end of each letter, in languages without one of their own below."),
    )
    contact = models.CharField(
        _("contact in letters"),
        max_length=200,
        blank=True,
        help_text=_("A telephone number or role mailbox for questions."),
    )
    mailbox = models.EmailField(
        _("role mailbox"),
        blank=True,
        help_text=_("Calendar entries name it as organizer. Empty: the address that letters come from."),
    )

    controller = models.TextField(
        _("controller"),
        blank=True,
        help_text=_("Who answers for personal data: name, address, telephone. Told to people whom a body names."),
    )
    data_protection_officer = models.CharField(
        _("data protection officer"), max_length=200, blank=True, help_text=_("How people reach them.")
    )
    default_review = models.BooleanField(_("staff decide who takes part"), default=False)
    default_waiting_list = models.BooleanField(_("waiting list"), default=True)
    default_verify_address = models.BooleanField(
        _("people confirm their e-mail address"),
        default=True,
        help_text=_("Keep this on: without it, anybody can find out on the form who is registered."),
    )
    default_show_free_seats = models.BooleanField(_("show how many seats are free"), default=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(["privacy_notice", "controller", "data_protection_officer"], heading=_("Personal data")),
            ObjectList(
                [
                    "signature",
                    InlinePanel("signatures", heading=_("Signatures by language"), label=_("Signature")),
                    "contact",
                    "mailbox",
                ],
                heading=_("Letters"),
            ),
            ObjectList(
                [
                    HelpPanel(content=_("How a new page begins; editors may change it on each page.")),
                    *(f"default_{name}" for name in DEFAULTS),
                ],
                heading=_("New pages"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("registration settings")

    @property
    def defaults(self) -> dict[str, bool]:
        """What a new page begins with, by the name of its field without the prefix."""
        return {name: getattr(self, f"default_{name}") for name in DEFAULTS}


class LetterSignature(models.Model):
    """Who signs the letters of a site in one language."""

    settings = ParentalKey(RegistrationSettings, on_delete=models.CASCADE, related_name="signatures")
    language = models.CharField(_("language"), max_length=20, choices=spoken_languages)
    signature = models.CharField(_("letters are signed by"), max_length=200)

    panels: ClassVar = [FieldRowPanel([FieldPanel("language"), FieldPanel("signature")])]

    class Meta:
        verbose_name = _("signature of letters")
        verbose_name_plural = _("signatures of letters")
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["settings", "language"], name="registrations_signature_once"),
        ]

    def __str__(self) -> str:
        return f"{self.signature} ({self.language})"
