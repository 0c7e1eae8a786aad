"""Forms that were not taken because their person is registered already, or were corrected: kept for an hour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from .desk import Desk


class UntakenForm(models.Model):
    """A form whose address was known, or was corrected since, in the words of `services.submission.Submission`.

    Somebody who mistyped their address corrects it on the page after sending. That must work, and look the same,
    whether or not one of the addresses was known, or the difference would tell who is registered. The browser goes on
    with its first nonce: `content` holds that of the registration where the two differ.
    """

    desk = models.ForeignKey(Desk, on_delete=models.CASCADE, related_name="+")
    nonce = models.CharField(max_length=64)
    content = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "form that was not taken"
        verbose_name_plural = "forms that were not taken"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "nonce"], name="registrations_untaken_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="registrations_untaken_age")]

    def __str__(self) -> str:
        return f"{self.desk_id} · {self.created_at:%Y-%m-%d %H:%M}"
