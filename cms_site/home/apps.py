"""The home page as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The page at the top of each language."""

    name = "cms_site.home"
    label = "home"
    verbose_name = _("Home page")
    default_auto_field = "django.db.models.BigAutoField"
