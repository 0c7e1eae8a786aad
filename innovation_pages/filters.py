"""Filters of a list as plain addresses: `?topic=data&year=2026&unit=3`. What an address should not hold is ignored."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db.models import IntegerField, QuerySet, Value
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext as _

from innovation_pages.practices.facets import Chip
from registrations.public import Organisation, fold

TOPIC, YEAR, UNIT, DELIVERY = "topic", "year", "unit", "delivery"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that a filter can have."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """A question about the items of a list, with the values that some item has."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        """The value that the visitor chose."""
        return next((choice for choice in self.choices if choice.chosen), None)

    @property
    def is_useful(self) -> bool:
        """Whether there is anything to choose."""
        return len(self.choices) > 1 or self.chosen is not None


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters of a list and the items that they leave."""

    filters: tuple[Filter, ...]
    pages: QuerySet[Any]
    others: tuple[QuerySet[Any], ...] = ()
    conditions: tuple[tuple[str, Any], ...] = ()
    """What is asked of the fields of a page."""

    def narrow(self, pages: QuerySet[Any]) -> QuerySet[Any]:
        """Those of the pages that have all the chosen values."""
        for column, value in self.conditions:
            pages = pages.filter(**{column: value})
        return pages

    def leaves_out(self, query: QueryDict) -> bool:
        """Whether the address asks for a value that none of the items has."""
        return any(query.get(one.name) and one.chosen is None for one in self.filters)

    @property
    def useful(self) -> tuple[Filter, ...]:
        """The filters that leave a choice."""
        return tuple(one for one in self.filters if one.is_useful)

    @property
    def query(self) -> str:
        """The chosen values as a part of an address, always in the same order."""
        return self._query()

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chosen values, each with the way back."""
        chosen = ((one, one.chosen) for one in self.filters)
        return tuple(Chip(one.label, value.label, self._query(one.name)) for one, value in chosen if value)

    def _query(self, leave_out: str = "") -> str:
        chosen = ((one.name, one.chosen) for one in self.filters if one.name != leave_out)
        return urlencode([(name, value.value) for name, value in chosen if value])


def filters(
    pages: QuerySet[Any],
    query: QueryDict,
    *,
    day: str | None,
    delivery: bool = False,
    others: Iterable[QuerySet[Any]] = (),
) -> Filters:
    """The filters of these pages, and the pages that are left; `day` names the field whose year counts, if any does.

    `others` are pages of other types that are shown with them: they offer their values too, and are narrowed alike.
    """
    sources = (pages, *others)
    there = [row for source in sources for row in _there(source, day, delivery=delivery)]
    asked = [_filter(TOPIC, _("Topic"), _topics(row[5:] for row in there), query)]
    if day:
        asked.append(_filter(YEAR, _("Year"), _years(row[0] for row in there), query))
    if delivery:
        labels = pages.model._meta.get_field("delivery").choices
        present = {row[1] for row in there}
        values = [(value, str(label)) for value, label in labels if value in present]
        asked.append(_filter(DELIVERY, _("How people attend"), values, query))
    asked.append(_filter(UNIT, _("Unit"), _units(row[2:5] for row in there), query))
    columns: dict[str, tuple[str, Callable[[str], Any]]] = {
        TOPIC: ("filed_under__slug", str),
        YEAR: (f"{day}__year", int),
        DELIVERY: ("delivery", str),
        UNIT: ("unit_id", int),
    }
    chosen = ((columns[one.name], one.chosen.value) for one in asked if one.chosen)
    conditions = tuple((column, kind(value)) for (column, kind), value in chosen)
    left = Filters(filters=tuple(asked), pages=pages, conditions=conditions)
    return replace(left, pages=left.narrow(pages), others=tuple(left.narrow(source) for source in sources[1:]))


def _filter(name: str, label: str, values: Iterable[tuple[str, str]], query: QueryDict) -> Filter:
    wanted = query.get(name, "")
    choices = tuple(Choice(value, words, chosen=value == wanted) for value, words in values)
    return Filter(name=name, label=label, choices=choices)


def _there(pages: QuerySet[Any], day: str | None, *, delivery: bool) -> list[tuple[Any, ...]]:
    """Each combination of year, way to attend, unit and topic that some page has, in one statement."""
    way = "delivery" if delivery else "locale_id"
    unit = ("unit_id", "unit__name_el", "unit__name_en")
    topic = tuple(f"filed_under__{name}" for name in ("slug", "sort_order", "name_el", "name_en"))
    dated = pages.order_by().annotate(year=ExtractYear(day) if day else Value(None, output_field=IntegerField()))
    return list(dated.values_list("year", way, *unit, *topic).distinct())


def _topics(rows: Iterable[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """The topics in the order that editors gave them."""
    topic = apps.get_model("innovation_pages", "Topic")
    found = {row[0]: (row[1] or 0, topic(name_el=row[2], name_en=row[3] or "").name) for row in rows if row[0]}
    ordered = sorted(found.items(), key=lambda pair: (pair[1][0], fold(pair[1][1])))
    return [(slug, name) for slug, (_order, name) in ordered]


def _years(years: Iterable[int | None]) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in sorted({year for year in years if year}, reverse=True)]


def _units(rows: Iterable[tuple[Any, ...]]) -> list[tuple[str, str]]:
    units = {key: Organisation(pk=key, name_el=name_el, name_en=name_en or "") for key, name_el, name_en in rows if key}
    return [(str(key), unit.name) for key, unit in sorted(units.items(), key=lambda pair: fold(pair[1].name))]
