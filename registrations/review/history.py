"""What happened to a registration, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from registrations.domain.states import ActorKind
from registrations.models import FormerAnswers, MemberChange, RegistrationLogEntry, Transition
from registrations.models.labels import ACTOR_LABELS, staff_name, state_label

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from registrations.models import Registration


HELP_LABELS = {
    "registrations.readdressed": _("Address corrected"),
    "registrations.resent": _("Letter with the link sent again"),
    "registrations.body": _("Body chosen from the list"),
}
"""What staff do for a person without moving a place, by the word in the log."""

_LONGEST_KEY = 19  # digits of a number that a database can hold


def history_of(registration: Registration) -> list[dict[str, Any]]:
    """The moves of all its places, and what staff did about its address and its body, newest first."""
    moves, help_lines = _moves(registration), _help(registration)
    return _newest_first(_told_moves(moves), _told_help(help_lines))


def mark_of(registration: Registration) -> str:
    """What somebody who reads the registration now has seen of it, for `history_since`."""
    newest = (rows.order_by("-pk").values_list("pk", flat=True).first() for rows in _all_that_happens(registration))
    return "-".join(str(pk or 0) for pk in newest)


def history_since(registration: Registration, mark: str) -> list[dict[str, Any]]:
    """All that gave the registration another version after `mark`, newest first; without a true mark, all there is."""
    seen = [int(part) if part.isdecimal() and len(part) < _LONGEST_KEY else 0 for part in mark.split("-")]
    every = _all_that_happens(registration)
    seen = seen if len(seen) == len(every) else [0] * len(every)
    moves, help_lines, answers, members = (rows.filter(pk__gt=pk) for rows, pk in zip(every, seen, strict=True))
    by_person = ACTOR_LABELS[ActorKind.PERSON]
    return _newest_first(
        _told_moves(moves),
        _told_help(help_lines),
        [{"at": one.at, "to": one.get_ending_display(), "who": by_person} for one in answers],
        [{"at": one.at, "to": one.get_kind_display(), "who": _who(one), "reason": one.reason} for one in members],
    )


def _all_that_happens(registration: Registration) -> tuple[QuerySet[Any], ...]:
    """Moves, help of staff, changed answers, changed members: each only grows."""
    answers = FormerAnswers.objects.filter(registration=registration)
    members = MemberChange.objects.filter(registration=registration).select_related("user")
    return _moves(registration), _help(registration), answers, members


def _moves(registration: Registration) -> QuerySet[Transition]:
    moves = Transition.objects.filter(place__registration=registration)
    return moves.select_related("user", "place__pool", "place__attendee")


def _help(registration: Registration) -> QuerySet[RegistrationLogEntry]:
    lines = RegistrationLogEntry.objects.for_instance(registration)
    return lines.filter(action__in=HELP_LABELS).select_related("user")


def _newest_first(*told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted((line for lines in told for line in lines), key=lambda line: line["at"], reverse=True)


def _told_moves(moves: QuerySet[Transition]) -> list[dict[str, Any]]:
    found = list(moves.order_by("-pk"))
    several = len({move.place.attendee_id for move in found}) > 1
    return [
        {
            "at": move.at,
            "session": move.place.pool.title,
            "person": move.place.attendee.name if several else "",
            "start": state_label(move.from_state),
            "to": state_label(move.to_state),
            "who": _who(move),
            "reason": move.reason,
            "told": move.tells_reason,
        }
        for move in found
    ]


def _told_help(lines: QuerySet[RegistrationLogEntry]) -> list[dict[str, Any]]:
    """What was done and by whom, never with which address."""
    return [
        {"at": line.timestamp, "to": HELP_LABELS[line.action], "who": staff_name(line.user) or "–"} for line in lines
    ]


def _who(act: Transition | MemberChange) -> Any:
    return staff_name(act.user) if act.user is not None else ACTOR_LABELS[ActorKind(act.actor)]
