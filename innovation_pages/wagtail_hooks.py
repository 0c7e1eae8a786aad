"""What editors find in the admin: the snippets that pages share."""

from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from registrations.public import FoldedSnippets

from .consent import tell_about_photos
from .deleting import keep_nominations, keep_nominations_in_bulk
from .models import ContactPoint, Venue
from .practices.admin import PracticeGroup
from .proofreading.checker import use_page_checker
from .proofreading.telling import tell_remarks
from .queries import settings_of


class VenueViewSet(FoldedSnippets, SnippetViewSet):
    """Places with their rooms."""

    model = Venue
    icon = "site"
    list_display: ClassVar = ["name_el", "name_en", "city_el"]
    list_per_page = 50
    ordering: ClassVar = ["name_el"]


class ContactPointViewSet(FoldedSnippets, SnippetViewSet):
    """Units with phone, address and hours."""

    model = ContactPoint
    icon = "user"
    list_display: ClassVar = ["unit_el", "phone", "email"]
    list_per_page = 50
    ordering: ClassVar = ["unit_el"]


class SharedGroup(SnippetViewSetGroup):
    """One entry of the menu for what many pages share."""

    menu_label = _("Places and contacts")
    menu_icon = "snippet"
    menu_order = 300
    items = (VenueViewSet, ContactPointViewSet)


def has_own_look(request: HttpRequest | None) -> bool:
    """Whether the site wants our look, also on the pages of the booking office."""
    return request is None or settings_of(request).has_own_look


register_snippet(PracticeGroup)
register_snippet(SharedGroup)
hooks.register("after_publish_page", tell_about_photos)
hooks.register("before_delete_page", keep_nominations, order=-1)  # before anybody asks about people
hooks.register("before_bulk_action", keep_nominations_in_bulk, order=-1)
hooks.register("construct_wagtail_userbar", use_page_checker)
hooks.register("after_create_page", tell_remarks)
hooks.register("after_edit_page", tell_remarks)
hooks.register("registrations_own_look", has_own_look)
