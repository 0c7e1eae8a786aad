"""An editor at work in the admin."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


@pytest.fixture
def editor(world: World) -> Client:
    """Somebody who writes and publishes everything, and reads the admin in English."""
    return signed_in(make_staff(permissions=("wagtailadmin.access_admin",), edits=world.home))


def typed(page: Page, **fields: Any) -> dict[str, Any]:
    """The fields of a page as its form sends them, empty streams and texts included."""
    sent: dict[str, Any] = {"title": page.title, "slug": page.slug}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            sent[f"{field.name}-count"] = "0"
        if isinstance(field, RichTextField):
            sent[field.name] = rich_text("")
        if isinstance(field, models.PositiveSmallIntegerField) or (
            isinstance(field, models.CharField) and field.choices
        ):
            sent[field.name] = str(field.get_default() or 0) if field.has_default() else ""  # as the form shows it
    for relation in ("organisers", "comments"):
        sent |= {f"{relation}-{part}": "0" for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")}
        sent[f"{relation}-MAX_NUM_FORMS"] = ""
    return {**sent, **fields}
