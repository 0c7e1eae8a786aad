"""Who is told of news at a desk: members of staff who asked for it, or a role mailbox."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .desk import Desk


class Rhythm(models.TextChoices):
    """How soon somebody is told."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day")


class Watcher(models.Model):
    """One who is told of new applications, seats that fill up and letters that fail: a user, or a mailbox.

    `told_until`: up to when they have been told; `levels`: the highest level of fullness told, by the key of the pool.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="watchers", verbose_name=_("event"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    mailbox = models.EmailField(_("role mailbox"), blank=True)
    rhythm = models.CharField(_("how soon"), max_length=8, choices=Rhythm.choices, default=Rhythm.DAILY)
    told_until = models.DateTimeField(default=timezone.now, editable=False)
    levels = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("recipient of news")
        verbose_name_plural = _("recipients of news")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["desk", "user"], condition=models.Q(user__isnull=False), name="registrations_watcher_once"
            ),
            models.UniqueConstraint(
                fields=["desk"], condition=models.Q(user__isnull=True), name="registrations_one_mailbox"
            ),
            models.CheckConstraint(
                condition=models.Q(user__isnull=True, mailbox__gt="") | models.Q(user__isnull=False, mailbox=""),
                name="registrations_watcher_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk}: {self.get_rhythm_display()}"

    @property
    def address(self) -> str:
        """Where the news go; empty for a user without an address."""
        return self.mailbox if self.user is None else str(self.user.email)
