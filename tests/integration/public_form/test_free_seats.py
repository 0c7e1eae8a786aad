"""The number of free seats tells nobody who is registered: it moves when somebody confirms, not when a form is sent."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from innovation_pages.models import WorkshopPage
from registrations.models import PrivacyNotice, Registration
from registrations.pages.beside_editor import beside
from tests.factories.pages import Visitor, desk_of, publish_workshop, translate
from tests.factories.registrations import confirm, seated, sign_up, soon
from tests.rig.world import World

KNOWN, UNKNOWN = "known@example.gr", "unknown@example.gr"


@pytest.fixture
def small(world: World, notice: PrivacyNotice) -> WorkshopPage:
    """A workshop with three seats and no waiting list, for one or two at a time."""
    return publish_workshop(
        world,
        registration_privacy_notice=notice,
        registration_capacity=3,
        registration_party_size=2,
        registration_waiting_list=False,
    )


def told(page: WorkshopPage) -> list[str]:
    """Every figure of free seats that a stranger reads: on the page, and in what it says to search engines."""
    text = Client().get(page.get_url()).content.decode()
    return re.findall(r'(?:<strong>|remainingAttendeeCapacity": )(\d+)', text)


def test_a_form_with_somebodys_address_changes_no_figure_whether_or_not_they_are_registered(
    small: WorkshopPage,
) -> None:
    seated(desk_of(small), email=KNOWN)
    assert told(small) == ["2", "2"]
    for email in (KNOWN, UNKNOWN):
        assert Visitor(Client(), small).sends(email=email).status_code == 302
        assert told(small) == ["2", "2"]
    confirm(Registration.objects.get(email=UNKNOWN))
    assert told(small) == ["1", "1"]


def test_where_holds_fill_the_event_page_and_form_say_so_until_they_end(small: WorkshopPage) -> None:
    desk = desk_of(small)
    for _ in range(3):
        sign_up(desk)
    section = Client().get(small.get_url()).wsgi_request.registration_sections[small.pk]
    assert (section["status"].is_full, section["status"].accepts, section["status"].free_seats) == (True, False, 0)
    assert told(small) == ["0"]


def test_sessions_say_the_same_in_the_list_and_in_the_choices(world: World, notice: PrivacyNotice) -> None:
    hours: dict[str, Any] = {
        "begins": soon(days=30),
        "ends": soon(days=30, hours=1),
        "registration": "here",
        "capacity": 2,
    }
    page = publish_workshop(
        world,
        registration_privacy_notice=notice,
        registration_waiting_list=True,
        sessions=[("session", {"title": title, **hours}) for title in ("Πρωί", "Βράδυ")],
    )
    desk = desk_of(page)
    morning, evening = desk.pools.order_by("pk")
    sign_up(desk, session_keys=(morning.session_key,))
    for _ in range(2):
        sign_up(desk, session_keys=(evening.session_key,))
    section = Client().get(page.get_url()).wsgi_request.registration_sections[page.pk]
    found = {pool.title: (pool.free_seats, pool.is_full) for pool in section["status"].pools}
    assert found == {"Πρωί": (2, False), "Βράδυ": (0, True)}
    assert section["status"].free_seats == 2
    choices = [str(label) for _key, label in section["form"].fields["sessions"].choices]
    assert ["πλήρης" in label for label in choices] == [False, True]


def test_a_party_that_is_refused_learns_no_more_than_the_page_says(
    world: World, client: Client, small: WorkshopPage
) -> None:
    english, desk = translate(small, world.en), desk_of(small)
    seated(desk)
    sign_up(desk)
    page = Visitor(client, english).sends(companion_2="Nick Nickson").content.decode()
    assert "You are 2 people, and some of the free seats are held for others who have just sent the form." in page
    assert Registration.objects.count() == 2


def test_staff_read_the_seats_as_they_are(small: WorkshopPage, admin_user: object) -> None:
    sign_up(desk_of(small))
    (pool,) = beside(small, admin_user)["pools"]
    assert (pool.taken, pool.free) == (1, 2)
