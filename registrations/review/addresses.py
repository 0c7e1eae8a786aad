"""Where the screens of an event are."""

from __future__ import annotations

from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.models import Desk

MEETING, CHECK_IN, NEWS, WORDING = "meeting", "check_in", "news", "wording"
"""The actions of an event, as their addresses are named: `registrations_desk_modeladmin_<action>`."""


def event_url(desk: Desk, action: str = "inspect") -> str:
    """The address of an action at a desk."""
    return str(AdminURLHelper(Desk).get_action_url(action, desk.pk))
