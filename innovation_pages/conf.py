"""The settings of the app: one property an option, read from the host's Django settings, with default and meaning."""

from typing import TypeVar, cast

from django.conf import settings

T = TypeVar("T")


class AppSettings:
    """Reads `INNOVATION_PAGES_<NAME>` from the host's settings at each access, so that tests may override them."""

    prefix = "INNOVATION_PAGES_"

    def _get(self, name: str, default: T) -> T:
        return cast("T", getattr(settings, self.prefix + name, default))

    @property
    def PHONE_COUNTRY_CODE(self) -> str:
        """The code that a national phone number gets in a `tel:` link, with its plus sign."""
        return self._get("PHONE_COUNTRY_CODE", "+30")

    @property
    def ZONE(self) -> str:
        """The time zone that a new event starts with; the host's TIME_ZONE by default."""
        return self._get("ZONE", settings.TIME_ZONE)

    @property
    def PAGE_SIZE(self) -> int:
        """How many items one page of a list shows."""
        return self._get("PAGE_SIZE", 12)


app_settings = AppSettings()
