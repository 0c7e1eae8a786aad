"""Lists of events: filters, a month calendar and a calendar file that hold the events of the whole site."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from wagtail.url_routing import RouteResult

from innovation_pages import feeds, months
from innovation_pages.filters import DELIVERY, TOPIC, UNIT, YEAR, Filters, filters
from innovation_pages.queries import visible, with_day

from .base import ListingPage

MONTH = "month"


class EventListingPage(ListingPage):
    """A list of one type of events (`EventFields`, `TopicFields`): its only `subpage_types`. Filters are addresses.

    Its month (`?month=2026-01`) and its calendar file (`ics/`) also hold the events of the other lists beside it: who
    looks at a month wants to know all that happens.
    """

    own_words = frozenset({feeds.CALENDAR})
    in_every_language = (MONTH, TOPIC, YEAR, DELIVERY, UNIT)

    class Meta:
        abstract = True

    @classmethod
    def event_type(cls) -> Any:
        """The type of its pages."""
        (kind,) = cls.allowed_subpage_models()
        return kind

    def child_pages(self) -> models.QuerySet[Any]:
        found: models.QuerySet[Any] = self.event_type().objects.child_of(self)
        return found

    def filtered(self, request: HttpRequest, *, beside: bool = False, in_month: bool = False) -> Filters:
        """The filters of the list with the events that they leave, and on demand those of the lists beside it.

        A value that only the other lists have, chosen in the month, counts here too: then nothing is left. A month has
        its year already, and is asked for no other.
        """
        own, day = with_day(visible(self.child_pages())), None if in_month else "day"
        left = filters(own, request.GET, day=day, delivery=True, others=self._others() if beside else ())
        if not beside and left.leaves_out(request.GET):
            return self.filtered(request, beside=True)
        return left

    def _others(self) -> list[models.QuerySet[Any]]:
        """The events of the other types below the same page."""
        above = self.path[: -self.steplen]
        lists: list[Any] = [kind for kind in EventListingPage.__subclasses__() if not isinstance(self, kind)]
        return [with_day(visible(kind.event_type().objects.filter(path__startswith=above))) for kind in lists]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        first = months.first_day(request.GET.get(MONTH, ""), timezone.localdate())
        is_month = first is not None
        context["filters"] = left = self.filtered(request, beside=is_month, in_month=is_month)
        if first is None:
            return {**context, **self.listed(left, request)}
        return {
            **context,
            "month": months.month((left.pages, *left.others), first),
            "month_shown": f"{first:%Y-%m}",
        }

    def listed(self, left: Filters, request: HttpRequest) -> dict[str, Any]:
        """What the template of the list needs: one page of the events that are left."""
        raise NotImplementedError

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Take `ics` after the list's own address for its events as a calendar file."""
        if self.live and path_components == [feeds.CALENDAR]:
            return RouteResult(self, kwargs={"as_calendar": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_calendar: bool = False, **kwargs: Any) -> HttpResponse:
        if as_calendar:
            return feeds.events_calendar(self, self.filtered(request, beside=True), request)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        return response
