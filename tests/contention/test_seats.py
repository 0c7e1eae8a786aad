"""The last seats, and everybody wants them: first the damage without the lock, then its absence with it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection
from django.test import Client

from registrations.domain.errors import AlreadyRegistered, Full, Stale
from registrations.domain.states import State
from registrations.models import Desk, Notice, NoticeKind, Place, Registration
from registrations.services.actor import PERSON, staff
from registrations.services.cancelling import cancel
from registrations.services.offering import take_offer
from registrations.services.promoting import sweep
from registrations.services.registering import register
from registrations.services.reviewing import Decision, decide
from registrations.services.verifying import verify
from tests.contention.conftest import Together, slowly
from tests.factories.pages import Visitor, desk_of, publish_workshop
from tests.factories.registrations import make_desk, seated, sign_up, submission
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules
from tests.rig.world import make_world

CLIENTS, SEATS = 50, 7


def comes(desk: Desk, **facts: Any) -> Any:
    return partial(register, desk=desk, submission=submission(**facts), now=NOW)


def damage(outcomes: list[Any], desk: Desk) -> list[str]:
    """What went wrong in a race: errors of the database, lost counts, seats sold twice, people without an answer."""
    found = [type(outcome).__name__ for outcome in outcomes if isinstance(outcome, DatabaseError)]
    pool = desk.pools.get()
    sitting = pool.places.filter(holds_seat=True).count()
    if pool.taken != sitting:
        found.append(f"{pool.taken} counted, {sitting} sit")
    if pool.capacity is not None and sitting > pool.capacity:
        found.append(f"{sitting} sit on {pool.capacity} seats")
    return found


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_the_race_does_damage(together: Together) -> None:
    desk = make_desk(capacity=SEATS, waiting_list=True, verify_address=False)
    with slowly("registrations_registration", 0.05):
        outcomes = together([comes(desk) for _ in range(CLIENTS)])
    assert damage(outcomes, desk), "the rig is too weak: a green race means nothing"


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_and_the_check_seats_are_sold_twice(together: Together) -> None:
    desk = make_desk(capacity=1, verify_address=False)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registrations_seatpool DROP CONSTRAINT registrations_pool_not_oversold")
    try:
        with slowly("registrations_registration", 0.05):
            together([comes(desk) for _ in range(10)])
        assert Place.objects.filter(holds_seat=True).count() > 1
    finally:
        Place.objects.all().delete()
        desk.pools.update(taken=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "ALTER TABLE registrations_seatpool ADD CONSTRAINT registrations_pool_not_oversold "
                "CHECK (ceiling IS NULL OR taken <= ceiling)"
            )


@pytest.mark.parametrize("verifies", [False, True])
def test_the_last_seats_go_to_as_many_as_there_are_and_the_others_stand_in_one_line(
    together: Together, verifies: bool
) -> None:
    desk = make_desk(capacity=SEATS, waiting_list=True, verify_address=verifies)
    with slowly("registrations_registration", 0.005):
        outcomes = together([comes(desk) for _ in range(CLIENTS)])
    assert all(isinstance(outcome, Registration) for outcome in outcomes), Counter(map(type, outcomes))
    assert not damage(outcomes, desk)
    if verifies:
        assert Place.objects.filter(holds_seat=True).count() == SEATS
        confirmed = together([partial(verify, registration=outcome, now=NOW) for outcome in outcomes])
        assert not damage(confirmed, desk)
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert states == {State.ACCEPTED: SEATS, State.WAITLISTED: CLIENTS - SEATS}
    line = Place.objects.waitlisted().values_list("position", flat=True)
    assert list(line) == list(range(1, CLIENTS - SEATS + 1))
    letters = Notice.objects.exclude(kind=NoticeKind.VERIFY)
    assert letters.count() == letters.values("registration").distinct().count() == CLIENTS
    assert_true_to_the_rules()


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_parties_do_damage(together: Together) -> None:
    desk = make_desk(capacity=SEATS, waiting_list=True, verify_address=False, party_size=3)
    with slowly("registrations_place", 0.02):
        outcomes = together([comes(desk, companions=("A", "B")) for _ in range(12)])
    assert damage(outcomes, desk), "the rig is too weak: a green race means nothing"


def test_parties_that_race_for_the_last_seats_sit_whole_or_wait_whole(together: Together) -> None:
    desk = make_desk(capacity=SEATS, waiting_list=True, verify_address=False, party_size=3)
    outcomes = together([comes(desk, companions=("A", "B")) for _ in range(12)])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert not damage(outcomes, desk)
    places = [list(one.places.order_by("pk").values_list("state", "position")) for one in outcomes]
    assert all(len({state for state, _position in party}) == 1 for party in places), "a party was torn apart"
    assert Counter(party[0][0] for party in places) == {State.ACCEPTED: SEATS // 3, State.WAITLISTED: 12 - SEATS // 3}
    lines = [[position for _state, position in party] for party in places if party[0][1] is not None]
    assert all(line == list(range(line[0], line[0] + 3)) for line in lines)
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


def test_without_a_list_the_others_are_told_that_it_is_full(together: Together) -> None:
    desk = make_desk(capacity=SEATS, verify_address=False)
    outcomes = Counter(type(outcome) for outcome in together([comes(desk) for _ in range(CLIENTS)]))
    assert outcomes == {Registration: SEATS, Full: CLIENTS - SEATS}
    assert Registration.objects.count() == Notice.objects.count() == SEATS
    assert_true_to_the_rules()


def test_two_sessions_wanted_in_either_order_never_lock_each_other_out(together: Together) -> None:
    desk = make_desk(sessions=["A", "B"], capacity=5, waiting_list=True, verify_address=False)
    orders = [("A", "B"), ("B", "A"), ("A",), ("B",)]
    outcomes = together([comes(desk, session_keys=orders[number % 4]) for number in range(32)])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    assert [pool.taken for pool in desk.pools.all()] == [5, 5]
    assert_true_to_the_rules()


def test_a_double_click_in_ten_tabs_is_one_registration_and_one_letter(together: Together) -> None:
    desk = make_desk(capacity=3)
    form = submission()
    outcomes = together([partial(register, desk=desk, submission=form, now=NOW) for _ in range(10)])
    assert {outcome.pk for outcome in outcomes} == {Registration.objects.get().pk}
    assert (Notice.objects.count(), desk.pools.get().taken) == (1, 1)
    assert_true_to_the_rules()


def test_one_address_in_ten_forms_is_one_live_registration(together: Together) -> None:
    desk = make_desk(capacity=30)
    outcomes = together([comes(desk, email="same@example.org") for _ in range(10)])
    assert Counter(map(type, outcomes)) == {Registration: 1, AlreadyRegistered: 9}
    assert Registration.objects.live().count() == desk.pools.get().taken == 1
    assert_true_to_the_rules()


@pytest.mark.usefixtures("without_the_lock")
def test_without_the_lock_the_database_still_keeps_one_person_and_one_form_single(together: Together) -> None:
    desk = make_desk()
    form = submission(email="same@example.org")
    acts = [partial(register, desk=desk, submission=form, now=NOW) for _ in range(5)]
    outcomes = together([*acts, *[comes(desk, email="same@example.org") for _ in range(5)]])
    assert {type(outcome) for outcome in outcomes} <= {Registration, AlreadyRegistered}
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("attempt", range(3))
def test_while_some_cancel_and_others_come_nobody_jumps_the_line_and_no_seat_is_lost(
    together: Together, attempt: int
) -> None:
    desk = make_desk(capacity=10, waiting_list=True, verify_address=False)
    sitting = [sign_up(desk, now=NOW) for _ in range(10)]
    waiting = [sign_up(desk, now=NOW) for _ in range(5)]
    leave = [partial(cancel, registration=one, by=PERSON, now=NOW) for one in sitting[:8]]
    outcomes = together([*leave, *[comes(desk) for _ in range(12)]])
    assert {type(outcome) for outcome in outcomes} == {Registration}
    for one in waiting:
        one.refresh_from_db()
        assert one.state == State.ACCEPTED
        assert one.notices.filter(kind=NoticeKind.ACCEPTED).count() == 1
    assert desk.pools.get().taken == 10
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_leaving_and_coming_does_damage(together: Together) -> None:
    desk = make_desk(capacity=10, waiting_list=True, verify_address=False)
    sitting = [sign_up(desk, now=NOW) for _ in range(10)]
    for _ in range(5):
        sign_up(desk, now=NOW)
    leave = [partial(cancel, registration=one, by=PERSON, now=NOW) for one in sitting[:8]]
    with slowly("registrations_transition", 0.02):
        outcomes = together([*leave, *[comes(desk) for _ in range(12)]])
    assert damage(outcomes, desk)


def test_ten_clicks_on_cancel_free_one_seat_and_call_one_person(together: Together) -> None:
    desk = make_desk(capacity=1, waiting_list=True, verify_address=False)
    sitting, first, second = (sign_up(desk, now=NOW) for _ in range(3))
    together([partial(cancel, registration=sitting, by=PERSON, now=NOW) for _ in range(10)])
    states = [Registration.objects.get(pk=one.pk).state for one in (sitting, first, second)]
    assert states == [State.CANCELLED, State.ACCEPTED, State.WAITLISTED]
    assert Notice.objects.filter(registration=sitting, kind=NoticeKind.CANCELLED).count() == 1
    assert_true_to_the_rules()


def test_ten_clicks_on_confirm_are_one_move_and_one_letter(together: Together) -> None:
    desk = make_desk(capacity=1)
    registration = sign_up(desk, now=NOW)
    outcomes = together([partial(verify, registration=registration, now=NOW) for _ in range(10)])
    assert {outcome.state for outcome in outcomes} == {State.ACCEPTED}
    assert registration.places.get().transitions.count() == 2
    assert registration.notices.filter(kind=NoticeKind.ACCEPTED).count() == 1
    assert_true_to_the_rules()


@pytest.mark.parametrize("second", [State.REJECTED, State.CANCELLED, State.ACCEPTED])
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told(together: Together, second: State) -> None:
    desk = make_desk(capacity=1, needs_review=True)
    registration = seated(desk, now=NOW)
    clerks = [staff(get_user_model().objects.create_user(f"clerk{n}", f"c{n}@example.org", "x")) for n in range(2)]
    acts = [
        partial(
            decide,
            registration=registration,
            decision=Decision(to=to),
            by=clerk,
            now=NOW,
            version=registration.version,
        )
        for to, clerk in zip((State.ACCEPTED, second), clerks, strict=True)
    ]
    outcomes = together(acts)
    assert Counter(map(type, outcomes)) == {Registration: 1, Stale: 1}
    assert registration.places.get().transitions.filter(actor="staff").count() == 1
    assert_true_to_the_rules()


def test_staff_who_accept_at_once_do_not_sell_the_last_seat_twice(together: Together) -> None:
    desk = make_desk(capacity=3, needs_review=True)
    people = [seated(desk, now=NOW) for _ in range(12)]
    clerk = staff(get_user_model().objects.create_user("clerk", "clerk@example.org", "x"))
    accept = Decision(to=State.ACCEPTED)
    outcomes = together([partial(decide, registration=one, decision=accept, by=clerk, now=NOW) for one in people])
    assert Counter(map(type, outcomes)) == {Registration: 3, Full: 9}
    assert_true_to_the_rules()


def _published_while_people_come(together: Together, *, before: int, after: int) -> tuple[list[Any], Desk]:
    """An editor publishes another number of seats at the moment when 25 people send the form."""
    page = publish_workshop(
        make_world(), registration_capacity=before, registration_waiting_list=True, registration_verify_address=False
    )
    desk = desk_of(page)
    page.registration_capacity = after
    revision = page.save_revision()
    with slowly("registrations_registration", 0.01):
        outcomes = together([revision.publish, *[comes(desk) for _ in range(25)]])
    return outcomes, desk


@pytest.mark.parametrize(("before", "after"), [(5, 20), (20, 5)])
def test_an_editor_who_changes_the_seats_meanwhile_loses_no_count(together: Together, before: int, after: int) -> None:
    outcomes, desk = _published_while_people_come(together, before=before, after=after)
    assert {type(outcome) for outcome in outcomes} <= {Registration, type(None)}
    pool = desk.pools.get()
    assert pool.capacity == after
    assert pool.taken == 20 if after == 20 else 5 <= pool.taken <= 20  # who sat before the seats were fewer stays
    assert pool.ceiling == max(after, pool.taken)
    assert Place.objects.waitlisted().count() == 25 - pool.taken
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_publishing_meanwhile_does_damage(together: Together) -> None:
    outcomes, desk = _published_while_people_come(together, before=5, after=20)
    assert damage(outcomes, desk), "the rig is too weak: a green race means nothing"


def test_fifty_browsers_at_the_page_get_a_thank_you_each_and_no_seat_twice(together: Together, settings: Any) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    world = make_world()
    page = publish_workshop(
        world, registration_capacity=SEATS, registration_waiting_list=True, registration_verify_address=False
    )
    visitors = [Visitor(Client(REMOTE_ADDR=f"10.0.0.{number}"), page) for number in range(CLIENTS)]
    forms = [visitor.form() for visitor in visitors]
    together([partial(visitor.client.post, visitor.url, form) for visitor, form in zip(visitors, forms, strict=True)])
    answers = together(
        [partial(visitor.client.post, visitor.url, form) for visitor, form in zip(visitors, forms, strict=True)]
    )
    assert Counter(answer.status_code for answer in answers) == {302: CLIENTS}  # each form twice: F13
    states = Counter(Registration.objects.values_list("state", flat=True))
    assert states == {State.ACCEPTED: SEATS, State.WAITLISTED: CLIENTS - SEATS}
    assert_true_to_the_rules()


def test_four_publications_at_once_leave_one_desk_with_its_page(together: Together) -> None:
    world = make_world()
    page = publish_workshop(world)
    Desk.objects.all().update(leading_page=None)
    outcomes = together([page.save_revision().publish for _ in range(4)])
    assert outcomes == [None] * 4
    assert desk_of(page).leading_page_id == page.pk


def _offer_at_its_end() -> tuple[Registration, Registration]:
    """Somebody to whom a seat is offered until now, and the next in line."""
    desk = make_desk(capacity=1, waiting_list=True, verify_address=False, offer_hours=24)
    sitting, first, second = (sign_up(desk, now=NOW) for _ in range(3))
    cancel(registration=sitting, by=PERSON, now=NOW)
    return first, second


def _takes_while_it_ends(first: Registration) -> list[Any]:
    place = first.places.select_related("pool").get()
    assert place.state == State.OFFERED
    before, after = NOW + timedelta(hours=23), NOW + timedelta(hours=25)
    return [*[partial(take_offer, place=place, now=before)] * 4, *[partial(sweep, now=after)] * 4]


@pytest.mark.parametrize("attempt", range(3))
def test_an_offer_that_ends_while_its_person_takes_it_is_theirs_or_the_next_ones_never_both(
    together: Together, attempt: int
) -> None:
    first, second = _offer_at_its_end()
    with slowly("registrations_transition", 0.01):
        outcomes = together(_takes_while_it_ends(first))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    states = [place.state for place in (first.places.get(), second.places.get())]
    assert states in [[State.ACCEPTED, State.WAITLISTED], [State.WAITLISTED, State.OFFERED]]
    assert first.places.get().transitions.filter(from_state=State.OFFERED).count() == 1
    assert_true_to_the_rules()


@pytest.mark.usefixtures("without_the_lock")
def test_control_without_the_lock_an_offer_is_answered_twice(together: Together) -> None:
    first, _second = _offer_at_its_end()
    with slowly("registrations_transition", 0.05):
        outcomes = together(_takes_while_it_ends(first))
    twice = first.places.get().transitions.filter(from_state=State.OFFERED).count() > 1
    assert twice or damage(outcomes, first.desk), "the rig is too weak: a green race means nothing"
