"""The list of registrations, and the files that are made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets.button import Button

from registrations.domain.states import State
from registrations.models import Place, Registration, Right, desks_open_to, may_at_desk, visible_registrations
from registrations.outputs.exporters import door_exporters, own_exporters
from registrations.queries.door import expected_at
from registrations.queries.unshown import desks_without_notice
from registrations.text import without_controls

from .columns import (
    NameColumn,
    TagColumn,
    TwoLineColumn,
    number_of_people,
    presence_of,
    received,
    sessions_of,
    state_kind,
    state_word,
)
from .door_list import door_list, hand_out
from .exports import content_type, handed_out, stream
from .filters import RegistrationFilters
from .listing import DeskListing, person_named
from .members import nominated
from .moves import open_moves
from .paging import COUNT_LIMIT
from .permissions import EXPORT, REVIEW, may_somewhere

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from registrations.models import Desk
    from registrations.outputs.exporters import DoorExporter, Exporter

ROW_PARTS = (Prefetch("places", queryset=Place.objects.select_related("pool").order_by("pk")), "attendees")


def find(registrations: QuerySet[Registration], wanted: str) -> QuerySet[Registration]:
    """The registrations that a search means."""
    return registrations.filter(person_named(wanted))


def what_for(registration: Registration) -> str:
    """The second line of a row: the body with its members, or the sessions."""
    return nominated(registration) or sessions_of(registration)


class RegistrationIndex(DeskListing):
    """Who registered, for those who review; and for those who may export, a file of them."""

    any_permission_required = (REVIEW, EXPORT)
    template_name = "registrations/review/index.html"
    filterset_class = RegistrationFilters
    page_title = _("Registrations")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """An export has an address of its own: the results of a search, which scripts fetch, hold none."""
        super().setup(request, *args, **kwargs)
        wanted = request.GET.get("export")
        known = wanted in self.FORMATS or wanted in own_exporters() or wanted in door_exporters()
        self.is_export = known and not self.results_only
        self.show_export_buttons = self.may_export

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied for an export without the right to it."""
        if self.is_export and not self.may_export:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def may_export(self) -> bool:
        """Whether this user may export anywhere."""
        return may_somewhere(self.request.user, Right.EXPORT)

    @cached_property
    def right(self) -> Right:
        """The right by which this answer is scoped."""
        return Right.EXPORT if self.is_export else Right.REVIEW

    def desks_to_choose(self) -> QuerySet[Desk]:
        """Those of the answer's scope; who may only export chooses among what may be exported."""
        reviews = may_somewhere(self.request.user, Right.REVIEW)
        return desks_open_to(self.request.user, self.right if reviews else Right.EXPORT)

    def get_base_queryset(self) -> QuerySet[Registration]:
        found = visible_registrations(self.request.user, self.right)
        return found.select_related("desk", "organisation").prefetch_related(*ROW_PARTS)

    def find(self, queryset: QuerySet[Registration], wanted: str) -> QuerySet[Registration]:
        return find(queryset, wanted)

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(NameColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="registration"),
            title(
                "name",
                label=capfirst(_("name")),
                get_url=self.get_inspect_url,
                get_title_id=lambda row: f"registration_{row.pk}_title",
                people=number_of_people,
            ),
            TwoLineColumn("desk.title", label=_("Event"), second=what_for, classname="rg-wide"),
            TagColumn("state", label=_("State"), accessor=state_word, kind=state_kind, second=presence_of),
            Column(
                "created_at",
                label=_("Received"),
                accessor=received,
                sort_key="created_at",
                width="14%",
                classname="rg-wide",
            ),
        ]

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """The decisions that are open for a registration, each a page that asks before it acts."""
        address = self.address_of("decide", instance)
        return [
            Button(move.verb, url=f"{address}?to={move.to}", icon_name=move.icon, priority=number)
            for number, move in enumerate(open_moves(instance.places.all(), instance.desk))
        ]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's own, one for each kind of file beside them, and with one event chosen its papers for the door."""
        buttons: list[Any] = super().header_more_buttons
        if not self.may_export:
            return buttons
        more: list[Exporter | DoorExporter] = [*own_exporters().values()]
        desk = self._one_desk()
        if desk is not None and may_at_desk(self.request.user, desk, Right.EXPORT):
            more += door_exporters().values()
        return buttons + [Button(one.label, url=self.get_export_url(one.kind), icon_name="download") for one in more]

    def get_export_url(self, format: str) -> str:  # noqa: A002 — Wagtail's name
        """The address of the list itself, also where a script asks for its results only."""
        chosen = self.request.GET.copy()
        for name in (self.page_kwarg, "_w_filter_fragment"):
            chosen.pop(name, None)
        chosen["export"] = format
        return f"{self.index_url}?{chosen.urlencode()}"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        waiting = visible_registrations(self.request.user).filter(state=State.IN_REVIEW).order_by()
        number = waiting[: COUNT_LIMIT + 1].count()
        queue = self.request.GET.getlist("state") == [State.IN_REVIEW.value]
        return {
            **context,
            "unshown": desks_without_notice(self.desks_to_choose(), timezone.now()),
            "number_waiting": min(number, COUNT_LIMIT),
            "more_waiting": number > COUNT_LIMIT,
            "shows_queue": queue,
            "queue_url": f"{self.index_url}?state={State.IN_REVIEW.value}",
            "may_decide": may_somewhere(self.request.user, Right.REVIEW),
            "only_exports": not may_somewhere(self.request.user, Right.REVIEW),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.is_export:
            return self.as_file(request.GET["export"])
        return super().get(request, *args, **kwargs)

    def as_file(self, kind: str) -> HttpResponseBase:
        """The filtered list as a file; of one event, its accepted people as a paper for the door."""
        registrations = self.get_queryset()
        paper = door_exporters().get(kind)
        if paper is not None:
            return self._for_the_door(paper, registrations)
        return handed_out(
            self.request,
            lambda: stream(kind, self._one_desk(), registrations),
            name="registrations",
            kind=kind,
            content_type=content_type(kind),
            chosen=self._chosen(),
            count=registrations.order_by().count,
        )

    def _for_the_door(self, paper: DoorExporter, registrations: QuerySet[Registration]) -> HttpResponseBase:
        """Raises Http404 where no event is chosen."""
        desk = self._one_desk()
        if desk is None:
            raise Http404
        session = self.filters.form.cleaned_data.get("session")
        pools = [session] if session else list(desk.pools.order_by("begins_at", "pk"))
        shown = set(registrations.order_by().values_list("pk", flat=True))
        places = [place for place in expected_at(pools) if place.registration_id in shown]
        return hand_out(self.request, paper, door_list(desk, pools, places), chosen=self._chosen())

    def _one_desk(self) -> Desk | None:
        """The event that the filter names: its questions become columns."""
        if self.filters is None or not self.filters.is_valid():
            return None
        desk: Desk | None = self.filters.form.cleaned_data.get("desk")
        return desk

    def _chosen(self) -> dict[str, Any]:
        """How the list was filtered, without what was searched for: that may be somebody's name.

        Nor what no filter understands: such a list is empty, and the log is no place for whatever somebody types.
        """
        named = {"state", "question", "desk", "session", "created_at_from", "created_at_to"}
        understood = self.filters is not None and self.filters.is_valid()
        asked = self.request.GET.lists() if understood else ()
        chosen = {name: [without_controls(value) for value in values] for name, values in asked if name in named}
        return {
            "filter": {name: values for name, values in chosen.items() if any(values)},
            "searched": bool(self.search_query),
        }
