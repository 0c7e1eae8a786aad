"""What changed about an event, and what becomes of the change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from registrations.domain.changes import (
    ChangeKind,
    Facts,
    Nature,
    SessionHours,
    changes_between,
    facts_of,
    main_kind,
    nature_of,
)
from registrations.domain.occasion import EventStatus, Occasion, SessionFact
from registrations.domain.rules import Mode

NINE = datetime(2027, 3, 4, 7, 0, tzinfo=UTC)
PLANNED = Facts(
    begins_at=NINE,
    ends_at=NINE + timedelta(hours=3),
    venue="Hall A",
    closes_at=NINE - timedelta(days=2),
    sessions={"a": SessionHours(NINE, NINE + timedelta(hours=1), "Room 1")},
)
HELD, OFF, LATER = EventStatus.SCHEDULED, EventStatus.CANCELLED, EventStatus.POSTPONED


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, set()),
        ({"begins_at": NINE + timedelta(seconds=59), "closes_at": PLANNED.closes_at + timedelta(seconds=1)}, set()),
        ({"begins_at": NINE + timedelta(days=1)}, {ChangeKind.DATE}),
        ({"zone": "Europe/Brussels"}, {ChangeKind.DATE}),
        ({"expected_on": date(2027, 9, 20), "precision": "mid", "begins_at": None}, {ChangeKind.DATE}),
        ({"venue": "Hall B"}, {ChangeKind.VENUE}),
        ({"address": "Street 2"}, {ChangeKind.VENUE}),
        ({"closes_at": NINE}, {ChangeKind.DEADLINE}),
        ({"status": OFF}, {ChangeKind.CANCELLED}),
        ({"status": LATER, "begins_at": None}, {ChangeKind.POSTPONED, ChangeKind.DATE}),
        ({"sessions": {"a": SessionHours(NINE, NINE, "Room 1")}}, {ChangeKind.DATE}),
        ({"sessions": {"a": replace(PLANNED.sessions["a"], room="Room 2")}}, {ChangeKind.VENUE}),
        ({"sessions": {"b": SessionHours(NINE)}}, set()),
    ],
)
def test_each_difference_is_named(changes: dict[str, object], kinds: set[ChangeKind]) -> None:
    assert changes_between(PLANNED, replace(PLANNED, **changes)) == kinds


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [(OFF, HELD, ChangeKind.RESUMED), (LATER, HELD, ChangeKind.DATE), (OFF, LATER, ChangeKind.POSTPONED)],
)
def test_an_event_may_come_back(before: EventStatus, after: EventStatus, kind: ChangeKind) -> None:
    assert changes_between(replace(PLANNED, status=before), replace(PLANNED, status=after)) == {kind}


def test_the_heaviest_of_several_changes_names_the_letter() -> None:
    assert main_kind(frozenset({ChangeKind.VENUE, ChangeKind.DATE})) is ChangeKind.DATE
    assert main_kind(frozenset({ChangeKind.DATE, ChangeKind.CANCELLED})) is ChangeKind.CANCELLED


def test_facts_survive_the_database() -> None:
    vague = Facts(status=LATER, expected_on=date(2027, 9, 20), precision="mid")
    assert Facts.from_json(PLANNED.as_json()) == PLANNED
    assert Facts.from_json(vague.as_json()) == vague


def test_a_page_gives_its_facts_at_the_length_that_a_desk_keeps() -> None:
    here = SessionFact(key="a", title="A", begins_at=NINE, room="R" * 300, mode=Mode.HERE)
    occasion = Occasion(
        title="T", begins_at=NINE, venue="V" * 300, sessions=(here, replace(here, key="b", mode=Mode.NONE))
    )
    facts = facts_of(occasion, closes_at=None)
    assert (len(facts.venue), {key: len(one.room) for key, one in facts.sessions.items()}) == (255, {"a": 255})


DATE = frozenset({ChangeKind.DATE})
DEADLINE = frozenset({ChangeKind.DEADLINE})


@pytest.mark.parametrize(
    ("kinds", "said", "people", "closes_in", "nature"),
    [
        (DATE, Nature.CORRECTION, 5, 0, Nature.CORRECTION),
        (DATE, Nature.MOVED, 0, 0, Nature.MOVED),
        (DATE, None, 5, 0, Nature.PENDING),
        (DATE, None, 0, 0, Nature.CORRECTION),
        (frozenset({ChangeKind.CANCELLED}), None, 1, 0, Nature.PENDING),
        (frozenset({ChangeKind.CANCELLED}), None, 0, 0, Nature.MOVED),
        (DEADLINE, None, 5, 3, Nature.MOVED),
        (DEADLINE, None, 5, None, Nature.MOVED),
        (DEADLINE, None, 5, -3, Nature.CORRECTION),
        (DATE | DEADLINE, None, 0, 3, Nature.CORRECTION),
    ],
)
def test_people_are_told_only_what_somebody_said(
    kinds: frozenset[ChangeKind], said: Nature | None, people: int, closes_in: int | None, nature: Nature
) -> None:
    assert PLANNED.closes_at is not None
    closes_at = None if closes_in is None else PLANNED.closes_at + timedelta(days=closes_in)
    after = replace(PLANNED, closes_at=closes_at)
    assert nature_of(kinds, said=said, people=people, before=PLANNED, after=after) is nature


def test_a_first_deadline_is_no_extension() -> None:
    open_end = replace(PLANNED, closes_at=None)
    assert nature_of(DEADLINE, said=None, people=0, before=open_end, after=PLANNED) is Nature.CORRECTION
