"""The shop window as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InnovationPagesConfig(AppConfig):
    """News, workshops and plain pages that take registrations."""

    name = "innovation_pages"
    verbose_name = _("Innovation pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and let the search follow what is published."""
        from . import checks, receivers  # noqa: F401, PLC0415 — they register themselves once the apps are loaded
