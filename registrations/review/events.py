"""Events at the desk: which there are, and one of them with its seats, who has come, and where to go from it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.domain.states import State
from registrations.models import (
    Attendance,
    Desk,
    JoinLink,
    Registration,
    RegistrationLogEntry,
    Right,
    SeatPool,
    desks_open_to,
    may_at_desk,
)

from .addresses import CHECK_IN, MEETING, NEWS, WORDING, event_url
from .bridge import ModelAdminBridge
from .deciding import ObjectPage
from .permissions import AT_EVENTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

PER_PAGE = 50
LATEST_CHANGES = 10
GRACE = timedelta(days=1)
"""How long after its end an event still stands among those that are on."""

EXPECTED = Count("pools__places", filter=Q(pools__places__state=State.ACCEPTED))
PRESENT = Count(
    "pools__places",
    filter=Q(pools__places__state=State.ACCEPTED, pools__places__attendance=Attendance.ATTENDED),
)


class OfEvents(ModelAdminBridge):
    """What the screens of events have in common: the desks at which this user may do one thing or another."""

    any_permission_required: tuple[str, ...] = AT_EVENTS

    @cached_property
    def in_scope(self) -> QuerySet[Any]:
        """All desks that this user may see."""
        found: QuerySet[Any] = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user,  # type: ignore[attr-defined]  # the view's
            self.any_permission_required,
        )
        return found

    def doors_of(self, desks: Iterable[Desk]) -> dict[int, list[dict[str, Any]]]:
        """Where this user may go from each desk: its registrations, its door, its online meeting. A statement each."""
        keys = [desk.pk for desk in desks]
        user = self.request.user  # type: ignore[attr-defined]  # the view's
        doors: dict[int, list[dict[str, Any]]] = {key: [] for key in keys}
        for right, label, address in (
            (Right.REVIEW, _("Registrations"), _registrations_url),
            (Right.CHECK_IN, _("Check-in"), _door_url),
            (Right.CONFIGURE, _("Online meeting"), _meeting_url),
            (Right.REVIEW, _("Letters to staff"), _news_url),
            (Right.CONFIGURE, _("Wording of letters"), _wording_url),
        ):
            for desk in desks_open_to(user, right).filter(pk__in=keys):
                doors[desk.pk].append({"label": label, "url": address(desk)})
        return doors


class EventIndex(OfEvents, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """The events that are on or to come, the next one first; and on another page those that are over."""

    template_name = "registrations/review/events.html"
    page_title = _("Events")
    http_method_names = ("get", "head", "options")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        over = "over" in self.request.GET
        page = Paginator(self._events(over=over), PER_PAGE).get_page(self.request.GET.get("p"))
        doors = self.doors_of(page)
        return {
            **context,
            "over": over,
            "page": page,
            "events": [{"desk": desk, "url": event_url(desk), "doors": doors[desk.pk]} for desk in page],
        }

    def _events(self, *, over: bool) -> QuerySet[Any]:
        """Those that ended, or those that did not; only what has seats has people."""
        with_seats = self.in_scope.filter(Exists(SeatPool.objects.filter(desk=OuterRef("pk"))))
        known = with_seats.annotate(last=Coalesce("ends_at", "begins_at"), expected=EXPECTED, present=PRESENT)
        grace = timezone.now() - GRACE
        if over:
            return known.filter(last__lt=grace).order_by("-begins_at", "-pk")
        ahead = known.filter(Q(last__gte=grace) | Q(last=None))
        return ahead.order_by(F("begins_at").asc(nulls_last=True), "pk")


class EventScreen(OfEvents, ObjectPage):
    """One event: its sessions with their seats and who has come, and the doors that this user may take."""

    template_name = "registrations/review/event.html"
    http_method_names = ("get", "head", "options")
    object: Desk

    def get_page_title(self) -> str:
        return self.object.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        pools = self.object.pools.annotate(
            expected=Count("places", filter=Q(places__state=State.ACCEPTED)),
            present=Count("places", filter=Q(places__state=State.ACCEPTED, places__attendance=Attendance.ATTENDED)),
        )
        log = RegistrationLogEntry.objects.viewable_by_user(self.request.user).filter(desk=self.object)
        return {
            **context,
            "object": self.object,
            "pools": pools.order_by("begins_at", "pk"),
            "doors": self.doors_of([self.object])[self.object.pk],
            "may_configure": may_at_desk(self.request.user, self.object, Right.CONFIGURE),
            "has_link": JoinLink.objects.filter(desk=self.object).exists(),
            "changes": log.select_related("user").order_by("-timestamp", "-pk")[:LATEST_CHANGES],
        }


class EventAction(OfEvents, ObjectPage):
    """Something that is done at one event; its place among the breadcrumbs is below the event."""

    object: Desk
    action_label: Any

    def trail(self) -> list[dict[str, Any]]:
        return [
            {"url": event_url(self.object), "label": self.object.title},
            {"url": "", "label": capfirst(str(self.action_label))},
        ]

    def get_page_title(self) -> str:
        return f"{self.action_label}: {self.object.title}"


def _registrations_url(desk: Desk) -> str:
    return f"{AdminURLHelper(Registration).index_url}?desk={desk.pk}"


def _door_url(desk: Desk) -> str:
    return event_url(desk, CHECK_IN)


def _news_url(desk: Desk) -> str:
    return event_url(desk, NEWS)


def _wording_url(desk: Desk) -> str:
    return event_url(desk, WORDING)


def _meeting_url(desk: Desk) -> str:
    return event_url(desk, MEETING)
