"""Refuses, before an event is published, a number of seats that no event has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from registrations.domain.rules import MOST_SEATS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEATS = "registration_capacity"


class SeatsFormPart:
    """The part of the page form that looks at the seats of the page; each session looks at its own."""

    def seats_problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """What is wrong with the number of seats: pages that were published with none before stay as they are."""
        seats = cleaned.get(_SEATS)
        if seats == 0:
            yield _SEATS, _("Write 1 or more. Empty means that there is no limit.")
        elif seats is not None and seats > MOST_SEATS:
            yield _SEATS, _("Write %(most)d or less. Empty means that there is no limit.") % {"most": MOST_SEATS}
