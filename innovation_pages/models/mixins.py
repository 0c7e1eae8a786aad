"""What an event has: hours, place, sessions, agenda, topics and organisers."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Orderable

from innovation_pages import facts
from innovation_pages.fields import AgendaField, SessionsField, TopicsField
from innovation_pages.overlaps import Overlap, overlaps
from innovation_pages.zones import default_zone, zone_choices
from registrations.public import EventStatus, Mode, Occasion, SessionFact

from .event_life import DatePrecision, EventLife, EventState


class Delivery(models.TextChoices):
    """How people attend."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("In person and online")


class Role(models.TextChoices):
    """What an organisation does for an event."""

    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    SUPPORT = "support", _("With the support of")
    TRAINING = "training", _("Training body")


class OrganiserRole(Orderable):
    """An organisation and what it does for an event; each event type has its own table."""

    organisation = models.ForeignKey(
        "registrations.Organisation", verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.ORGANISER)

    panels: ClassVar = [FieldRowPanel(["organisation", "role"])]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.organisation}"


class EventFields(EventLife):
    """When and where an event is held, in which sessions, by whom and about what; how it stands: see `EventLife`.

    A page type with this mixin has an inline relation `organisers` of its own subclass of `OrganiserRole`.
    """

    begins_at = models.DateTimeField(_("begins"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends"), null=True, blank=True)
    zone = models.CharField(
        _("time zone"),
        max_length=64,
        choices=zone_choices,
        default=default_zone,
        help_text=_("Visitors see the hours in this zone. You type them in the time zone of your own account."),
    )
    delivery = models.CharField(
        _("how people attend"), max_length=20, choices=Delivery.choices, default=Delivery.IN_PERSON
    )
    venue = models.ForeignKey(
        "innovation_pages.Venue",
        verbose_name=_("venue"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    room = models.ForeignKey(
        "innovation_pages.Room",
        verbose_name=_("room"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The room of the whole event; a session may name another."),
    )
    sessions = SessionsField(
        verbose_name=_("sessions"),
        blank=True,
        help_text=_("Where parts of the event have their own hours, room, audience or registration. They may overlap."),
    )
    agenda = AgendaField(verbose_name=_("agenda"), blank=True, help_text=_("As text, also where there is a PDF."))
    topics = TopicsField(verbose_name=_("topics"), blank=True, help_text=_("The themes that will be discussed."))

    event_panels: ClassVar = [
        MultiFieldPanel(
            [FieldRowPanel(["begins_at", "ends_at"]), FieldPanel("zone"), *EventLife.life_panels],
            heading=_("When"),
            help_text=_("From the first session to the last. Parts with hours of their own are sessions, below."),
        ),
        MultiFieldPanel(
            [FieldPanel("delivery"), FieldRowPanel(["venue", "room"])],
            heading=_("Where"),
            help_text=_("Online only: leave venue and room empty. The link to a meeting never stands on the page."),
        ),
        InlinePanel(
            "organisers",
            heading=_("Organisers"),
            label=_("Organiser"),
            help_text=_("In the order in which they are named, the first organiser first."),
        ),
        FieldPanel("sessions"),
        FieldPanel("topics"),
        FieldPanel("agenda"),
    ]

    class Meta:
        abstract = True

    @property
    def session_facts(self) -> tuple[SessionFact, ...]:
        """The sessions in the editor's order; `key` is the permanent id of the block. Without a day they have no hours.

        Worked out anew each time: a block that was made in Python gets its id only when the page is saved.
        """
        mode = Mode(getattr(self, "registration_mode", None) or Mode.NONE)
        facts = (child.value.fact(key=str(child.id or ""), zone=self.zone, page_mode=mode) for child in self.sessions)
        return tuple(replace(one, begins_at=None, ends_at=None) if self.has_no_day else one for one in facts)

    @property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The sessions that nobody can attend both of in full."""
        return overlaps(self.session_facts)

    @property
    def is_online(self) -> bool:
        """Whether one can attend from elsewhere."""
        return self.delivery in {Delivery.ONLINE, Delivery.HYBRID}

    @property
    def zone_differs(self) -> bool:
        """Whether the hours are not those of the site's own zone, so that the zone must be named beside them."""
        return self.zone != settings.TIME_ZONE

    def local(self, moment: datetime) -> datetime:
        """The moment in the zone of the event."""
        return moment.astimezone(ZoneInfo(self.zone))

    @property
    def when(self) -> str:
        """Day and hours on one line, in the zone of the event; empty without a date that still holds."""
        if self.begins_at is not None and self.card_begins_at is None:
            return ""
        return facts.when_text(self, get_language() or "el")

    @property
    def city(self) -> str:
        """The city, for cards; empty for an event that is only online or has no venue yet."""
        return self.venue.city_in() if self.venue and self.delivery != Delivery.ONLINE else ""

    def place_in(self, language: str | None = None) -> str:
        """Venue and room on one line; empty for an event that is only online or has no venue yet."""
        if self.delivery == Delivery.ONLINE or self.venue is None:
            return ""
        room = self.room.name_in(language) if self.room else ""
        return ", ".join(part for part in (self.venue.name_in(language), room) if part)

    def event_occasion(self) -> Occasion:
        """What people register for, in the language of the page.

        A type whose `RegistrationPageMixin` stands further left says so itself: `occasion()` returns this.
        """
        language = self.locale.language_code  # type: ignore[attr-defined]  # of the page beside this
        place = self.place_in(language)
        return Occasion(
            title=self.title,  # type: ignore[attr-defined]  # as above
            begins_at=self.begins_at,
            ends_at=self.ends_at,
            zone=self.zone,
            venue=place,
            address=self.venue.address_in(language) if place and self.venue else "",
            online=self.is_online,
            status=EventStatus(self.event_state),
            expected_on=self.expected_on if self.is_vague else None,
            precision=self.date_precision if self.is_vague else "",
            sessions=self.session_facts,
        )

    def clear_event(self) -> None:
        """Forget the hours, and give each session a key of its own: its seats are other seats.

        A type whose `RegistrationPageMixin` stands further left calls this in its `clear_for_next_time()`.
        """
        self.begins_at = self.ends_at = self.expected_on = None
        self.date_precision, self.event_state = DatePrecision.EXACT, EventState.SCHEDULED
        for session in self.sessions:
            session.id = str(uuid.uuid4())
            session.value["begins"] = session.value["ends"] = None

    def clean(self) -> None:
        """Refuse hours that cannot be and a room of another house. Overlapping sessions are allowed."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.begins_at and self.ends_at and self.ends_at <= self.begins_at:
            errors["ends_at"] = ValidationError(_("The event must end after it begins. Correct one of the two."))
        elif wrong := self._sessions_outside():
            errors["sessions"] = StreamBlockValidationError(block_errors=wrong)
        if self.room and self.room.venue_id != self.venue_id:
            errors["room"] = ValidationError(_("This room belongs to another venue. Choose a room of the venue above."))
        if errors:
            raise ValidationError(errors)

    def _sessions_outside(self) -> dict[int, ValidationError]:
        """The sessions that begin before the event or end after it, by their place in the stream."""
        wrong = {}
        for place, session in enumerate(self.session_facts):
            early = self.begins_at and session.begins_at and session.begins_at < self.begins_at
            late = self.ends_at and session.ends_at and session.ends_at > self.ends_at
            if early or late:
                sentence = ValidationError(
                    _("This session is not within the hours of the event. Correct either of them.")
                )
                wrong[place] = StructBlockValidationError({"begins" if early else "ends": sentence})
        return wrong
