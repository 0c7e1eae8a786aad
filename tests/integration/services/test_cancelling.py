"""A seat that is given back goes to the first in line, in the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest

from registrations.domain.errors import Stale
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, Place, Transition
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.registrations import last_letter, make_desk, seated, sign_up
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules

pytestmark = pytest.mark.django_db


def test_cancelling_promotes_the_first_in_line_and_writes_to_both() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    sitting, first, second = (seated(desk, now=NOW) for _ in range(3))
    gone = cancel(registration=sitting, by=PERSON, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (gone.state, first.state, second.state) == (State.CANCELLED, State.ACCEPTED, State.WAITLISTED)
    assert last_letter(sitting).kind == NoticeKind.CANCELLED
    assert last_letter(first).kind == NoticeKind.ACCEPTED
    assert last_letter(second).kind == NoticeKind.WAITLISTED
    promotion = first.places.get().transitions.last()
    assert (promotion.actor, promotion.from_state) == ("clock", State.WAITLISTED)
    assert_true_to_the_rules()


def test_cancelling_from_the_line_promotes_nobody() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    _sitting, first, second = (seated(desk, now=NOW) for _ in range(3))
    cancel(registration=first, by=PERSON, now=NOW)
    second.refresh_from_db()
    assert (second.state, second.places.get().position) == (State.WAITLISTED, 2)
    assert_true_to_the_rules()


def test_somebody_who_has_not_confirmed_is_never_promoted() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    sitting = seated(desk, now=NOW)
    unconfirmed = sign_up(desk, now=NOW)
    cancel(registration=sitting, by=PERSON, now=NOW)
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == State.UNVERIFIED
    assert not unconfirmed.places.get().holds_seat


def test_cancelling_twice_changes_nothing_more() -> None:
    registration = seated(make_desk(capacity=1), now=NOW)
    once = cancel(registration=registration, by=PERSON, now=NOW)
    before = (Transition.objects.count(), Notice.objects.count())
    twice = cancel(registration=registration, by=PERSON, now=NOW + timedelta(hours=1))
    assert twice.version == once.version
    assert (Transition.objects.count(), Notice.objects.count()) == before


def test_cancelling_what_somebody_else_has_changed_is_refused() -> None:
    registration = seated(make_desk(), now=NOW)
    with pytest.raises(Stale):
        cancel(registration=registration, by=PERSON, now=NOW, version=registration.version - 1)
    registration.refresh_from_db()
    assert registration.state == State.ACCEPTED


def test_one_session_of_two_can_be_cancelled() -> None:
    desk = make_desk(sessions=["A", "B"], capacity=1, waiting_list=True)
    both = seated(desk, now=NOW, session_keys=("A", "B"))
    waiting = seated(desk, now=NOW, session_keys=("A",))
    only = both.places.get(pool__session_key="A")
    left = cancel(registration=both, by=PERSON, now=NOW, place_ids=[only.pk])
    waiting.refresh_from_db()
    assert (left.state, waiting.state) == (State.ACCEPTED, State.ACCEPTED)
    assert last_letter(both).kind == NoticeKind.CANCELLED
    assert_true_to_the_rules()


def test_the_place_of_somebody_else_cannot_be_cancelled_by_its_number() -> None:
    desk = make_desk()
    mine, theirs = seated(desk, now=NOW), seated(desk, now=NOW)
    cancel(registration=mine, by=PERSON, now=NOW, place_ids=[theirs.places.get().pk])
    assert set(Place.objects.values_list("state", flat=True)) == {State.ACCEPTED}


def test_nobody_is_promoted_once_the_event_has_begun() -> None:
    desk = make_desk(capacity=1, waiting_list=True, begins_at=NOW + timedelta(hours=1))
    sitting, waiting = seated(desk, now=NOW), seated(desk, now=NOW)
    cancel(registration=sitting, by=PERSON, now=NOW + timedelta(hours=1))
    waiting.refresh_from_db()
    assert waiting.state == State.WAITLISTED
    assert_true_to_the_rules()


def test_a_session_of_the_second_day_still_promotes_on_the_first() -> None:
    desk = make_desk(sessions=["B"], capacity=1, waiting_list=True, begins_at=NOW)
    desk.pools.update(begins_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=1, hours=3))
    later = NOW + timedelta(hours=5)
    sitting, waiting = (seated(desk, now=NOW, session_keys=("B",)) for _ in range(2))
    cancel(registration=sitting, by=PERSON, now=later)
    waiting.refresh_from_db()
    assert waiting.state == State.ACCEPTED
    assert_no_seat_is_kept_from_the_line(later)


def test_who_waits_hears_of_the_promotion_also_when_the_desk_began_to_verify_addresses_meanwhile() -> None:
    desk = make_desk(capacity=1, waiting_list=True, verify_address=False)
    sitting, waiting = sign_up(desk, now=NOW), sign_up(desk, now=NOW)
    desk.verify_address = True
    desk.save()
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert last_letter(sitting).kind == NoticeKind.CANCELLED
    assert last_letter(waiting).kind == NoticeKind.ACCEPTED


def test_an_address_that_was_never_confirmed_hears_nothing_also_when_the_desk_stopped_asking() -> None:
    desk = make_desk()
    registration = sign_up(desk, now=NOW)
    desk.verify_address = False
    desk.save()
    cancel(registration=registration, by=PERSON, now=NOW)
    assert [notice.kind for notice in registration.notices.all()] == [NoticeKind.VERIFY]
