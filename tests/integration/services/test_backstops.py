"""What the database or the last guard refuses by itself, when everything before it has let it pass."""

import pytest
from django.db import IntegrityError, transaction

from registrations.domain.errors import Full
from registrations.domain.states import State
from registrations.services import registering
from registrations.services.actor import CLOCK
from registrations.services.desks import locked
from registrations.services.moving import move
from registrations.services.registering import register
from tests.factories.registrations import make_desk, seated, soon, submission

pytestmark = pytest.mark.django_db


def test_a_form_that_the_database_refuses_as_sent_already_gets_the_first_answer(monkeypatch):
    desk, form, now = make_desk(), submission(), soon(days=0)
    first = register(desk=desk, submission=form, now=now)

    def refused(*_anything):
        raise IntegrityError("registrations_form_once")

    monkeypatch.setattr(registering, "_register", refused)

    assert register(desk=desk, submission=form, now=now) == first


def test_a_move_that_wants_a_seat_where_none_is_left_is_refused_and_changes_nothing():
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk)
    place = seated(desk).places.get()
    with transaction.atomic(), pytest.raises(Full):
        move(place, to=State.ACCEPTED, under=locked(desk.pk), by=CLOCK, now=soon(), with_seat=True)
    place.refresh_from_db()
    assert (place.state, place.holds_seat, place.pool.taken) == (State.WAITLISTED, False, 1)
