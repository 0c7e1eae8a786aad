"""The settings of the app: one property an option, read from the host's Django settings, with default and meaning."""

from django.conf import settings

from registrations.public import Options, Positive


class AppSettings(Options):
    """`INNOVATION_PAGES_<NAME>` in the host's settings."""

    prefix = "INNOVATION_PAGES_"

    @property
    def PHONE_COUNTRY_CODE(self) -> str:
        """The code that a national phone number gets in a `tel:` link, with its plus sign."""
        return self._get("PHONE_COUNTRY_CODE", "+30")

    @property
    def ZONE(self) -> str:
        """The time zone that a new event starts with; the host's TIME_ZONE by default."""
        return self._get("ZONE", settings.TIME_ZONE)

    @property
    def PAGE_SIZE(self) -> Positive:
        """How many items one page of a list shows."""
        return self._get("PAGE_SIZE", 12)


app_settings = AppSettings()
