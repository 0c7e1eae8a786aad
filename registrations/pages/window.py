"""The window of a registration as the fields of its page say it: when it opens and closes, and what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from registrations.domain.windows import (
    BeyondCalendar,
    ImpossibleTime,
    closing_instant,
    first_of_month,
    is_zone,
    last_of_month,
    opening_instant,
)

if TYPE_CHECKING:
    from datetime import datetime

    from django.utils.functional import Promise

IMPOSSIBLE = _("The clock changes that night, and this time does not exist once. Choose another time.")

BEYOND = _("This year is too far away for a calendar. Where there is no first or last day, leave the field empty.")


def opens_at(page: Any, zone: str) -> datetime | None:
    """When the window opens, in UTC; whole months have no hours. Raises ImpossibleTime."""
    first = page.registration_opens_on
    if page.registration_by_month:
        return opening_instant(first and first_of_month(first), None, zone)
    return opening_instant(first, page.registration_opens_time, zone)


def closes_at(page: Any, zone: str) -> datetime | None:
    """When the window closes, in UTC; whole months have no hours. Raises ImpossibleTime."""
    last = page.registration_closes_on
    if page.registration_by_month:
        return closing_instant(last and last_of_month(last), None, zone)
    return closing_instant(last, page.registration_closes_time, zone)


def window_problems(page: Any) -> dict[str, Promise | str]:
    """What is said of each field without which the page could not be drawn: a time that no clock shows, or its zone."""
    found: dict[str, Promise | str] = {}
    for name, moment in (("registration_opens_time", opens_at), ("registration_closes_time", closes_at)):
        try:
            moment(page, page.registration_zone)
        except BeyondCalendar:
            found[name.replace("_time", "_on")] = BEYOND
        except ImpossibleTime:
            found[name] = IMPOSSIBLE
    zone = page.occasion().zone
    if zone and not is_zone(zone):
        found["zone"] = _("The time zone “%(zone)s” is not known: choose one such as “Europe/Athens”.") % {"zone": zone}
    return found
