"""The two rooms of the desk in Wagtail's menu: registrations and letters."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdminGroup

from registrations.models import Notice, Registration

from .bridge import HardenedModelAdmin
from .deciding import DecideView
from .index import RegistrationIndex
from .inspecting import AddNote, InspectRegistration
from .letters import InspectLetter, LetterIndex
from .permissions import DeskPermissionHelper, LetterPermissionHelper


class RegistrationAdmin(HardenedModelAdmin):
    """Who registered, and what becomes of it."""

    model = Registration
    menu_label = _("Registrations")
    menu_item_name = "registrations"
    menu_icon = "group"
    permission_helper_class = DeskPermissionHelper
    index_view_class = RegistrationIndex
    inspect_view_class = InspectRegistration
    object_actions = {"decide": DecideView, "note": AddNote}


class LetterAdmin(HardenedModelAdmin):
    """The letters that the desk owes and has sent."""

    model = Notice
    menu_label = _("Letters")
    menu_item_name = "letters"
    menu_icon = "mail"
    permission_helper_class = LetterPermissionHelper
    index_view_class = LetterIndex
    inspect_view_class = InspectLetter

    def registration_address(self, registration: Registration) -> str:
        """Where the registration that a letter is about is shown."""
        return str(AdminURLHelper(Registration).get_action_url("inspect", registration.pk))


class DeskGroup(ModelAdminGroup):
    """The menu of the desk."""

    menu_label = _("Registrations")
    menu_item_name = "registration-desk"
    menu_icon = "group"
    menu_order = 250
    items = (RegistrationAdmin, LetterAdmin)
