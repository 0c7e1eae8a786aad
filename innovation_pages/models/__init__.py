"""What the shop window remembers: pages, and the places and contacts that pages share."""

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

if not apps.is_installed("registrations"):
    raise ImproperlyConfigured(
        "innovation_pages shows pages whose forms belong to the app “registrations”: "
        "please add “registrations” to INSTALLED_APPS."
    )

from .base import InnovationPage, ListingPage, SitePage, StoryPage
from .directory import OrganisationDirectoryPage
from .labs import LabIndexPage, LabOrganiser, LabPage
from .library import PracticeLibraryPage
from .mixins import Delivery, EventFields, OrganiserRole, Role
from .news import NewsIndexPage, NewsPage, ReportOrganiser
from .practice_parts import FormerSlug, PracticeIndicator, PracticePartner, PracticeRelation
from .practices import BestPractice
from .reports import RecapFields, ReportFields
from .search import SearchEntry, SearchPage
from .site_settings import InnovationPagesSettings
from .snippets import ContactPoint, Room, Venue
from .standard import StandardPage
from .topics import Topic
from .workshops import WorkshopIndexPage, WorkshopOrganiser, WorkshopPage

__all__ = [
    "BestPractice",
    "ContactPoint",
    "Delivery",
    "EventFields",
    "FormerSlug",
    "InnovationPage",
    "InnovationPagesSettings",
    "LabIndexPage",
    "LabOrganiser",
    "LabPage",
    "ListingPage",
    "NewsIndexPage",
    "NewsPage",
    "OrganisationDirectoryPage",
    "OrganiserRole",
    "PracticeIndicator",
    "PracticeLibraryPage",
    "PracticePartner",
    "PracticeRelation",
    "RecapFields",
    "ReportFields",
    "ReportOrganiser",
    "Role",
    "Room",
    "SearchEntry",
    "SearchPage",
    "SitePage",
    "StandardPage",
    "StoryPage",
    "Topic",
    "Venue",
    "WorkshopIndexPage",
    "WorkshopOrganiser",
    "WorkshopPage",
]
