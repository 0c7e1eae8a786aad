"""Which registrations a bulk decision is about: those ticked, or all of the list, as far as they are in scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from registrations.conf import app_settings
from registrations.models import Right, desks_open_to, visible_registrations

from .filters import RegistrationFilters
from .index import ROW_PARTS, find
from .listing import LONGEST_SEARCH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from registrations.models import Registration

_LONGEST_ID = 18


class Choice:
    """What a request chose. Ids are looked up in the scope of its user and nowhere else."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.scope = visible_registrations(request.user, Right.REVIEW)

    @cached_property
    def seen(self) -> dict[int, int]:
        """What the page showed when the decision was taken: versions by id. Empty before it was shown."""
        return read_seen(self.request.POST)

    @cached_property
    def ticked(self) -> list[int]:
        """The ids in the address; those that are none are left out."""
        return [int(key) for key in self.request.GET.getlist("id") if _is_number(key)]

    @property
    def is_all(self) -> bool:
        """Whether all that the list shows were asked for, not only those ticked."""
        return "all" in self.request.GET.getlist("id")

    @cached_property
    def found(self) -> list[Registration]:
        """Those asked for, in the order they came in, at most one more than may be decided at once.

        Once the page was shown, those that it showed: nobody is decided on who came in meanwhile.
        """
        if self.request.method == "POST":
            asked = self.scope.filter(pk__in=list(self.seen))
        else:
            asked = listed(self.request, self.scope) if self.is_all else self.scope.filter(pk__in=self.ticked)
        together = asked.select_related("desk").prefetch_related(*ROW_PARTS)
        return list(together.order_by("created_at", "pk")[: app_settings.BULK_LIMIT + 1])

    @property
    def taken(self) -> list[Registration]:
        """Those that will be decided on."""
        return self.found[: app_settings.BULK_LIMIT]

    @property
    def is_capped(self) -> bool:
        """Whether more were asked for than may be decided at once."""
        return len(self.found) > app_settings.BULK_LIMIT

    @cached_property
    def number_out_of_scope(self) -> int:
        """How many of the ticked ones are somebody else's, or gone: never loaded, never named."""
        if self.is_all or self.request.method == "POST":
            return 0
        return len(set(self.request.GET.getlist("id"))) - self.scope.filter(pk__in=self.ticked).count()


def write_seen(registrations: list[Registration]) -> str:
    """Ids and versions, for the hidden field of the page that shows them."""
    return ",".join(f"{one.pk}:{one.version}" for one in registrations)


def read_seen(posted: Mapping[str, Any]) -> dict[int, int]:
    """Versions by id from that field; what is none is left out."""
    parts = str(posted.get("seen", "")).split(",")[: app_settings.BULK_LIMIT]
    pairs = [part.partition(":") for part in parts]
    return {int(key): int(version) for key, _colon, version in pairs if _is_number(key) and _is_number(version)}


def listed(request: HttpRequest, scope: QuerySet[Registration]) -> QuerySet[Registration]:
    """What the list shows with the filters and the search of this address; nothing where one of them is wrong."""
    typed = request.GET.get("q", "").strip()
    filters = RegistrationFilters(request.GET, queryset=scope, request=request, desks=desks_open_to(request.user))
    if not filters.is_valid() or "\x00" in typed or len(typed) > LONGEST_SEARCH:
        return scope.none()
    found: QuerySet[Registration] = filters.qs
    return find(found, typed) if typed else found


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _LONGEST_ID
