"""The sweep: holds that ran out, addresses that nobody confirmed, and who profits."""

from __future__ import annotations

from datetime import timedelta

import pytest

from registrations.domain.states import State
from registrations.models import NoticeKind
from registrations.services.promoting import sweep
from tests.factories.registrations import last_letter, letters_of, make_desk, seated, sign_up
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_hold_that_ran_out_goes_to_the_first_in_line() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    holding = sign_up(desk, now=NOW)
    waiting = seated(desk, now=NOW)
    assert waiting.state == State.WAITLISTED
    assert sweep(now=NOW + HOUR - timedelta(seconds=1)) == 0
    assert sweep(now=NOW + HOUR) == 1
    holding.refresh_from_db()
    waiting.refresh_from_db()
    assert (holding.state, waiting.state) == (State.UNVERIFIED, State.ACCEPTED)
    assert last_letter(waiting).kind == NoticeKind.ACCEPTED
    assert len(letters_of(holding)) == 1
    assert sweep(now=NOW + HOUR) == 0
    assert_true_to_the_rules()
    assert_no_seat_is_kept_from_the_line(NOW)


def test_an_address_that_nobody_confirmed_expires_without_a_letter() -> None:
    desk = make_desk(capacity=1)
    registration = sign_up(desk, now=NOW)
    assert sweep(now=NOW + timedelta(hours=48)) == 2  # the hold, then the place
    registration.refresh_from_db()
    assert registration.state == State.EXPIRED
    assert [notice.kind for notice in letters_of(registration)] == [NoticeKind.VERIFY]
    assert sweep(now=NOW + timedelta(days=9)) == 0
    assert_true_to_the_rules()


def test_a_clock_that_steps_back_sweeps_nothing_early() -> None:
    sign_up(make_desk(capacity=1), now=NOW)
    assert sweep(now=NOW - timedelta(days=1)) == 0


def test_a_hold_longer_than_the_link_still_hands_its_seat_on(settings: object) -> None:
    settings.REGISTRATIONS_HOLD_MINUTES = 100 * 60
    desk = make_desk(capacity=1, waiting_list=True)
    sign_up(desk, now=NOW)
    waiting = seated(desk, now=NOW + HOUR)
    sweep(now=NOW + timedelta(hours=48))
    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED
    assert_true_to_the_rules()


def test_the_sweep_visits_every_desk_and_only_those_with_something_to_do() -> None:
    desks = [make_desk(capacity=1) for _ in range(3)]
    sign_up(desks[0], now=NOW)
    sign_up(desks[1], now=NOW)
    seated(desks[2], now=NOW)
    assert sweep(now=NOW + 2 * HOUR) == 2
    assert [desk.pools.get().taken for desk in desks] == [0, 0, 1]


def test_both_sessions_of_a_hold_are_released_together() -> None:
    desk = make_desk(sessions=["A", "B"], capacity=1, waiting_list=True)
    sign_up(desk, now=NOW, session_keys=("A", "B"))
    waiting = [seated(desk, now=NOW, session_keys=(key,)) for key in ("A", "B")]
    sweep(now=NOW + timedelta(hours=49))
    for registration in waiting:
        registration.refresh_from_db()
        assert registration.state == State.ACCEPTED
    assert_true_to_the_rules()
