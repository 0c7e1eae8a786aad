"""What the editor reads above the choice: how many people a change concerns, and what nobody has announced yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from wagtail.admin.panels import Panel

from registrations.domain.changes import Nature
from registrations.models import Right, may_at_desk
from registrations.services.announcing import people_to_tell
from registrations.services.desks import find_desk

if TYPE_CHECKING:
    from registrations.models import DeskChange

INSPECT = "registrations_deskchange_modeladmin_inspect"


class ChangePanel(Panel):
    """A few sentences about the desk of the page, read when the editor opens."""

    class BoundPanel(Panel.BoundPanel):
        """The sentences for one page and one user."""

        template_name = "registrations/editor/change_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            desk = find_desk(self.instance) if self.instance.pk else None
            if desk is None:
                return context
            pending = desk.changes.filter(nature=Nature.PENDING).order_by("-pk").first()
            user = self.request.user
            context["leads"] = desk.leading_page_id in {None, self.instance.pk}
            context["leading_page"] = desk.leading_page
            context["people"] = people_to_tell(desk).count()
            context["pending"] = pending
            context["may_announce"] = pending is not None and may_at_desk(user, desk, Right.REVIEW)
            context["announce_url"] = _address_of(pending)
            context["may_publish"] = self.instance.permissions_for_user(user).can_publish()
            return context


def _address_of(change: DeskChange | None) -> str:
    """Where the change is announced; empty on a site without the review desk."""
    if change is None:
        return ""
    try:
        return reverse(INSPECT, args=[change.pk])
    except NoReverseMatch:
        return ""
