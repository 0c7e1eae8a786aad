"""Attempts to send a form, counted against abuse; they go away by themselves."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Attempt(models.Model):
    """One attempt from one origin; `origin` is a keyed hash of scope and network address, never the address itself."""

    origin = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["origin", "at"], name="registrations_attempt_recent")]

    def __str__(self) -> str:
        return self.origin[:8]
