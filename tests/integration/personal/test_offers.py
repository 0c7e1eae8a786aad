"""A seat that comes free is offered to the first in line: taken, let go, or passed on when its hours are over."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from registrations.domain.states import State
from registrations.models import NoticeKind, Place, Registration
from registrations.notices.composing import compose
from registrations.notices.links import personal_path
from registrations.notices.reasons import has_reason
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.offering import decline_offer, take_offer
from registrations.services.promoting import sweep
from tests.factories.registrations import last_letter, letters_of, make_desk, seated, soon
from tests.factories.truths import NOW, assert_no_seat_is_kept_from_the_line, assert_true_to_the_rules
from tests.rig.world import World

DAY = timedelta(days=1)


def place_of(registration: Registration) -> Place:
    return registration.places.select_related("pool").get()


def states(*people: Registration) -> list[str]:
    return [place_of(one).state for one in people]


def line(count: int, now: object = NOW) -> list[Registration]:
    """One who sits and leaves, and as many as wait: the first of them is offered the seat for a day."""
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=24, begins_at=NOW + 30 * DAY)
    sitting, *waiting = (seated(desk, now=NOW) for _ in range(count + 1))
    cancel(registration=sitting, by=PERSON, now=NOW)
    return waiting


@pytest.mark.django_db
def test_a_freed_seat_is_kept_for_the_first_in_line_until_they_take_it() -> None:
    first, second = line(2)
    assert states(first, second) == [State.OFFERED, State.WAITLISTED]
    assert place_of(first).hold_until == NOW + DAY
    assert last_letter(first).kind == NoticeKind.OFFER
    for _ in range(2):
        assert take_offer(place=place_of(first), now=NOW + DAY / 2).state == State.ACCEPTED
    assert [letter.kind for letter in letters_of(first)][-2:] == [NoticeKind.OFFER, NoticeKind.ACCEPTED]
    assert sweep(now=NOW + 2 * DAY) == 0
    assert states(first, second) == [State.ACCEPTED, State.WAITLISTED]
    assert_true_to_the_rules()


@pytest.mark.django_db
def test_an_offer_that_nobody_takes_goes_to_the_next_and_its_person_once_to_the_end_of_the_line(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = line(2)
    sweep(now=NOW + DAY)
    Place.objects.filter(state=State.OFFERED).update(hold_until=NOW + 2 * DAY)
    assert states(first, second) == [State.WAITLISTED, State.OFFERED]
    assert last_letter(first).kind == NoticeKind.OFFER_PASSED
    assert take_offer(place=place_of(second), now=NOW + 3 * DAY).state == State.WAITLISTED
    assert states(first, second) == [State.OFFERED, State.WAITLISTED]
    Place.objects.filter(state=State.OFFERED).update(hold_until=NOW + 4 * DAY)
    call_command("promote_places")  # by the clock of today: long after, so that nobody is offered anything any more
    assert "1 holds, offers and confirmations ended" in capsys.readouterr().out
    assert states(first, second) == [State.EXPIRED, State.WAITLISTED]
    assert_true_to_the_rules()


@pytest.mark.django_db
@pytest.mark.parametrize("event_begins_at", [NOW + 30 * DAY, None])
def test_an_offer_ends_at_the_latest_when_its_own_session_begins(event_begins_at: datetime | None) -> None:
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=24, begins_at=event_begins_at, sessions=["Morning"])
    desk.pools.update(begins_at=NOW + DAY / 4)
    sitting, waiting = (seated(desk, now=NOW, session_keys=("Morning",)) for _ in range(2))
    cancel(registration=sitting, by=PERSON, now=NOW)
    assert (place_of(waiting).state, place_of(waiting).hold_until) == (State.OFFERED, NOW + DAY / 4)


@pytest.mark.django_db
def test_who_lets_a_seat_go_stays_in_line_only_where_others_wait() -> None:
    first, second = line(2)
    decline_offer(place=place_of(first), now=NOW)
    assert states(first, second) == [State.WAITLISTED, State.OFFERED]
    take_offer(place=place_of(second), now=NOW)
    (alone,) = line(1)
    decline_offer(place=place_of(alone), now=NOW)
    assert states(alone) == [State.EXPIRED]
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


@pytest.mark.django_db
@pytest.mark.parametrize("answers", [True, False])
def test_nobody_waits_beside_free_seats_after_an_offer_that_was_not_taken(answers: bool) -> None:
    first, second = line(2)
    second.places.update(decided=True)  # staff let them wait, whatever seats there are
    first.desk.pools.update(capacity=None, ceiling=None)
    if answers:
        decline_offer(place=place_of(first), now=NOW)
    else:
        sweep(now=NOW + 2 * DAY)
    assert states(first, second) == [State.EXPIRED if answers else State.OFFERED, State.OFFERED]
    assert_no_seat_is_kept_from_the_line(NOW)
    assert_true_to_the_rules()


@pytest.mark.django_db
def test_who_did_not_answer_and_is_alone_in_line_is_asked_once_more_by_one_letter_that_is_true() -> None:
    (alone,) = line(1)
    sweep(now=NOW + 2 * DAY)
    assert states(alone) == [State.OFFERED]
    letters = letters_of(alone)[-2:]
    assert [letter.kind for letter in letters] == [NoticeKind.OFFER_PASSED, NoticeKind.OFFER]
    assert [has_reason(letter, NOW + 2 * DAY) for letter in letters] == [False, True]
    sweep(now=NOW + 4 * DAY)
    assert states(alone) == [State.EXPIRED]


def test_the_personal_page_offers_both_answers_and_says_until_when(client: Client, world: World) -> None:
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=24, begins_at=soon(days=30))
    sitting, first, second = (seated(desk) for _ in range(3))
    client.post(personal_path(sitting) + "cancel/")
    assert "It is kept for you until" in compose(last_letter(first)).body
    assert "You then have 24 hours to take it." in client.get(personal_path(second)).content.decode()
    waiting = " ".join(compose(last_letter(second)).body.split())
    assert "Once we have written, you have 24 hours to take the seat." in waiting
    page = client.get(personal_path(first)).content.decode()
    address = f"{personal_path(first)}offer/{place_of(first).pk}/"
    assert "A seat is free for you." in page
    assert "It is kept for you until" in page
    assert address in page
    asked = client.get(address).content.decode()
    assert "You stay on the waiting list, at its end" in asked
    assert states(first) == [State.OFFERED]
    assert client.post(f"{personal_path(second)}offer/{place_of(first).pk}/").status_code == 302
    assert states(first, second) == [State.OFFERED, State.WAITLISTED]
    assert client.post(address, {"answer": "decline"})["Location"] == personal_path(first)
    assert "at the end of the line once more. If a seat" in client.get(personal_path(first)).content.decode()
    client.post(f"{personal_path(second)}offer/{place_of(second).pk}/", {"answer": "take"})
    assert "You have a seat." in client.get(personal_path(second)).content.decode()
    assert client.get(f"{personal_path(second)}offer/{place_of(second).pk}/").status_code == 302


@pytest.mark.django_db
def test_the_address_of_anybodys_seat_in_a_party_asks_about_the_offer_to_all(client: Client, world: World) -> None:
    desk = make_desk(capacity=2, waiting_list=True, party_size=2, offer_hours=24)
    sitting, waiting = seated(desk, companions=("Nick Nickson",)), seated(desk, companions=("Helen Helenson",))
    cancel(registration=sitting, by=PERSON, now=soon())
    for place in waiting.places.all():
        assert place.state == State.OFFERED
        asked = client.get(f"{personal_path(waiting)}offer/{place.pk}/")
        assert asked.status_code == 200
        assert asked.context["place"].number == 2


@pytest.mark.django_db
def test_an_offer_that_is_over_cannot_be_let_go() -> None:
    first, second = line(2)
    sweep(now=NOW + 2 * DAY)
    assert decline_offer(place=place_of(first), now=NOW + 2 * DAY).state == State.WAITLISTED
    assert states(first, second) == [State.WAITLISTED, State.OFFERED]
