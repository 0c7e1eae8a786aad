"""What the shop window remembers: pages, and the places and contacts that pages share."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

if not apps.is_installed("registrations"):
    raise ImproperlyConfigured(
        "innovation_pages shows pages whose forms belong to the app “registrations”: "
        "please add “registrations” to INSTALLED_APPS."
    )

from .base import InnovationPage, ListingPage, SitePage, StoryPage  # noqa: E402 — the sentence above comes first
from .mixins import Delivery, EventFields, OrganiserRole, Role  # noqa: E402
from .news import NewsIndexPage, NewsPage  # noqa: E402
from .site_settings import InnovationPagesSettings  # noqa: E402
from .snippets import ContactPoint, Room, Venue  # noqa: E402
from .standard import StandardPage  # noqa: E402
from .workshops import WorkshopIndexPage, WorkshopOrganiser, WorkshopPage  # noqa: E402

__all__ = [
    "ContactPoint",
    "Delivery",
    "EventFields",
    "InnovationPage",
    "InnovationPagesSettings",
    "ListingPage",
    "NewsIndexPage",
    "NewsPage",
    "OrganiserRole",
    "Role",
    "Room",
    "SitePage",
    "StandardPage",
    "StoryPage",
    "Venue",
    "WorkshopIndexPage",
    "WorkshopOrganiser",
    "WorkshopPage",
]
