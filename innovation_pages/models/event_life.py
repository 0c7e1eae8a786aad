"""What becomes of an event: expected in some month, held as planned, moved, postponed or cancelled."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Protocol
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from innovation_pages.life import RESCHEDULED
from registrations.public import (
    HOURS_OF_DESK,
    EventStatus,
    Precision,
    day_and_hours_text,
    last_day_of,
    period,
    vague_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from registrations.public import Told


class DatePrecision(models.TextChoices):
    """How exactly the date of an event is known; the vague values are those of `Precision`."""

    EXACT = "exact", _("Day and hours, as above")
    EARLY = Precision.EARLY.value, _("The beginning of a month")
    MID = Precision.MID.value, _("The middle of a month")
    LATE = Precision.LATE.value, _("The end of a month")
    MONTH = Precision.MONTH.value, _("A month")
    QUARTER = Precision.QUARTER.value, _("A quarter of a year")


class EventState(models.TextChoices):
    """Whether an event is held; the values are those of `EventStatus`."""

    SCHEDULED = EventStatus.SCHEDULED.value, pgettext_lazy("event", "As planned")
    POSTPONED = EventStatus.POSTPONED.value, pgettext_lazy("event", "Postponed")
    CANCELLED = EventStatus.CANCELLED.value, pgettext_lazy("event", "Cancelled")


class Sessions(Protocol):
    """Whatever has sessions."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[Any]: ...


