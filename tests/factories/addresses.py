"""The addresses of the review desk."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode


def desk_url(action: str = "index", pk: int | None = None, model: str = "registration", **query: Any) -> str:
    """The address of an action of the desk, with a query string."""
    path = reverse(f"registrations_{model}_modeladmin_{action}", args=[] if pk is None else [pk])
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def bulk_url(action: str, **query: Any) -> str:
    """The address of a bulk decision."""
    path = reverse("wagtail_bulk_action", args=["registrations", "registration", action])
    return f"{path}?{urlencode(query, doseq=True)}"
