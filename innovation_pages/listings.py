"""One page of a list of `visible` pages: sliced, and with its pictures' renditions read together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet

from .conf import app_settings
from .queries import CARD_PICTURE, as_told, dated_first, fetch_renditions, newest, upcoming_first

LAST = 10_000
"""No list is turned further than this: a larger number in an address asks for this page, and finds the last one."""


@dataclass(frozen=True, slots=True)
class EventSlice:
    """One page of a list of events: those that come, then those that are over or, labs, told about without a date."""

    page_obj: Slice[Any]
    upcoming: tuple[Any, ...]
    past: tuple[Any, ...]


def page_number(number: str) -> int:
    """The page that the visitor asked for, between 1 and `LAST`; the first for nonsense."""
    if not (number.isascii() and number.isdigit()):
        return 1
    digits = number.lstrip("0") or "1"
    return int(digits) if len(digits) < len(str(LAST)) else LAST


def slice_of(pages: QuerySet[Any], number: str) -> Slice[Any]:
    """The page of the list that the visitor asked for; the first for nonsense, the last for too large a number."""
    page_obj = Paginator(pages, app_settings.PAGE_SIZE).get_page(page_number(number))
    items = list(page_obj.object_list)
    page_obj.object_list = items
    fetch_renditions((getattr(item, "lead_image", None) for item in items), CARD_PICTURE)
    return page_obj


def workshops(pages: QuerySet[Any], *, now: datetime, number: str) -> EventSlice:
    """One page of workshops, upcoming first."""
    return _events(slice_of(upcoming_first(pages, now), number), "is_past")


def labs(pages: QuerySet[Any], *, now: datetime, number: str) -> EventSlice:
    """One page of labs: dated ones first, those without a date by their publication."""
    return _events(slice_of(dated_first(pages, now), number), "stage")


def _events(page_obj: Slice[Any], past: str) -> EventSlice:
    """The events of a page in two groups; `past` names what is false of those that come."""
    items = as_told(page_obj.object_list)
    return EventSlice(
        page_obj=page_obj,
        upcoming=tuple(item for item in items if not getattr(item, past)),
        past=tuple(item for item in items if getattr(item, past)),
    )


def news(pages: QuerySet[Any], *, number: str) -> Slice[Any]:
    """One page of news, the latest first."""
    return slice_of(newest(pages), number)