class EventLife(models.Model):
    """How an event stands, for templates, listings, feeds and structured data. Part of `EventFields`.

    For who builds structured data (schema.org):

    * `event_status` is `"scheduled"`, `"rescheduled"` (held on another day than was announced first), `"postponed"`
      (no new date, or only a rough one) or `"cancelled"`.
    * `previous_begins_at` and `previous_ends_at` are the hours before the last announced change of date (aware
      datetimes, UTC), else None: the `previousStartDate` of an event that was rescheduled or postponed.
    * `begins_at` is None for an event that is only *expected*: then `expected_text` says when («μέσα Σεπτεμβρίου
      2027»), `expected_on` is the last day of that period and `is_expected` is true. Such an event has no hours.

    They are read from the desk (`told`), which the page reads anyway; cards in lists use `card_status`.
    """

    date_precision = models.CharField(
        _("how exactly the date is known"), max_length=10, choices=DatePrecision.choices, default=DatePrecision.EXACT
    )
    expected_on = models.DateField(
        _("a day in the expected period"),
        null=True,
        blank=True,
        help_text=_("Any day of the month, part of the month or quarter. Leave begin and end empty then."),
    )
    event_state = models.CharField(
        _("is it held?"),
        max_length=12,
        choices=EventState.choices,
        default=EventState.SCHEDULED,
        help_text=_("A postponed event has no hours until the new date is known. Say why on the Registration tab."),
    )

    needs_date: ClassVar[bool] = True
    """Whether the page cannot be published without a day or an expected period."""

    life_panels: ClassVar = [
        FieldRowPanel([FieldPanel("date_precision"), FieldPanel("expected_on")]),
        FieldPanel("event_state"),
    ]

    if TYPE_CHECKING:
        begins_at: datetime | None
        ends_at: datetime | None
        zone: str

        @property
        def told(self) -> Told: ...

        pk: int
        sessions: Sessions

    class Meta:
        abstract = True

    @property
    def is_vague(self) -> bool:
        """Only a period is known, no day."""
        return self.date_precision != DatePrecision.EXACT and self.expected_on is not None

    @property
    def has_no_day(self) -> bool:
        """Postponed, or expected in a period: neither the event nor its sessions have hours that count."""
        return self.is_vague or self.event_state == EventState.POSTPONED

    @property
    def is_expected(self) -> bool:
        """The event is to come, in a period that is not over and without a day."""
        return (
            self.is_vague
            and self.event_state != EventState.CANCELLED
            and self.expected_period[1] >= timezone.localdate()
        )

    @property
    def expected_period(self) -> tuple[date, date]:
        """The first and last day of the expected period. Raises ValueError for an event with a day."""
        if self.expected_on is None:
            raise ValueError("The event has a day.")
        return period(self.expected_on, Precision(self.date_precision))

    def expected_text(self, language: str) -> str:
        """The period, «μέσα Σεπτεμβρίου 2027»; empty for an event with a day."""
        if not self.is_vague or self.expected_on is None:
            return ""
        return vague_text(self.expected_on, Precision(self.date_precision), language)

    @property
    def current_state(self) -> str:
        """Scheduled, postponed or cancelled: as the page says that leads the desk, also on its translations."""
        told = self.told
        leads = told.leading_page_id in {None, self.pk}
        return str(self.event_state if leads or told.status == EventStatus.SCHEDULED else told.status.value)

    @property
    def shown_begins_at(self) -> datetime | None:
        """The begin that the facts show: none of a postponed event, also on a translation that was not edited yet."""
        return None if self.current_state == EventState.POSTPONED else self.begins_at

    def take_hours(
        self,
        *,
        begins_at: datetime | None,
        ends_at: datetime | None,
        zone: str,
        expected_on: date | None,
        precision: str,
    ) -> None:
        """Show these hours in place of the page's own. Such a page is drawn, and not saved."""
        self.begins_at, self.ends_at, self.zone = begins_at, ends_at, zone
        self.expected_on, self.date_precision = expected_on, precision or DatePrecision.EXACT

    def take_hours_of_leader(self) -> None:
        """Show the hours of the desk where the page of another language leads it, also those of its sessions: nobody
        may have edited this page since the event was moved. Nothing of a page that leads, or has no desk.
        """
        now = self.told.now
        if now is None or self.told.leading_page_id in {None, self.pk}:
            return
        self.take_hours(**{name: getattr(now, name) for name in HOURS_OF_DESK})
        for session in self.sessions:
            known = self.told.sessions.get(str(session.id))
            if known is not None and (known.begins_at is not None or self.current_state == EventState.POSTPONED):
                session.value["begins"], session.value["ends"] = known.begins_at, known.ends_at

    @property
    def event_status(self) -> str:
        """Scheduled, rescheduled, postponed or cancelled."""
        state = self.current_state
        moved = state == EventState.SCHEDULED and self.previous_begins_at is not None and self.begins_at is not None
        return RESCHEDULED if moved else state

    @property
    def previous_begins_at(self) -> datetime | None:
        """When it was to begin, before the last announced change of date."""
        return self.told.old.begins_at if self.told.old is not None else None

    @property
    def previous_ends_at(self) -> datetime | None:
        """When it was to end, before the last announced change of date."""
        return self.told.old.ends_at if self.told.old is not None else None

    def previous_text(self, language: str) -> str:
        """Day and hours before the last announced change, in the zone of that time; empty where there was none."""
        old = self.told.old
        if old is None or old.begins_at is None:
            return ""
        zone = ZoneInfo(old.zone)
        return day_and_hours_text(
            old.begins_at.astimezone(zone), old.ends_at.astimezone(zone) if old.ends_at else None, language
        )

    def life_reason(self, language: str) -> str:
        """Why the event changed, as was announced; else as the page itself says (a draft, or nobody had registered)."""
        told = self.told.reason_in(language)
        own = getattr(self, "registration_change_reason", "") if self.event_state != EventState.SCHEDULED else ""
        return str(own or told).strip()

    @property
    def card_status(self) -> str:
        """Cancelled, postponed or expected, for a card; empty for an event that is held as planned.

        A list adds `desk_status` to its pages, so that a translation that was not edited yet tells the same.
        """
        told: str = getattr(self, "desk_status", None) or ""
        state = next((one for one in (self.event_state, told) if one not in {"", EventState.SCHEDULED}), "")
        return str(state or ("expected" if self.is_expected else ""))

    @property
    def card_begins_at(self) -> datetime | None:
        """The begin for a card, a month and a calendar: none of a postponed event, as in `shown_begins_at`."""
        return None if self.card_status == EventState.POSTPONED else self.begins_at

    @property
    def card_tag(self) -> str:
        """The word for `card_status`; empty where there is nothing to say."""
        return str(CARD_WORDS[self.card_status]) if self.card_status else ""

    def clean(self) -> None:
        """Refuse an expected date with hours, and keep the last day of the period that is expected."""
        super().clean()
        vague = self.date_precision != DatePrecision.EXACT
        if vague and self.expected_on is not None:
            self.expected_on = last_day_of(self.expected_on, Precision(self.date_precision))
        if not vague:
            self.expected_on = None
        errors: dict[str, Any] = {}
        if (vague or self.event_state == EventState.POSTPONED) and (self.begins_at or self.ends_at):
            errors["begins_at"] = ValidationError(
                _("An event without a day has no hours: leave begin and end empty. The page still shows the old date.")
            )
        if errors:
            raise ValidationError(errors)


CARD_WORDS = {
    EventState.CANCELLED.value: pgettext_lazy("event", "Cancelled"),
    EventState.POSTPONED.value: pgettext_lazy("event", "Postponed"),
    "expected": pgettext_lazy("event", "Expected"),
}
