"""What stands beside the page in the editor: how the registration stands, and what is left to do before publishing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import wagtail
from django.urls import reverse
from wagtail.admin.panels import Panel, TabbedInterface

from registrations.domain.states import State
from registrations.models import Place, Registration, Right
from registrations.models.access import may_at_desk
from registrations.services.desks import find_desk, find_open_pools

from .readiness import readiness

if TYPE_CHECKING:
    from wagtail.models import Page

    from registrations.models import Desk

HAS_SIDE_PANELS = wagtail.VERSION >= (8, 0)
"""Wagtail 7.4 cannot change the edit view of a page type: there the same words stand on the Registration tab."""

TEMPLATE = "registrations/editor/beside.html"


def beside(page: Any, user: Any, parent: Page | None = None) -> dict[str, Any]:
    """The context of the words beside `page`: the figures of its desk, the links that `user` may follow, the advice.

    `parent` is where a page that is not saved yet will stand.
    """
    desk = find_desk(page) if page.pk else None
    tabs = _tabs(page)
    lines = [(line, tabs.get(line.field, "")) for line in readiness(page, now=datetime.now(UTC), parent=parent)]
    context: dict[str, Any] = {"page": page, "lines": lines, "left": sum(not line.done for line, _tab in lines)}
    if desk is not None:
        context |= _figures(page, desk) | {"review_url": "", "configure_url": _configure_url(desk, user)}
        if may_at_desk(user, desk, Right.REVIEW):
            context["review_url"] = _review_url(desk)
    return context


def _figures(page: Any, desk: Desk) -> dict[str, Any]:
    return {
        "desk": desk,
        "pools": find_open_pools(page),
        "waiting": Place.objects.waitlisted().filter(pool__desk=desk).count(),
        "in_review": Registration.objects.filter(desk=desk, state=State.IN_REVIEW).count(),
    }


def _review_url(desk: Desk) -> str:
    return f"{reverse('registrations_registration_modeladmin_index')}?{urlencode({'desk': desk.pk})}"


def _configure_url(desk: Desk, user: Any) -> str:
    """Where the link of the online meeting is kept, for those who may; empty for others."""
    if not may_at_desk(user, desk, Right.CONFIGURE):
        return ""
    return reverse("registrations_desk_modeladmin_meeting", args=[desk.pk])


def _tabs(page: Any) -> dict[str, str]:
    """The id of the editor's tab on which each field stands."""
    handler = type(page).get_edit_handler()
    if not isinstance(handler, TabbedInterface):
        return {}
    found: dict[str, str] = {}
    for tab, identifier in zip(handler.children, handler.child_identifiers, strict=True):
        for field in tab.get_form_options().get("fields", ()):
            found.setdefault(field, f"tab-{identifier}")
    return found


class StandingPanel(Panel):
    """The same words on top of the Registration tab, where the editor has no side panels to add to."""

    class BoundPanel(Panel.BoundPanel):
        """The panel for one page and one request."""

        template_name = TEMPLATE

        def is_shown(self) -> bool:
            return not HAS_SIDE_PANELS

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            told = beside(self.instance, self.request.user, getattr(self.form, "parent_page", None))
            return {**super().get_context_data(parent_context), **told}
