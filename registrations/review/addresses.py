"""Where the screens of an event are, for those who may open them; for the page editor and for our own screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.models import Desk, Right, may_at_desk
from registrations.services.desks import find_desk

if TYPE_CHECKING:
    from wagtail.models import Page

MEETING, CHECK_IN, NEWS, WORDING = "meeting", "check_in", "news", "wording"
"""The actions of an event, as their addresses are named: `registrations_desk_modeladmin_<action>`."""


def event_url(desk: Desk, action: str = "inspect") -> str:
    """The address of an action at a desk."""
    return str(AdminURLHelper(Desk).get_action_url(action, desk.pk))


def meeting_url(page: Page, user: Any) -> str:
    """Where the link of the online meeting of a page is kept; empty without a desk yet, or without the right."""
    return _of_page(page, user, MEETING, Right.CONFIGURE)


def check_in_url(page: Page, user: Any) -> str:
    """Where the people of a page are ticked off; empty without a desk yet, or without the right."""
    return _of_page(page, user, CHECK_IN, Right.CHECK_IN)


def _of_page(page: Page, user: Any, action: str, right: Right) -> str:
    desk = find_desk(page)
    if desk is None or not may_at_desk(user, desk, right):
        return ""
    return event_url(desk, action)
