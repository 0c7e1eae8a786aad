"""What the admin's home page tells of the desks: letters that nobody got."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.db.models import Count
from django.utils.functional import cached_property
from wagtail.admin.ui.components import Component
from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.models import Notice, NoticeState
from registrations.models.notice import LOST

from .permissions import REVIEW, letter_policy

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


class LostLettersPanel(Component):
    """How many letters failed or came back, by fate, with a link to each list; nothing where all is well."""

    name = "lost_letters"
    template_name = "registrations/review/lost_letters.html"
    order = 90

    def __init__(self, user: Any) -> None:
        self.user = user

    @cached_property
    def lost(self) -> list[dict[str, Any]]:
        """The fates with their counts and addresses; asked for twice, counted once."""
        found = letter_policy.instances_user_has_permission_for(self.user, REVIEW).filter(state__in=LOST)
        counts = found.order_by("state").values("state").annotate(count=Count("pk"))
        index = AdminURLHelper(Notice).index_url
        return [
            {
                "label": NoticeState(row["state"]).label,
                "count": row["count"],
                "url": f"{index}?{urlencode({'state': row['state']})}",
            }
            for row in counts
        ]

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"lost": self.lost}

    def render_html(self, parent_context: Any = None) -> SafeString | str:
        """Draw the panel, or nothing."""
        if not self.lost:
            return ""
        html: SafeString = super().render_html(parent_context)
        return html
