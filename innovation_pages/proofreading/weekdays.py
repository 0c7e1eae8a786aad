"""The editor's form refuses to publish a day beside a weekday that is not its own."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import StreamValue, StructBlock
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from registrations.public import date_text, wrong_weekdays

from .passages import passages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.db.models import Model

Complaint = tuple[str, int | None, str]
"""The name of a field, the place of the block in it (None outside of streams), and a sentence."""


class ProofreadForm(WagtailAdminModelForm):
    """Reads the weekdays in all words of a page before it is published; a draft is kept as it is."""

    def clean(self) -> dict[str, Any]:
        """Add an error to each field, and to each block, with a weekday that does not fit its day."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if getattr(self, "is_deferred_validation", False):
            return cleaned
        blocks: dict[str, dict[int, ValidationError]] = {}
        for field, place, sentence in list(complaints(self._meta.model, cleaned)):
            if place is None:
                self.add_error(field, ValidationError(sentence))
            else:
                blocks.setdefault(field, {})[place] = _on_block(cleaned[field], place, sentence)
        for field, errors in blocks.items():
            self.add_error(field, StreamBlockValidationError(block_errors=errors))
        return cleaned


def complaints(model: type[Model], values: Mapping[str, Any]) -> Iterator[Complaint]:
    """What is wrong with the weekdays in `values`, a page's fields by name; in the language of the moment."""
    known = known_days(values)
    language = get_language() or "el"
    for passage in passages(model, values):
        for wrong in wrong_weekdays(passage.text, known):
            right = date_text(wrong.day, language, weekday=True)
            sentence = _("“%(typed)s”: the weekday does not fit the day. It is %(right)s.")
            yield passage.field, passage.place, sentence % {"typed": wrong.typed, "right": right}


def known_days(values: Mapping[str, Any]) -> set[date]:
    """The days that a page is about, in its zone: those of its event and of its sessions."""
    zone = ZoneInfo(values.get("zone") or timezone.get_default_timezone_name())
    moments = [values.get("begins_at"), values.get("ends_at"), values.get("held_on"), values.get("date")]
    sessions = values.get("sessions")
    if isinstance(sessions, StreamValue):
        moments += [child.value.get(end) for child in sessions for end in ("begins", "ends")]
    return {_day(moment, zone) for moment in moments if isinstance(moment, date)}


def _day(moment: date, zone: ZoneInfo) -> date:
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(zone) if timezone.is_aware(moment) else moment).date()


def _on_block(stream: StreamValue, place: int, sentence: str) -> ValidationError:
    """The error as the block in the editor can show it."""
    if isinstance(stream[place].block, StructBlock):
        return StructBlockValidationError(non_block_errors=[ValidationError(sentence)])
    return ValidationError(sentence)
