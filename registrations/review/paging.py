"""Pages of a long list that cost the same however far one walks: each begins after the last row of the one before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.paginator import WagtailPaginator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

COUNT_LIMIT = 10_000
"""Counts are exact up to here, then "more than"."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where a page begins: its number, whether to read forwards or backwards, and the row it begins after.

    The instant is in microseconds since 1970, whole, so that no row is skipped by rounding.
    """

    number: int
    forwards: bool
    instant: int
    key: int

    def __str__(self) -> str:
        return f"{self.number}{'n' if self.forwards else 'p'}{self.instant}-{self.key}"

    @classmethod
    def after(cls, row: Any, field: str, *, number: int, forwards: bool) -> Self:
        """The bookmark of the page that follows (or precedes) `row`."""
        instant = (getattr(row, field) - _EPOCH) // timedelta(microseconds=1)
        return cls(number, forwards, instant, row.pk)

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """The bookmark in a query string; None for anything else, which means the first page."""
        whole = str(text or "")
        sign = "n" if "n" in whole else "p"
        number, _sign, rest = whole.partition(sign)
        instant, _dash, key = rest.partition("-")
        parts = (number, instant, key)
        if not all(part.isascii() and part.isdigit() and len(part) <= _LONGEST_NUMBER for part in parts):
            return None
        found = cls(max(int(number), 1), sign == "n", int(instant), int(key))
        return found if found.moment is not None else None

    @property
    def moment(self) -> datetime | None:
        """The instant; None when no calendar has it."""
        try:
            return _EPOCH + timedelta(microseconds=self.instant)
        except OverflowError:
            return None


class KeysetPage:
    """One page; it answers what Wagtail's listing asks of a page, with bookmarks for page numbers."""

    def __init__(self, rows: Sequence[Any], paginator: KeysetPaginator, *, number: int, before: bool, after: bool):
        self.object_list = rows
        self.paginator = paginator
        self.number = number
        self._before, self._after = before, after

    def __iter__(self) -> Any:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)

    def has_previous(self) -> bool:
        return self._before

    def has_next(self) -> bool:
        return self._after

    def has_other_pages(self) -> bool:
        return self._before or self._after

    def previous_page_number(self) -> str:
        """The bookmark of the page before this one."""
        return str(self.paginator.bookmark(self.object_list[0], number=max(self.number - 1, 1), forwards=False))

    def next_page_number(self) -> str:
        """The bookmark of the page after this one."""
        return str(self.paginator.bookmark(self.object_list[-1], number=self.number + 1, forwards=True))


class KeysetPaginator(WagtailPaginator):
    """Walks a queryset that is ordered by an instant and the key in the same direction (`-created_at`, `-pk`)."""

    def __init__(self, object_list: QuerySet[Any], per_page: int, **_options: Any) -> None:
        super().__init__(object_list, per_page)
        first = str(object_list.query.order_by[0])
        self.field, self.descending = first.lstrip("-"), first.startswith("-")

    @cached_property
    def count(self) -> int:
        """How many rows there are, or one more than `COUNT_LIMIT`."""
        return int(self.object_list.order_by()[: COUNT_LIMIT + 1].count())

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.count > COUNT_LIMIT

    @cached_property
    def items_count_label(self) -> str:
        """How many rows, in words."""
        if self.is_capped:
            return _("More than %(count)s") % {"count": f"{COUNT_LIMIT:,}".replace(",", "\u202f")}
        return ngettext("%(count)d in all", "%(count)d in all", self.count) % {"count": self.count}

    def bookmark(self, row: Any, *, number: int, forwards: bool) -> Bookmark:
        """The bookmark of the page after or before `row`."""
        return Bookmark.after(row, self.field, number=number, forwards=forwards)

    def get_page(self, number: Any) -> KeysetPage:
        """The page at a bookmark; the first page for anything that is none."""
        mark = Bookmark.read(number)
        if mark is None:
            return self._first()
        forwards = mark.forwards
        rows = self._walk(mark)
        if not rows:
            return self._first()
        more, rows = len(rows) > self.per_page, rows[: self.per_page]
        if not forwards:
            rows.reverse()
            if not more:
                return self._first()
        return KeysetPage(rows, self, number=mark.number, before=forwards or more, after=more or not forwards)

    def get_elided_page_range(self, page_number: Any) -> list[int]:
        """No page numbers: only back and forth."""
        return []

    def _first(self) -> KeysetPage:
        rows = list(self.object_list[: self.per_page + 1])
        more = len(rows) > self.per_page
        return KeysetPage(rows[: self.per_page], self, number=1, before=False, after=more)

    def _walk(self, mark: Bookmark) -> list[Any]:
        """One row more than a page, from the bookmark on; backwards the nearest comes first."""
        downwards = self.descending is mark.forwards
        side, moment = "lt" if downwards else "gt", mark.moment
        same = Q(**{self.field: moment, f"pk__{side}": mark.key})
        beyond = Q(**{f"{self.field}__{side}e": moment}) & (Q(**{f"{self.field}__{side}": moment}) | same)
        rows = self.object_list.filter(beyond)
        sign = "-" if downwards else ""
        return list(rows.order_by(f"{sign}{self.field}", f"{sign}pk")[: self.per_page + 1])
