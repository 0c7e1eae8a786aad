"""What a page registers for, and where."""

from __future__ import annotations

import pytest

from registrations.domain.errors import MoveNotAllowed, NotYetOpen
from registrations.domain.occasion import Occasion, SessionFact, effective_mode
from registrations.domain.rules import Mode
from registrations.domain.states import ActorKind, State
from registrations.domain.windows import first_instant


def occasion(*modes: Mode) -> Occasion:
    sessions = tuple(SessionFact(key=str(place), title=f"Part {place}", mode=mode) for place, mode in enumerate(modes))
    return Occasion(title="Day of the lab", sessions=sessions)


@pytest.mark.parametrize(
    ("page", "sessions", "expected"),
    [
        (Mode.HERE, [], Mode.HERE),
        (Mode.ELSEWHERE, [], Mode.ELSEWHERE),
        (Mode.NONE, [], Mode.NONE),
        (Mode.NONE, [Mode.NONE, Mode.HERE], Mode.HERE),
        (Mode.HERE, [Mode.NONE, Mode.ELSEWHERE], Mode.ELSEWHERE),  # the mode belongs to the session
        (Mode.HERE, [Mode.NONE], Mode.NONE),
        (Mode.NONE, [Mode.ELSEWHERE, Mode.HERE, Mode.NONE], Mode.HERE),
    ],
)
def test_the_mode_of_a_page_is_the_most_that_a_session_offers(page: Mode, sessions: list[Mode], expected: Mode) -> None:
    assert effective_mode(page, occasion(*sessions)) is expected


def test_only_the_sessions_with_our_form_have_seats_here() -> None:
    here = occasion(Mode.NONE, Mode.HERE, Mode.ELSEWHERE, Mode.HERE).sessions_here
    assert [session.key for session in here] == ["1", "3"]


def test_refusals_say_what_is_true() -> None:
    from datetime import date

    opens = first_instant(date(2026, 1, 1), "UTC")
    assert NotYetOpen(opens).opens_at == opens
    assert "2026-01-01" in str(NotYetOpen(opens))
    refusal = MoveNotAllowed(start=None, to=State.ASKED, by=ActorKind.CLOCK)
    assert str(refusal) == "nothing -> asked is not open to clock"
