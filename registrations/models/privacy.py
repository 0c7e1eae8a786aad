"""What people are told about their data, and which wording they were told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import TranslatableMixin


class PrivacyNotice(TranslatableMixin, models.Model):
    """The information of Regulation (EU) 2016/679, art. 13, shown above the button of a form."""

    name = models.CharField(_("name"), max_length=120, help_text=_("For editors, for example “Events of the unit”."))
    summary = models.CharField(
        _("in one sentence"),
        max_length=300,
        help_text=_("Shown at once: who asks, what for, and for how long it is kept."),
    )
    text = RichTextField(
        _("full text"),
        features=["bold", "ol", "ul", "link", "h3", "h4"],
        help_text=_(
            "Controller, data protection officer, purpose, legal basis, recipients, retention, rights, and the right "
            "to complain to the authority."
        ),
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the notice and freeze its wording as a new version when it changed."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            newest = self.versions.first()
            if newest is None or (newest.summary, newest.text) != (self.summary, self.text):
                self.versions.create(number=newest.number + 1 if newest else 1, summary=self.summary, text=self.text)

    @property
    def version(self) -> PrivacyNoticeVersion:
        """The wording in force."""
        newest = self.versions.first()
        if newest is None:
            newest = self.versions.create(number=1, summary=self.summary, text=self.text)
        return newest


class PrivacyNoticeVersion(models.Model):
    """One wording of a notice, as people were shown it; never changed afterwards."""

    notice = models.ForeignKey(
        PrivacyNotice, null=True, on_delete=models.SET_NULL, related_name="versions", verbose_name=_("notice")
    )
    number = models.PositiveIntegerField(_("version"))
    summary = models.CharField(_("in one sentence"), max_length=300)
    text = models.TextField(_("full text"))
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a privacy notice")
        verbose_name_plural = _("versions of privacy notices")
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["notice", "number"], name="registrations_notice_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.notice or '–'} ({self.number})"
