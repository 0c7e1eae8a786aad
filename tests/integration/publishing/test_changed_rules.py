"""Rules that change while people are registered: who is the same person, sessions that close and come back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from registrations.domain.errors import AlreadyRegistered
from registrations.domain.states import State
from registrations.models import Registration
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.verifying import verify
from tests.factories.pages import desk_of, publish_workshop, republish, soon
from tests.factories.registrations import seated, sign_up
from tests.factories.truths import assert_true_to_the_rules
from tests.rig.world import World

A, B = "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f01", "0b7bb3ff-9a0a-4a44-9c5e-0a6f0a1f8f02"


def sessions(*keys: str) -> str:
    hours = {"begins": soon(30).isoformat(), "ends": (soon(30) + timedelta(hours=1)).isoformat()}
    return json.dumps(
        [
            {"type": "session", "id": key, "value": {"title": key[-1:], "registration": "inherit", **hours}}
            for key in keys
        ]
    )


def test_a_stricter_rule_counts_those_who_are_registered_already(world: World) -> None:
    page = publish_workshop(world, registration_person_key="email_and_name")
    anna = {"email": "unit@example.org", "name": "Άννα Άννου"}
    first, second = seated(desk_of(page), **anna), seated(desk_of(page), **{**anna, "name": "Μαρία Μαρή"})
    page = republish(page, registration_person_key="email")
    assert list(Registration.objects.order_by("pk").values_list("person_key", flat=True)) == ["unit@example.org", ""]
    for name in ("Άννα Άννου", "Μαρία Μαρή", "Τρίτη"):
        with pytest.raises(AlreadyRegistered):
            sign_up(desk_of(page), email="unit@example.org", name=name)
    assert {Registration.objects.get(pk=one.pk).state for one in (first, second)} == {State.ACCEPTED}
    assert_true_to_the_rules()
    republish(page, registration_person_key="email_and_name")
    with pytest.raises(AlreadyRegistered):
        sign_up(desk_of(page), **anna)
    seated(desk_of(page), email="unit@example.org", name="Τρίτη")
    assert_true_to_the_rules()


def test_a_limit_per_person_that_is_put_back_counts_everybody(world: World) -> None:
    page = publish_workshop(world, registration_person_key="nobody", registration_review=True)
    people = [seated(desk_of(page), email="a@example.org") for _ in range(2)]
    cancel(registration=people[0], by=PERSON, now=datetime.now(UTC))
    page = republish(page, registration_person_key="email")
    assert set(Registration.objects.values_list("person_key", flat=True)) == {"a@example.org"}
    with pytest.raises(AlreadyRegistered):
        sign_up(desk_of(page), email="a@example.org")


def test_a_session_under_review_that_comes_back_hands_on_the_seats_that_came_free(world: World) -> None:
    page = publish_workshop(
        world,
        sessions=sessions(A, B),
        registration_capacity=1,
        registration_review=True,
        registration_applications_hold_seats=True,
        registration_waiting_list=True,
    )
    sitting, waiting = (seated(desk_of(page), session_keys=(A,)) for _ in range(2))
    assert waiting.state == State.WAITLISTED
    page = republish(page, sessions=sessions(B))
    cancel(registration=sitting, by=PERSON, now=datetime.now(UTC))
    republish(page, sessions=sessions(A, B))
    waiting.refresh_from_db()
    assert waiting.state == State.IN_REVIEW
    assert waiting.places.get().holds_seat
    assert_true_to_the_rules()


def test_a_session_that_closed_before_the_address_was_confirmed_seats_nobody(world: World) -> None:
    page = publish_workshop(world, sessions=sessions(A, B), registration_capacity=1)
    both = sign_up(desk_of(page), session_keys=(A, B))
    page = republish(page, sessions=sessions(B))
    now = datetime.now(UTC)
    assert verify(registration=both, now=now).state == State.ACCEPTED
    assert dict(both.places.values_list("pool__session_key", "state")) == {A: State.EXPIRED, B: State.ACCEPTED}
    assert desk_of(page).pools.get(session_key=A).taken == 0
    assert_true_to_the_rules()


def test_the_deadline_that_passed_before_the_address_was_confirmed_takes_nothing_away(world: World) -> None:
    page = publish_workshop(world)
    registration = sign_up(desk_of(page))
    desk = desk_of(page)
    desk.closes_at = datetime.now(UTC) - timedelta(seconds=1)
    desk.save()
    assert verify(registration=registration, now=datetime.now(UTC)).state == State.ACCEPTED
