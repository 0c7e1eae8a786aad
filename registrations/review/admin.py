"""The rooms of the desk in Wagtail's menu: registrations, events, letters, and the changes of events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.helpers import AdminURLHelper
from wagtail_modeladmin.options import ModelAdminGroup

from registrations.models import Desk, DeskChange, Notice, Registration

from .addresses import CHECK_IN, MEETING, NEWS, WORDING
from .bridge import HardenedModelAdmin
from .changes import ChangeIndex, InspectChange
from .checking_in import CheckInView
from .deciding import DecideView
from .events import EventIndex, EventScreen
from .index import RegistrationIndex
from .inspecting import AddNote, AskApplicant, CorrectAddress, InspectRegistration, SendAgain
from .letters import ActOnLetter, InspectLetter, LetterIndex
from .meeting import MeetingView
from .members import ChangeMember
from .news import NewsView
from .permissions import ChangePermissionHelper, DeskPermissionHelper, EventPermissionHelper, LetterPermissionHelper
from .wording import WordingOfEvent


class RegistrationAdmin(HardenedModelAdmin):
    """Who registered, and what becomes of it."""

    model = Registration
    menu_label = _("Registrations")
    menu_item_name = "registrations"
    menu_icon = "group"
    permission_helper_class = DeskPermissionHelper
    index_view_class = RegistrationIndex
    inspect_view_class = InspectRegistration
    object_actions = {
        "decide": DecideView,
        "note": AddNote,
        "ask": AskApplicant,
        "members": ChangeMember,
        "again": SendAgain,
        "address": CorrectAddress,
    }


class EventAdmin(HardenedModelAdmin):
    """The events themselves: who has come, and the way into an online meeting."""

    model = Desk
    menu_label = _("Events")
    menu_item_name = "events"
    menu_icon = "date"
    permission_helper_class = EventPermissionHelper
    index_view_class = EventIndex
    inspect_view_class = EventScreen
    object_actions = {CHECK_IN: CheckInView, MEETING: MeetingView, NEWS: NewsView, WORDING: WordingOfEvent}


class LetterAdmin(HardenedModelAdmin):
    """The letters that the desk owes and has sent."""

    model = Notice
    menu_label = _("Letters")
    menu_item_name = "letters"
    menu_icon = "mail"
    permission_helper_class = LetterPermissionHelper
    index_view_class = LetterIndex
    inspect_view_class = InspectLetter
    object_actions = {"act": ActOnLetter}

    def registration_address(self, registration: Registration) -> str:
        """Where the registration that a letter is about is shown."""
        return str(AdminURLHelper(Registration).get_action_url("inspect", registration.pk))


class ChangeAdmin(HardenedModelAdmin):
    """What changed about events after they were published."""

    model = DeskChange
    menu_label = _("Changes of events")
    menu_item_name = "event-changes"
    menu_icon = "calendar-alt"
    permission_helper_class = ChangePermissionHelper
    index_view_class = ChangeIndex
    inspect_view_class = InspectChange


class DeskGroup(ModelAdminGroup):
    """The menu of the desk."""

    menu_label = _("Registrations")
    menu_item_name = "registration-desk"
    menu_icon = "group"
    menu_order = 250
    items = (RegistrationAdmin, EventAdmin, LetterAdmin, ChangeAdmin)
