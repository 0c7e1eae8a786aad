"""What a site decides once for all its registrations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from .privacy import PrivacyNotice

DEFAULTS = ("review", "waiting_list", "verify_address", "show_free_seats")
"""What a site decides for its new pages: the names of their fields, without the prefix."""


@register_setting(icon="mail")
class RegistrationSettings(BaseSiteSetting):
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
        help_text=_("The name of the unit at the end of each letter."),
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
            ObjectList(["signature", "contact", "mailbox"], heading=_("Letters")),
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
