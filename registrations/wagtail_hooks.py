"""What the booking office adds to Wagtail's admin: the review desk, rights at it, its log, snippets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from registrations.models import (
    Desk,
    DeskChange,
    Notice,
    Organisation,
    PrivacyNotice,
    Registration,
    RegistrationLogEntry,
    RegistrationSettings,
)
from registrations.outputs.attendance import attendance_sheet
from registrations.outputs.exporters import HOOK as EXPORTERS
from registrations.pages import RegistrationPageMixin
from registrations.pages.beside_editor import HAS_SIDE_PANELS
from registrations.pages.section import finish
from registrations.review.admin import DeskGroup
from registrations.review.bulk import BULK_DECISIONS
from registrations.review.group_panel import DeskPermissionFormSet
from registrations.review.home import LostLettersPanel
from registrations.review.leaving import tell_before_bulk, tell_before_deleting, tell_before_unpublishing
from registrations.review.permissions import change_policy, event_policy, letter_policy, registration_policy
from registrations.review.snippets import OrganisationViewSet, PrivacyNoticeViewSet
from registrations.review.wording import wording_menu_item, wording_urls

try:
    from wagtail.permissions import register_permission_policy
except ImportError:  # Wagtail 7.4 has no registry: there the views name their policy themselves
    register_permission_policy = None

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import HttpRequest, HttpResponse
    from wagtail.log_actions import LogActionRegistry
    from wagtail.models import Page

LOG_ACTIONS: dict[str, tuple[Any, Any]] = {
    "registrations.moved": (_("Decide on a registration"), _("Registration moved to another state")),
    "registrations.raised": (_("Add seats"), _("Seats added beyond the capacity")),
    "registrations.exported": (_("Export registrations"), _("Registrations exported")),
    "registrations.attendance": (_("Check in"), _("Attendance noted or taken back")),
    "registrations.link_kept": (_("Change an online meeting"), _("Way into the online meeting changed")),
    "registrations.member": (_("Change a member"), _("Member of a body changed")),
    "registrations.body": (_("Choose a body"), _("Body of a nomination chosen from the list")),
    "registrations.letter": (_("Withhold or retry a letter"), _("Letter withheld, let go or tried again")),
    "registrations.mailbox": (_("Choose who is told of news"), _("Mailbox for news to staff changed")),
    "registrations.worded": (_("Word a letter"), _("Wording of a letter changed")),
    "registrations.noted": (_("Write a note"), _("Note written about a registration")),
    "registrations.resent": (_("Send the link again"), _("Letter with the personal link sent again")),
    "registrations.readdressed": (_("Correct an address"), _("E-mail address of a registration corrected")),
    "registrations.asked": (_("Ask the applicant"), _("Question sent to the applicant")),
}

if register_permission_policy is not None:
    register_permission_policy(Registration, registration_policy)
    register_permission_policy(Notice, letter_policy)
    register_permission_policy(Desk, event_policy)
    register_permission_policy(DeskChange, change_policy)

modeladmin_register(DeskGroup)
register_snippet(OrganisationViewSet)
register_snippet(PrivacyNoticeViewSet)

hooks.register("before_delete_page", tell_before_deleting)
hooks.register("before_unpublish_page", tell_before_unpublishing)
hooks.register("before_bulk_action", tell_before_bulk)

for _decision in BULK_DECISIONS:
    hooks.register("register_bulk_action", _decision)


@hooks.register("on_serve_page")
def limit_what_caches_keep(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say of each page that draws a registration, its own or that of another page, how long caches may keep it."""

    def serve_with_limit(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        return finish(request, serve(page, request, args, kwargs))

    return serve_with_limit


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    """Name what staff do at the desk, and keep it in a log of our own that is scoped like the people in it."""
    actions.register_model(Registration, RegistrationLogEntry)
    actions.register_model(Desk, RegistrationLogEntry)
    for action, (label, message) in LOG_ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("before_delete_snippet")
def keep_bodies_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Answer in a sentence where the database would refuse: people came from the body, and keep it in their past.

    Wagtail sees only what its reference index holds, and registrations are kept out of that.
    """
    used = [one for one in instances if isinstance(one, Organisation) and one.registrations.exists()]
    if not used:
        return None
    words = _("%(body)s stays: there are registrations of its people.")
    for body in used:
        messages.error(request, words % {"body": body})
    return redirect("wagtailsnippets_registrations_organisation:list")


@hooks.register("before_delete_snippet")
def keep_notices_in_use(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    """Answer in a sentence where forms of a site would be left without the privacy notice that the law asks for."""
    notices = [one for one in instances if isinstance(one, PrivacyNotice)]
    used = [notice for notice in notices if RegistrationSettings.objects.filter(privacy_notice=notice).exists()]
    if not used:
        return None
    words = _("%(notice)s stays: the forms of a site show it. Choose another in the registration settings first.")
    for notice in used:
        messages.error(request, words % {"notice": notice})
    return redirect("wagtailsnippets_registrations_privacynotice:list")


@hooks.register("register_admin_viewset")
def pages_with_a_side_panel() -> list[Any]:
    """The editor of pages that take registrations, with a panel at its side where Wagtail has such views."""
    if not HAS_SIDE_PANELS:
        return []
    from registrations.pages.viewset import RegistrationPageViewSet  # noqa: PLC0415 — Wagtail 7.4 has no page viewsets

    return [RegistrationPageViewSet("registration_pages")]


@hooks.register("after_copy_page")
def tell_what_a_copy_forgot(request: HttpRequest, _page: Any, copy: Any) -> None:
    """Ask the editor for what the copy of an event does not take over."""
    if issubclass(copy.specific_class, RegistrationPageMixin) and copy.alias_of_id is None and not copy.live:
        words = _("The copy is a draft. Fill in its days, its registration window and its code: they were left empty.")
        messages.info(request, words)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[Any]:
    """The screen on which the letters of a site are worded."""
    return wording_urls()


@hooks.register("construct_settings_menu")
def show_wording(request: HttpRequest, items: list[Any]) -> None:
    """An entry among the settings that leads there, for those who may change them."""
    item = wording_menu_item(request.user)
    if item is not None:
        items.append(item)


@hooks.register("construct_homepage_panels")
def show_lost_letters(request: HttpRequest, panels: list[Any]) -> None:
    """The letters that nobody got, first thing in the admin, for those whose desks owe them."""
    panels.append(LostLettersPanel(request.user))


hooks.register(EXPORTERS, attendance_sheet)


@hooks.register("register_group_permission_panel")
def rights_at_the_desk() -> type[Any]:
    """The panel of the group screen that says whose people a group may see."""
    return DeskPermissionFormSet
