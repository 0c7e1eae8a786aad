"""The time zones an event may be shown in."""

import zoneinfo
from functools import lru_cache

from .conf import app_settings

AREAS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def default_zone() -> str:
    """The zone that a new event starts with."""
    return app_settings.ZONE


@lru_cache(maxsize=1)
def _names() -> tuple[str, ...]:
    places = (name for name in zoneinfo.available_timezones() if name.partition("/")[0] in AREAS)
    return ("UTC", *sorted(places, key=lambda name: (not name.startswith("Europe/"), name)))


def zone_choices() -> list[tuple[str, str]]:
    """Every place of the IANA list with UTC; the default first, then Europe, then the others by name."""
    first = default_zone()
    return [(first, first), *((name, name) for name in _names() if name != first)]
