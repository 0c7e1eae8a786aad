"""Contradictions in the host's settings, found when the site starts."""

import re
import zoneinfo
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch, reverse

from .conf import app_settings

NEEDED = (
    "registrations",
    "wagtail.contrib.settings",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.admin",
    "wagtail",
)


def _missing_apps() -> Iterator[CheckMessage]:
    for name in NEEDED:
        if not apps.is_installed(name):
            yield Error(
                f"innovation_pages needs the app “{name}”.",
                hint=f"Add “{name}” to INSTALLED_APPS.",
                id="innovation_pages.E001",
            )


def _missing_addresses() -> Iterator[CheckMessage]:
    try:
        reverse("wagtaildocs_serve", args=[1, "name.pdf"])
    except NoReverseMatch:
        yield Error(
            "The addresses of documents are not included.",
            hint='path("documents/", include("wagtail.documents.urls")) before the addresses of pages.',
            id="innovation_pages.E005",
        )


def _wrong_settings() -> Iterator[CheckMessage]:
    yield from app_settings.messages()
    if app_settings.fits("PHONE_COUNTRY_CODE") and not re.fullmatch(r"\+[1-9]\d{0,3}", app_settings.PHONE_COUNTRY_CODE):
        yield Error(
            "INNOVATION_PAGES_PHONE_COUNTRY_CODE is not a country code.",
            hint='INNOVATION_PAGES_PHONE_COUNTRY_CODE = "+30", or another plus sign with digits.',
            id="innovation_pages.E002",
        )
    if app_settings.fits("ZONE") and app_settings.ZONE not in zoneinfo.available_timezones():
        yield Error(
            "INNOVATION_PAGES_ZONE is not a time zone that this machine knows.",
            hint='INNOVATION_PAGES_ZONE = "Europe/Athens", or any name of the IANA list.',
            id="innovation_pages.E003",
        )


@register()
def check_host(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name every app and address that is missing and every option that cannot be meant."""
    return [*_missing_apps(), *_missing_addresses(), *_wrong_settings()]
