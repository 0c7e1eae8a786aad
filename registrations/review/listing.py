"""What the lists of the desk have in common: the scope, the walk, the filters that fail closed, no stock buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.admin.views.generic.models import IndexView

from registrations.domain.references import read_reference
from registrations.models import desks_open_to
from registrations.text import fold

from .bridge import ModelAdminBridge
from .paging import KeysetPaginator

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest

    from registrations.models import Desk

LONGEST_SEARCH = 200


def says_something(wanted: str) -> bool:
    """Whether a search holds a letter or a digit: a full stop alone stands in every address."""
    return any(character.isalnum() for character in fold(wanted))


def person_named(wanted: str, path: str = "") -> Q:
    """The condition of a search: parts of name, address or reference in any order, without accents and case.

    Nobody for mere dots. A reference is also found as it was heard: with Greek letters, without the hyphen. `path`
    leads to the registration.
    """
    if not says_something(wanted):
        return Q(pk__in=[])
    found = Q()
    for part in fold(wanted).replace("-", " ").split():
        found &= Q(**{f"{path}search_text__contains": part})
    reference = read_reference(wanted)
    return found | Q(**{f"{path}reference": reference}) if reference else found


class DeskListing(ModelAdminBridge, IndexView):
    """A list in Wagtail's own clothes that shows only what is in scope."""

    results_template_name = "registrations/review/listing_results.html"
    paginator_class = KeysetPaginator
    paginate_by = 50
    default_ordering = "-created_at"
    is_searchable = True
    search_backend_name = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Exports are off, except where a list says otherwise."""
        super().setup(request, *args, **kwargs)
        self.is_export = False

    def get_filterset_kwargs(self) -> dict[str, Any]:
        return {**super().get_filterset_kwargs(), "desks": self.desks_to_choose()}

    def desks_to_choose(self) -> QuerySet[Desk]:
        """The events that the filter offers."""
        return desks_open_to(self.request.user)

    def get_base_queryset(self) -> QuerySet[Any]:
        return self.in_scope

    def get_valid_orderings(self) -> list[str]:
        return ["created_at", "-created_at"]

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        sign = "-" if self.ordering.startswith("-") else ""
        return queryset.order_by(self.ordering, f"{sign}pk")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """A filter that is wrong finds nothing; Wagtail's own list would drop it and show everything."""
        if self.filters is not None and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """So does a search that is wrong, or too long to be meant."""
        typed = self.request.GET.get(self.search_kwarg, "")
        if not typed.strip():
            return queryset
        if not self.search_query or len(typed) > LONGEST_SEARCH:
            return queryset.none()
        return self.find(queryset, self.search_query)

    def find(self, queryset: QuerySet[Any], wanted: str) -> QuerySet[Any]:
        """The rows that the search box means."""
        raise NotImplementedError

    def get_edit_url(self, instance: Model) -> None:
        """Nothing is edited here."""

    def get_inspect_url(self, instance: Model) -> str:
        return self.address_of("inspect", instance)

    def get_list_more_buttons(self, instance: Model) -> list[Any]:
        """None: the name is the link."""
        return []

    show_export_buttons = False

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return {
            **context,
            "says_nothing": bool(self.search_query) and not says_something(self.search_query),
            "filters_are_wrong": self.filters is not None and not self.filters.is_valid(),
        }

    def get_paginate_by(self, queryset: QuerySet[Any]) -> int | None:
        return self.paginate_by
