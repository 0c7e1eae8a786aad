"""What editors find in the admin: the list of practices, with owner, standing and completeness, and the topics."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import CharField, Exists, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, UpdatedAtColumn
from wagtail.models import Revision, WorkflowState
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from innovation_pages.models import BestPractice, Topic
from registrations.public import FoldedSnippets


class CompletenessColumn(Column):
    """How complete the newest version is: «72 %»."""

    def get_value(self, instance: Any) -> str:
        """The figure with its sign."""
        return f"{instance.completeness.percent}\xa0%"


class BestPracticeViewSet(FoldedSnippets, SnippetViewSet):
    """The records of the library, drafts too."""

    model = BestPractice
    icon = "pick"
    menu_label = _("Practices")
    list_per_page = 50
    list_display: ClassVar = [
        "title",
        "reference",
        "owner",
        Column("standing_text", label=_("Standing")),
        LiveStatusTagColumn(),
        CompletenessColumn("completeness", label=_("Complete")),
        UpdatedAtColumn(),
    ]
    list_filter: ClassVar = {
        "live": ["exact"],
        "owner": ["exact"],
        "level": ["exact"],
        "region": ["exact"],
        "policy_area": ["exact"],
        "evidence": ["exact"],
        "lifecycle": ["exact"],
        "topics": ["exact"],
    }
    list_export: ClassVar = [
        "reference", "title", "locale.language_code", "owner.name_el", "level", "region", "policy_area", "evidence",
        "lifecycle", "in_operation", "start_year", "last_verified_on", "certification_number", "certified_on",
        "certified_until", "live", "completeness.percent",
    ]  # fmt: skip
    export_filename = "best-practices"

    def get_queryset(self, request: HttpRequest) -> QuerySet[BestPractice]:
        """The records with what a row shows, in two statements whatever their number.

        A row's state asks for its schedule and its workflow: Wagtail reads them row by row unless they are there.
        """
        workflows = WorkflowState.objects.active().select_related("current_task_state__task")
        revisions = Revision.objects.filter(
            base_content_type=BestPractice.get_base_content_type(), approved_go_live_at__isnull=False
        )
        scheduled = Exists(revisions.filter(object_id=Cast(OuterRef("pk"), CharField())))
        return (
            BestPractice.objects.select_related("owner", "locale", "latest_revision")
            .prefetch_related(Prefetch("_workflow_states", queryset=workflows, to_attr="_current_workflow_states"))
            .annotate(is_scheduled=scheduled)
            .order_by("-pk")
        )


class TopicViewSet(FoldedSnippets, SnippetViewSet):
    """The topics, in the order in which visitors see them."""

    model = Topic
    icon = "tag"
    list_display: ClassVar = ["name_el", "name_en", "slug"]
    list_per_page = 100
    sort_order_field = "sort_order"


class PracticeGroup(SnippetViewSetGroup):
    """The library's entry of the menu."""

    menu_label = _("Best practices")
    menu_icon = "pick"
    menu_order = 250
    items = (BestPracticeViewSet, TopicViewSet)
