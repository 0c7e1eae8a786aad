"""Addresses whose personal links somebody has asked for: kept until the worker has looked, a moment later."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from wagtail.models import Site


class LinkRequest(models.Model):
    """That somebody has asked for the links of an address.

    The request writes this one row and looks nothing up, so that its answer takes the same time for every address.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    email = models.CharField(max_length=254)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "request for personal links"
        verbose_name_plural = "requests for personal links"
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.site_id} · {self.created_at:%Y-%m-%d %H:%M}"
