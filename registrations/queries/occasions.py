"""What a page is for: the one way in which the office asks a page for its occasion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from registrations.conf import app_settings
from registrations.domain.windows import is_zone

if TYPE_CHECKING:
    from registrations.domain.occasion import Occasion


def occasion_of(page: Any) -> Occasion:
    """The occasion of a page, in its zone; in that of the settings where it names none, or one that nobody knows."""
    told: Occasion = page.occasion()
    return told if is_zone(told.zone) else replace(told, zone=app_settings.ZONE)
