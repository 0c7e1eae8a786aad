"""How a site, or one event, words its letters: a subject and an opening of its own in place of ours."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .desk import Desk
from .notice import NoticeKind


class LetterWording(models.Model):
    """The words of one kind of letter in one language, for all events of a site or for one. Empty words are ours."""

    site = models.ForeignKey(
        Site, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=Site._meta.verbose_name
    )
    desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.CASCADE, related_name="wordings", verbose_name=_("event")
    )
    kind = models.CharField(_("letter"), max_length=20, choices=NoticeKind.choices)
    language = models.CharField(_("language"), max_length=20)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    opening = models.TextField(_("opening"), max_length=3000, blank=True)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("member of staff"),
    )

    class Meta:
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wordings of letters")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["site", "kind", "language"],
                condition=models.Q(desk=None),
                name="registrations_wording_of_site",
            ),
            models.UniqueConstraint(
                fields=["desk", "kind", "language"],
                condition=models.Q(site=None),
                name="registrations_wording_of_desk",
            ),
            models.CheckConstraint(
                condition=models.Q(site=None, desk__isnull=False) | models.Q(site__isnull=False, desk=None),
                name="registrations_wording_of_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.language})"
