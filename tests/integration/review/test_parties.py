"""People who came together, at the desk: seen by name, decided on together, cancelled one by one, counted by seat."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from registrations.domain.errors import MoveNotAllowed
from registrations.domain.states import State
from registrations.models import Registration
from registrations.services.reviewing import Decision, decide
from tests.factories.addresses import bulk_url, desk_url
from tests.factories.branches import Branches
from tests.factories.staff import clerk, make_staff, signed_in
from tests.integration.review.test_deciding import post, state
from tests.integration.review.test_exporting import read

NIKOS, ELENI = "Νίκος Νικολάου", "Ελένη Ελένη"


@pytest.fixture
def three(branches: Branches) -> Registration:
    """Three people who apply together where two seats are."""
    branches.desk.party_size = 3
    branches.desk.save()
    branches.desk.pools.update(capacity=2, ceiling=2)
    return branches.sign_up(name="Μαρία Μαρή", companions=(NIKOS, ELENI))


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_the_list_and_the_registration_show_them_and_search_finds_each(reviewer: Client, three: Registration) -> None:
    assert "3 people" in page(reviewer, desk_url(q="νικολαου"))
    shown = page(reviewer, desk_url("inspect", three.pk))
    assert NIKOS in shown
    assert shown.count("Cancel this seat") == 3


def test_they_are_accepted_together_with_the_seats_that_are_missing(reviewer: Client, three: Registration) -> None:
    asked = page(reviewer, desk_url("decide", three.pk, to="accepted"))
    assert "They are 3 people, and 2 seats are free" in asked
    assert 'name="places"' not in asked
    assert "not enough free seats" in post(reviewer, three, "accepted").content.decode()
    assert state(three) == "in_review"
    post(reviewer, three, "accepted", raise_by=1, reason="A chair more.")
    assert set(three.places.values_list("state", flat=True)) == {State.ACCEPTED}


def test_one_of_them_is_cancelled_with_a_reason_and_brought_back(reviewer: Client, three: Registration) -> None:
    post(reviewer, three, "accepted", raise_by=1, reason="A chair more.")
    nikos = three.places.get(attendee__name=NIKOS)
    url = desk_url("decide", three.pk, to="cancelled", place=nikos.pk)
    asked = reviewer.get(url)
    assert asked.context["form"].initial["places"] == [str(nikos.pk)]
    assert f"Not coming: {NIKOS}" in asked.context["letter"].body
    version = Registration.objects.get(pk=three.pk).version
    reviewer.post(url, {"version": version, "places": [nikos.pk], "reason": "Ill.", "tells_reason": "on"})
    assert (state(three), three.places.filter(state=State.ACCEPTED).count()) == ("accepted", 2)
    assert "2 people" in page(reviewer, desk_url())
    asked = reviewer.get(desk_url("decide", three.pk, to="accepted"))
    assert NIKOS in str(asked.context["form"]["places"])  # the one choice there is, named and ticked
    assert asked.context["form"].initial["places"] == [str(nikos.pk)]
    post(reviewer, three, "accepted", places=[nikos.pk])
    assert three.places.filter(state=State.ACCEPTED).count() == 3


def test_who_has_a_seat_keeps_it_where_nobody_reviews(
    reviewer: Client, branches: Branches, three: Registration
) -> None:
    post(reviewer, three, "accepted", raise_by=1, reason="A chair more.")
    three.desk.needs_review = False
    three.desk.save(update_fields=["needs_review"])
    nikos = three.places.get(attendee__name=NIKOS)
    decision = Decision(to=State.CANCELLED)
    decide(registration=three, decision=decision, by=clerk(), now=datetime.now(UTC), place_ids=[nikos.pk])
    asked = reviewer.get(desk_url("decide", three.pk, to="in_review"))
    assert [place.pk for place in asked.context["form"].all_choices[0]] == [nikos.pk]
    with pytest.raises(MoveNotAllowed):
        decide(registration=three, decision=Decision(to=State.IN_REVIEW), by=clerk(), now=datetime.now(UTC))
    assert three.places.filter(state=State.ACCEPTED).count() == 2


def test_files_count_and_name_them_and_the_door_ticks_each(branches: Branches, three: Registration) -> None:
    clerk = signed_in(make_staff(branches.north, ["review", "export", "check_in"]))
    post(clerk, three, "accepted", raise_by=1, reason="A chair more.")
    eleni = three.places.get(attendee__name=ELENI)
    door = desk_url("check_in", branches.desk.pk, model="desk")
    assert page(clerk, door).count('name="place"') == 3
    clerk.post(door, {"place": eleni.pk})
    heading, row = read(clerk.get(desk_url(export="csv")))
    told = dict(zip(heading, row, strict=True))
    assert told["Number of people"] == "3"
    assert told["Names"] == f"Μαρία Μαρή; {NIKOS}; {ELENI}"
    assert told["Attendance"].startswith(f"{ELENI}: present")


def test_a_decision_on_several_counts_seats(reviewer: Client, three: Registration) -> None:
    assert "3 would get a seat, 2 are free" in page(reviewer, bulk_url("accept", id=[three.pk]))
