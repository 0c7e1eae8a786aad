"""The parts of an event: its sessions, its agenda and its topics."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    DateTimeBlock,
    IntegerBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    TextBlock,
    TimeBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from registrations.public import MOST_SEATS, Mode, SessionFact

from .preview import PREVIEW

INHERIT = "inherit"


def _instant(moment: datetime | None, zone: str) -> datetime | None:
    """The instant in UTC; hours without a zone, as imported content may have, are hours of the event's zone."""
    if moment is None:
        return None
    if timezone.is_naive(moment):
        moment = moment.replace(tzinfo=ZoneInfo(zone))
    try:
        return moment.astimezone(ZoneInfo("UTC"))
    except OverflowError:  # the calendar ends that day: the page refuses the year in a sentence of its own
        return moment


class SessionValue(StructValue):
    """One session as the editor typed it."""

    def fact(self, *, key: str, zone: str, page_mode: Mode) -> SessionFact:
        """The session as the booking office wants it; `page_mode` counts where the session follows its page."""
        choice = self.get("registration") or INHERIT
        return SessionFact(
            key=key,
            title=self.get("title") or "",
            begins_at=_instant(self.get("begins"), zone),
            ends_at=_instant(self.get("ends"), zone),
            room=self.get("room") or "",
            audience=self.get("audience") or "",
            mode=page_mode if choice == INHERIT else Mode(choice),
            capacity=self.get("capacity"),
        )


class SessionBlock(StructBlock):
    """A part of an event with its own hours, room, audience and way to register."""

    title = CharBlock(label=_("Title"), max_length=255)
    begins = DateTimeBlock(label=_("Begins"))
    ends = DateTimeBlock(label=_("Ends"))
    room = CharBlock(
        label=_("Room"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Only where it is not the room of the whole event."),
    )
    audience = CharBlock(
        label=_("For whom"),
        required=False,
        default="",
        max_length=255,
        help_text=_("For example “civil servants”, or “open to everybody”."),
    )
    registration = ChoiceBlock(
        label=_("Registration"),
        choices=[
            (INHERIT, _("As the page says, on its Registration tab")),
            (Mode.HERE.value, _("Here, with the form of this page")),
            (Mode.ELSEWHERE.value, _("Elsewhere, in another system")),
            (Mode.NONE.value, _("None: open attendance")),
        ],
        default=INHERIT,
    )
    capacity = IntegerBlock(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=MOST_SEATS,
        help_text=_("Empty: as many as the Registration tab says. Counts for “Here” only."),
    )

    class Meta:
        icon = "calendar-alt"
        label = _("Session")
        value_class = SessionValue
        template = "innovation_pages/blocks/session.html"
        preview_template = PREVIEW
        preview_value = {
            "title": _("Conference on social innovation"),
            "begins": datetime(2026, 1, 19, 9, 0, tzinfo=ZoneInfo("Europe/Athens")),
            "ends": datetime(2026, 1, 19, 12, 30, tzinfo=ZoneInfo("Europe/Athens")),
            "room": _("Main hall"),
            "audience": _("Open to everybody"),
            "registration": Mode.NONE.value,
        }
        description = _("A part of the event with its own hours, room, audience and way to register.")

    def clean(self, value: StructValue) -> StructValue:
        """Refuse a session that ends before it begins."""
        cleaned = super().clean(value)
        begins, ends = cleaned.get("begins"), cleaned.get("ends")
        if begins and ends and ends <= begins:
            raise StructBlockValidationError(
                {"ends": ValidationError(_("The session must end after it begins. Correct one of the two hours."))}
            )
        return cleaned


class SessionStream(StreamBlock):
    """The sessions of an event; the id of each block is the permanent key of its seats."""

    session = SessionBlock()


class AgendaItemBlock(StructBlock):
    """One line of the programme."""

    begins = TimeBlock(label=_("Time"), required=False)
    title = CharBlock(label=_("Title"), max_length=255)
    speaker = CharBlock(
        label=_("Speaker"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Name and office, in the nominative."),
    )
    note = TextBlock(label=_("Note"), required=False, default="", rows=2)

    class Meta:
        icon = "time"
        label = _("Item")
        template = "innovation_pages/blocks/agenda_item.html"
        preview_template = PREVIEW
        preview_value = {"begins": "09:30", "title": _("Welcome"), "speaker": _("Head of the department"), "note": ""}
        description = _("One line of the programme: time, title, speaker.")


class AgendaHeadingBlock(CharBlock):
    """A day or a session of the programme."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 255)
        super().__init__(**kwargs)

    class Meta:
        icon = "title"
        label = _("Day or session")
        template = "innovation_pages/blocks/agenda_heading.html"
        preview_template = PREVIEW
        preview_value = _("First day")
        description = _("A heading between the lines of a programme with several days or sessions.")


class AgendaStream(StreamBlock):
    """The programme, line by line, as text beside any PDF."""

    item = AgendaItemBlock()
    heading = AgendaHeadingBlock()


class TopicBlock(CharBlock):
    """One of the themes that the event discusses."""

    class Meta:
        icon = "tag"
        label = _("Topic")
        template = "innovation_pages/blocks/topic.html"
        preview_template = PREVIEW
        preview_value = _("Social innovation in practice: tools and good practice")
        description = _("One of the themes that the event discusses.")


class TopicStream(StreamBlock):
    """The themes that the event discusses."""

    topic = TopicBlock(max_length=500)
