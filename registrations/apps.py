"""The booking office as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    """Registration for any Wagtail page type, with a review desk."""

    name = "registrations"
    verbose_name = _("Registrations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect to the publishing of pages and register the system checks."""
        from . import checks, receivers  # noqa: F401, PLC0415 — they register themselves once the apps are loaded
