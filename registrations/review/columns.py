"""The cells of the desk's lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.admin.ui.tables import Column, TitleColumn

from registrations.domain.states import State
from registrations.models import AttendeeEnding, NoticeState
from registrations.models.labels import STATE_KINDS, presence, state_label
from registrations.queries.own_data import OWN_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable

FATE_KINDS: dict[str, str] = {
    NoticeState.QUEUED: "neutral",
    NoticeState.IN_FLIGHT: "neutral",
    NoticeState.RETRY: "warn",
    NoticeState.WITHHELD: "warn",
    NoticeState.SENT: "good",
    NoticeState.FAILED: "bad",
    NoticeState.BOUNCED: "bad",
    NoticeState.ABORTED: "neutral",
}
"""How the fate of a letter is coloured, together with its word."""

_ADDRESS = re.compile(r"([^\s<>@\"',;:()\[\]])[^\s<>@\"',;:()\[\]]*@")


def masked(text: str) -> str:
    """`text` with every e-mail address in it cut to its first letter and its host."""
    return _ADDRESS.sub(r"\1***@", text)


class NameColumn(TitleColumn):
    """The name as a link, with the reference under it."""

    cell_template_name = "registrations/review/name_cell.html"

    def __init__(self, *args: Any, people: Callable[[Any], int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "people": self.people(instance) if self.people else 0}


class TwoLineColumn(Column):
    """A value with something smaller under it."""

    cell_template_name = "registrations/review/two_line_cell.html"

    def __init__(self, *args: Any, second: Callable[[Any], str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.second = second

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "second": self.second(instance)}


class TagColumn(Column):
    """A word in a coloured tag, with something smaller under it; `kind` is the colour: neutral, good, warn or bad."""

    cell_template_name = "registrations/review/tag_cell.html"

    def __init__(
        self, *args: Any, kind: Callable[[Any], str], second: Callable[[Any], str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.second = kind, second

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "kind": self.kind(instance), "second": self.second(instance) if self.second else ""}


def received(row: Any) -> str:
    """Day and time of a row's `created_at`, on the clock of the reader."""
    return date_format(localtime(row.created_at), "SHORT_DATETIME_FORMAT")


def state_word(row: Any) -> str:
    """The word for the state of a registration or place."""
    return state_label(row.state)


def state_kind(row: Any) -> str:
    """The colour of the state of a registration or place."""
    return STATE_KINDS[State(row.state)]


def sessions_of(registration: Any) -> str:
    """The sessions that a registration claims seats in; empty where the event has none. Needs prefetched places."""
    titles = [place.pool.title for place in registration.places.all() if place.pool.title]
    return ", ".join(dict.fromkeys(titles))


def people_of(registration: Any) -> list[Any]:
    """The person who registered and the companions, those of today first. Needs prefetched attendees."""
    own = [one for one in registration.attendees.all() if one.role in OWN_ROLES]
    return sorted(own, key=lambda one: (one.has_left, one.pk))


def number_of_people(registration: Any) -> int:
    """How many people come with a registration. Needs prefetched attendees."""
    return sum(not one.has_left for one in people_of(registration))


def names_of_people(registration: Any) -> str:
    """Who comes with a registration; who has cancelled says so. Needs prefetched attendees."""
    cancelled = AttendeeEnding.CANCELLED.label
    return "; ".join(f"{one.name} ({cancelled})" if one.has_left else one.name for one in people_of(registration))


def presence_of(registration: Any) -> str:
    """Who of a registration has come and since when, by session and person where there are several.

    Needs prefetched places and attendees.
    """
    places = registration.places.all()
    sessions = len({place.pool_id for place in places}) > 1
    names = {one.pk: one.name for one in people_of(registration)}
    told = []
    for place in places:
        parts = [place.pool.title if sessions else "", names.get(place.attendee_id, "") if len(names) > 1 else ""]
        label = ", ".join(part for part in parts if part)
        told.append((label, presence(place)))
    return "; ".join(f"{label}: {words}" if label else words for label, words in told if words)
