"""What staff and a person wrote to each other about a registration."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registrations.domain.states import ActorKind

from .registration import AppendOnly, Registration


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, with the adjectives that doors ask for."""

    def newest_first(self) -> MessageQuerySet:
        """The last word first: whose it is tells whether anybody waits for an answer."""
        return self.order_by("-pk")


class Message(AppendOnly):
    """A question of staff, or the person's answer to it."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(_("from"), max_length=8, choices=[(kind.value, kind.value) for kind in ActorKind])
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("when"), default=timezone.now)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.at:%Y-%m-%d}"

    @property
    def is_question(self) -> bool:
        """Whether staff wrote it."""
        return self.side == ActorKind.STAFF
