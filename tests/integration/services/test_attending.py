"""Noting who has come: once, by whom, and back again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from registrations.domain.errors import NotExpected
from registrations.domain.states import ActorKind
from registrations.models import Attendance, Place, RegistrationLogEntry
from registrations.services.actor import PERSON
from registrations.services.attending import mark_present, take_back
from registrations.services.cancelling import cancel
from tests.factories.registrations import make_desk, seated
from tests.factories.staff import clerk
from tests.factories.truths import NOW, assert_true_to_the_rules

pytestmark = pytest.mark.django_db


def accepted() -> Place:
    return seated(make_desk(), now=NOW).places.get()


def noted(place: Place) -> tuple[str, object, str, object]:
    fresh = Place.objects.get(pk=place.pk)
    return fresh.attendance, fresh.present_at, fresh.present_by, fresh.recorded_by


def test_staff_tick_somebody_off_with_name_and_time_in_the_log() -> None:
    place, by = accepted(), clerk()
    assert mark_present(place=place, by=by, now=NOW)
    assert noted(place) == (Attendance.ATTENDED, NOW, ActorKind.STAFF, by.user)
    entry = RegistrationLogEntry.objects.get(action="registrations.attendance")
    assert (entry.registration_id, entry.user) == (place.registration_id, by.user)
    assert entry.data == {"place": place.pk, "from": "expected", "to": "attended"}
    assert_true_to_the_rules()


def test_the_first_note_stands_whoever_repeats_it() -> None:
    place = accepted()
    assert mark_present(place=place, by=PERSON, now=NOW)
    assert not mark_present(place=place, by=clerk(), now=NOW + timedelta(hours=1))
    assert noted(place) == (Attendance.ATTENDED, NOW, ActorKind.PERSON, None)
    assert not RegistrationLogEntry.objects.filter(action="registrations.attendance").exists()


def test_a_tick_is_taken_back_once() -> None:
    place = accepted()
    mark_present(place=place, by=clerk(), now=NOW)
    assert take_back(place=place, by=clerk())
    assert not take_back(place=place, by=clerk())
    assert noted(place) == (Attendance.EXPECTED, None, "", None)
    log = RegistrationLogEntry.objects.filter(action="registrations.attendance")
    assert [entry.data["to"] for entry in log.order_by("pk")] == ["attended", "expected"]


@pytest.mark.parametrize("facts", [{"needs_review": True}, {"capacity": 0, "waiting_list": True}])
def test_nobody_is_noted_at_a_place_that_is_not_accepted(facts: dict) -> None:
    place = seated(make_desk(**facts), now=NOW).places.get()
    with pytest.raises(NotExpected):
        mark_present(place=place, by=clerk(), now=NOW)
    assert noted(place) == (Attendance.EXPECTED, None, "", None)


def test_who_has_cancelled_is_not_expected_and_keeps_what_was_noted_before() -> None:
    came, stayed_away = accepted(), accepted()
    mark_present(place=came, by=PERSON, now=NOW)
    for place in (came, stayed_away):
        cancel(registration=place.registration, by=PERSON, now=NOW)
        with pytest.raises(NotExpected):
            mark_present(place=place, by=clerk(), now=NOW)
    assert noted(came)[0] == Attendance.ATTENDED
    assert noted(stayed_away)[0] == Attendance.EXPECTED


def test_the_database_knows_no_attendance_without_its_time() -> None:
    place = accepted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Place.objects.filter(pk=place.pk).update(attendance=Attendance.ATTENDED)
