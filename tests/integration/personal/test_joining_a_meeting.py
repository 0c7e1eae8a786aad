"""What accepted people find on their personal page before, during and after an online meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registrations.models import Attendance, Place, Registration
from registrations.notices.links import personal_path
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.meetings import ADDRESS, give_link, make_meeting
from tests.factories.registrations import make_desk, seated, soon
from tests.rig.world import World

pytestmark = pytest.mark.usefixtures("world")


def shown(registration: Registration) -> str:
    return Client().get(personal_path(registration)).content.decode()


def button_of(registration: Registration) -> str:
    return f"{personal_path(registration)}join/{registration.places.get().pk}/"


def test_before_the_window_the_page_says_when_it_opens() -> None:
    desk = make_meeting(minutes=24 * 60, zone="Europe/Athens")
    page = shown(seated(desk))
    opens = (desk.begins_at - timedelta(minutes=30)).astimezone(ZoneInfo("Europe/Athens"))
    assert f"from {opens:%-H:%M}" in page
    assert "Join the meeting" not in page


def test_in_the_window_a_button_notes_the_person_and_leads_on(client: Client) -> None:
    registration = seated(make_meeting(way={"passcode": "413 226", "dial_in": "210 000 0000"}))
    visitor = Client(enforce_csrf_checks=True)
    page = visitor.get(personal_path(registration))
    html = page.content.decode()
    assert f'action="{button_of(registration)}"' in html
    assert "413 226" in html
    assert "210 000 0000" in html
    assert ADDRESS not in html
    token = str(page.context["csrf_token"])
    answer = visitor.post(button_of(registration), {"csrfmiddlewaretoken": token})
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "private, no-store"
    place = registration.places.get()
    assert (place.attendance, place.present_by) == (Attendance.ATTENDED, "person")
    assert "You joined at" in shown(registration)
    assert "Join again" in shown(registration)


def test_the_button_needs_its_token() -> None:
    registration = seated(make_meeting())
    answer = Client(enforce_csrf_checks=True).post(button_of(registration))
    assert answer.status_code == 403
    assert ADDRESS not in str(answer.headers)
    assert registration.places.get().attendance == Attendance.EXPECTED


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_address_of_the_button_leads_back_and_notes_nobody(client: Client, method: str) -> None:
    registration = seated(make_meeting())
    answer = getattr(client, method)(button_of(registration))
    assert (answer.status_code, answer["Location"]) == (302, personal_path(registration))
    assert registration.places.get().attendance == Attendance.EXPECTED


def test_after_the_end_the_page_says_so_and_the_button_is_gone() -> None:
    registration = seated(make_meeting())
    Client().post(button_of(registration))
    with time_machine.travel(soon(hours=4)):
        page = shown(registration)
        answer = Client().post(button_of(registration))
    assert "The meeting is over." in page
    assert "You joined at" in page
    assert answer["Location"] == personal_path(registration)


@pytest.mark.parametrize("facts", [{"needs_review": True}, {"capacity": 0, "waiting_list": True}])
def test_who_is_not_accepted_sees_nothing_of_a_meeting(client: Client, facts: dict[str, Any]) -> None:
    registration = seated(make_meeting(way={"passcode": "413 226"}, **facts))
    page = shown(registration)
    assert "Online meeting" not in page
    assert "413 226" not in page
    assert client.post(button_of(registration))["Location"] == personal_path(registration)


def test_who_has_cancelled_sees_nothing_any_more(client: Client) -> None:
    registration = seated(make_meeting())
    cancel(registration=registration, by=PERSON, now=soon())
    assert "Online meeting" not in shown(registration)
    assert client.post(button_of(registration))["Location"] == personal_path(registration)


def test_a_place_of_somebody_else_is_not_joined_with_ones_own_link(client: Client) -> None:
    desk = make_meeting()
    mine, other = seated(desk), seated(desk)
    answer = client.post(f"{personal_path(mine)}join/{other.places.get().pk}/")
    assert answer["Location"] == personal_path(mine)
    assert not Place.objects.filter(attendance=Attendance.ATTENDED).exists()
    assert client.post("/registration/nonsense/join/1/").status_code == 404


def test_who_joined_is_told_that_the_link_has_changed_since() -> None:
    desk = make_meeting()
    registration = seated(desk)
    Client().post(button_of(registration))
    assert "The link has changed" not in shown(registration)
    give_link(desk, url="https://other.example.org/")
    assert "The link has changed" in shown(registration)
    assert Client().post(button_of(registration))["Location"] == "https://other.example.org/"


def test_a_meeting_without_hours_promises_to_tell_them() -> None:
    desk = make_desk(begins_at=None)
    give_link(desk)
    assert "When the hours are known" in shown(seated(desk))


def test_meetings_cost_one_statement_whatever_their_number() -> None:
    titles = [f"Session {number}" for number in range(6)]
    desk = make_desk(begins_at=soon(), sessions=titles)
    registration = seated(desk, session_keys=tuple(titles))
    shown(registration)
    with CaptureQueriesContext(connection) as without:
        assert "Join the meeting" not in shown(registration)
    give_link(desk)
    with CaptureQueriesContext(connection) as with_link:
        assert shown(registration).count("Join the meeting") == 6
    assert len(with_link) <= len(without) + 1


def test_the_personal_page_lets_its_form_lead_elsewhere_and_no_other_page_does(world: World) -> None:
    registration = seated(make_meeting())
    policies = {
        path: Client().get(path)["Content-Security-Policy"]
        for path in (personal_path(registration), "/", button_of(registration))
    }
    assert [path for path, policy in policies.items() if "form-action 'self' https:" in policy] == [
        personal_path(registration)
    ]


def test_one_of_several_says_who_is_there_and_adds_who_comes_later() -> None:
    registration = seated(make_meeting(party_size=3), companions=("Νίκος Νικολάου", "Άννα Άννου"))
    first, second, third = registration.places.order_by("pk")
    stranger = seated(make_meeting()).places.get()
    page = shown(registration)
    assert page.count(" checked>") == 3
    button = f"{personal_path(registration)}join/{first.pk}/"
    answer = Client().post(button, {"present": [first.pk, third.pk, stranger.pk, "x", "9" * 30]})
    assert answer["Location"] == ADDRESS
    there = set(Place.objects.filter(attendance=Attendance.ATTENDED))
    assert there == {first, third}
    page = shown(registration)
    assert (page.count("there since"), page.count('name="present"'), page.count(" checked>")) == (2, 1, 0)
    assert Client().post(button)["Location"] == ADDRESS
    assert Client().post(button, {"present": second.pk})["Location"] == ADDRESS
    second.refresh_from_db()
    assert second.attendance == Attendance.ATTENDED
