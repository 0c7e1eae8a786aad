"""All that is stored, to be compared: what only reads leaves it as it was."""

from __future__ import annotations

from django.apps import apps
from django.core.serializers import serialize


def every_row() -> dict[str, str]:
    """All rows of all tables, as text, by the label of the model."""
    return {model._meta.label: serialize("json", model._default_manager.order_by("pk")) for model in apps.get_models()}
