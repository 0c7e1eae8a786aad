"""The filter drawers of the desk's lists. Choices hold only what the user may see, and a wrong value finds nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import django_filters
from django.db.models import OuterRef, Subquery
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from registrations.domain.states import ActorKind
from registrations.models import (
    Desk,
    DeskChange,
    Message,
    Notice,
    NoticeKind,
    NoticeState,
    Place,
    Registration,
    SeatPool,
)
from registrations.models.labels import NATURE_LABELS, STATE_LABELS

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict


ANSWERED, OPEN = "answered", "open"


class EventField(django_filters.fields.ModelChoiceField):
    """Names an event with its day where it is held, as several have the same title."""

    def label_from_instance(self, obj: Desk) -> str:
        if obj.begins_at is None:
            return obj.title
        return f"{obj.title} ({obj.begins_at.astimezone(ZoneInfo(obj.zone)):%d/%m/%Y})"


class EventFilter(django_filters.ModelChoiceFilter):
    """Chooses one event."""

    field_class = EventField


class SessionField(django_filters.fields.ModelChoiceField):
    """Names a session; after its event, where several events have some."""

    def __init__(self, *args: Any, names_event: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names_event = names_event

    def label_from_instance(self, obj: SeatPool) -> str:
        return f"{obj.desk.title}: {obj.title}" if self.names_event else obj.title


class SessionFilter(django_filters.ModelChoiceFilter):
    """Finds the registrations that claim a seat in a session."""

    field_class = SessionField

    def filter(self, qs: QuerySet[Any], value: SeatPool | None) -> QuerySet[Any]:
        return qs.filter(pk__in=Place.objects.filter(pool=value).values("registration")) if value else qs


class DeskFilters(WagtailFilterSet):
    """Offers the events that it is given, and none else."""

    desk = EventFilter(label=_("Event"))  # its queryset comes with the request

    def __init__(self, data: QueryDict, *args: Any, desks: QuerySet[Desk], **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.filters["desk"].extra["queryset"] = desks

    class Meta:
        fields: tuple[str, ...] = ()


class RegistrationFilters(DeskFilters):
    """State, event, session, and the days on which a registration came in."""

    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=[(state.value, label) for state, label in STATE_LABELS.items()],
        widget=CheckboxSelectMultiple,
    )
    session = SessionFilter(label=_("Session"))
    question = django_filters.ChoiceFilter(
        label=_("Question to the applicant"),
        choices=[(ANSWERED, _("Answered")), (OPEN, _("Waits for the answer"))],
        method="last_word",
    )
    created_at = django_filters.DateFromToRangeFilter(label=_("Received"), widget=DateRangePickerWidget)

    def __init__(self, data: QueryDict, *args: Any, desks: QuerySet[Desk], **kwargs: Any) -> None:
        sessions = _sessions(desks, data.get("desk", ""))
        super().__init__(_without_foreign_session(data, sessions), *args, desks=desks, **kwargs)
        self.filters["session"].extra.update(queryset=sessions, names_event=not data.get("desk"))

    def last_word(self, queryset: QuerySet[Registration], _name: str, value: str) -> QuerySet[Registration]:
        """Those whose last message is the person's, or that of staff."""
        side = ActorKind.PERSON if value == ANSWERED else ActorKind.STAFF
        last = Message.objects.filter(registration=OuterRef("pk")).newest_first().values("side")[:1]
        return queryset.annotate(last_word=Subquery(last)).filter(last_word=side)

    class Meta:
        model = Registration
        fields: tuple[str, ...] = ()


class LetterFilters(DeskFilters):
    """Fate, kind and event of a letter."""

    state = django_filters.MultipleChoiceFilter(
        label=_("Fate"), choices=NoticeState.choices, widget=CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Letter"), choices=NoticeKind.choices, widget=CheckboxSelectMultiple
    )

    class Meta:
        model = Notice
        fields: tuple[str, ...] = ()


class ChangeFilters(DeskFilters):
    """What a change means, and whose it is."""

    nature = django_filters.MultipleChoiceFilter(
        label=_("What it means"),
        choices=[(nature.value, label) for nature, label in NATURE_LABELS.items()],
        widget=CheckboxSelectMultiple,
    )

    class Meta:
        model = DeskChange
        fields: tuple[str, ...] = ()


def _without_foreign_session(data: QueryDict, sessions: QuerySet[SeatPool]) -> QueryDict:
    """The choice as it is meant once another event was chosen: the session of the one before does not stay."""
    chosen = data.get("session", "")
    if not data.get("desk") or not _is_key(chosen) or sessions.filter(pk=chosen).exists():
        return data
    kept = data.copy()
    del kept["session"]
    return kept


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _sessions(desks: QuerySet[Desk], event: str) -> QuerySet[SeatPool]:
    """The sessions of the event that is chosen, or of all of them."""
    pools = SeatPool.objects.exclude(session_key="").filter(desk__in=desks).select_related("desk")
    pools = pools.order_by("desk__title", "begins_at", "pk")
    return pools.filter(desk_id=int(event)) if _is_key(event) else pools
