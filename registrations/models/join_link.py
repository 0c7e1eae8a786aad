"""Where an online meeting is joined: kept at the desk, because nothing that is kept on a page stays private."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.conf import app_settings
from registrations.domain.joining import LONGEST_LINK

from .desk import Desk


class JoinLink(models.Model):
    """The way into the online meeting of an event (`session_key` empty) or of one of its sessions.

    What opens the meeting is left out of everything that Django or Wagtail writes a model into (`serialize=False`);
    it leaves the desk through `registrations.services.meetings` only.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="join_links", verbose_name=_("desk"))
    session_key = models.CharField(_("key of the session"), max_length=36, blank=True)
    url = models.CharField(_("link"), max_length=LONGEST_LINK, serialize=False)
    dial_in = models.CharField(_("by telephone"), max_length=500, blank=True, serialize=False)
    passcode = models.CharField(_("passcode"), max_length=100, blank=True, serialize=False)
    minutes_before = models.PositiveSmallIntegerField(_("minutes before the beginning"), null=True, blank=True)
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

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("link of an online meeting")
        verbose_name_plural = _("links of online meetings")
        ordering = ("desk", "session_key")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "session_key"], name="registrations_join_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id}/{self.session_key or '–'}"

    @property
    def minutes(self) -> int:
        """How long before the beginning it opens, in minutes."""
        return app_settings.JOIN_MINUTES if self.minutes_before is None else self.minutes_before
