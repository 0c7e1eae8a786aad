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
    if not re.fullmatch(r"\+[1-9]\d{0,3}", app_settings.PHONE_COUNTRY_CODE):
        yield Error(
            "INNOVATION_PAGES_PHONE_COUNTRY_CODE is not a country code.",
            hint="Write a plus sign and the digits, for example “+30”.",
            id="innovation_pages.E002",
        )
    if app_settings.ZONE not in zoneinfo.available_timezones():
        yield Error(
            "INNOVATION_PAGES_ZONE is not a time zone that this machine knows.",
            hint="Write a name of the IANA list, for example “Europe/Athens”.",
            id="innovation_pages.E003",
        )
    if app_settings.PAGE_SIZE < 1:
        yield Error(
            "INNOVATION_PAGES_PAGE_SIZE must be 1 or more.",
            hint="Leave it out for twelve items a page.",
            id="innovation_pages.E004",
        )


@register()
def check_host(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name every app and address that is missing and every option that cannot be meant."""
    return [*_missing_apps(), *_missing_addresses(), *_wrong_settings()]
