"""The shop window as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InnovationPagesConfig(AppConfig):
    """News, workshops, labs, practices and bodies: what a public body shows of its innovation."""

    name = "innovation_pages"
    verbose_name = _("Innovation pages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the system checks, and let the search follow what is published."""
        from . import checks, receivers  # noqa: F401, PLC0415 — they register themselves once the apps are loaded
