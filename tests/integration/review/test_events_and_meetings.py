"""The list of events, one event, and the form that keeps the link of its online meeting."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from registrations.models import JoinLink
from tests.factories.addresses import desk_url
from tests.factories.branches import Branches, desk_at
from tests.factories.meetings import ADDRESS, give_link
from tests.factories.registrations import seated, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


@pytest.fixture
def keeper(branches: Branches) -> Client:
    """Configures the North and nothing else."""
    return signed_in(make_staff(branches.north, ["configure"]))


def form_of(desk: Any) -> str:
    return desk_url("meeting", desk.pk, model="desk")


def titles(client: Client, **query: Any) -> list[str]:
    return [event["desk"].title for event in client.get(desk_url(model="desk", **query)).context["events"]]


@pytest.mark.parametrize("right", ["review", "check_in", "configure"])
def test_each_right_opens_the_events_of_its_pages_with_its_own_door(branches: Branches, right: str) -> None:
    client = signed_in(make_staff(branches.north, [right]))
    assert titles(client) == ["Northern lab"]
    html = client.get(desk_url("inspect", branches.desk.pk, model="desk")).content.decode()
    doors = {
        "review": f"{desk_url()}?desk={branches.desk.pk}",
        "check_in": desk_url("check_in", branches.desk.pk, model="desk"),
        "configure": form_of(branches.desk),
    }
    assert {name for name, address in doors.items() if f'href="{address}"' in html} == {right}
    assert client.get(desk_url("inspect", branches.far.pk, model="desk")).status_code == 404


def test_an_event_without_registration_shows_no_seats(keeper: Client, branches: Branches) -> None:
    address = desk_url("inspect", branches.desk.pk, model="desk")
    assert "Seats and attendance" in keeper.get(address).content.decode()
    branches.desk.pools.all().delete()
    assert "Seats and attendance" not in keeper.get(address).content.decode()


def test_an_exporter_has_no_events(branches: Branches) -> None:
    assert signed_in(make_staff(branches.north, ["export"])).get(desk_url(model="desk")).status_code == 302


def test_events_that_are_over_have_a_page_of_their_own(keeper: Client, branches: Branches, world: World) -> None:
    desk_at(branches.north, world, title="Last year", begins_at=soon(days=-300))
    desk_at(branches.north, world, title="Yesterday evening", begins_at=soon(hours=-20))
    desk_at(branches.north, world, title="Some day", begins_at=None)
    desk_at(branches.north, world, title="No seats").pools.all().delete()
    assert titles(keeper) == ["Yesterday evening", "Northern lab", "Some day"]
    assert titles(keeper, over=1) == ["Last year"]


def test_the_list_costs_no_statement_per_event(
    keeper: Client, branches: Branches, world: World, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        seated(desk_at(branches.north, world, title=f"Event {number}"))
    with django_assert_max_num_queries(16):
        assert len(titles(keeper)) == 13


def test_a_link_is_kept_changed_and_taken_away(keeper: Client, branches: Branches) -> None:
    typed = {
        "event-url": ADDRESS,
        "event-passcode": " 413  226 ",
        "event-dial_in": "210 000 0000",
        "event-minutes_before": "15",
    }
    answer = keeper.post(form_of(branches.desk), typed)
    assert answer.status_code == 302
    link = JoinLink.objects.get()
    assert (link.url, link.passcode, link.dial_in, link.minutes) == (ADDRESS, "413 226", "210 000 0000", 15)
    assert ADDRESS in keeper.get(form_of(branches.desk)).content.decode()
    screen = keeper.get(answer["Location"]).content.decode()
    assert "A link is kept." in screen
    assert "Way into the online meeting changed" in screen
    assert ADDRESS not in screen
    assert "Nothing was different" in keeper.post(form_of(branches.desk), typed, follow=True).content.decode()
    keeper.post(form_of(branches.desk), {"event-url": ""})
    assert not JoinLink.objects.exists()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"event-url": "http://meet.example.org/"}, "must begin with https://"),
        ({"event-url": "https://meet.example.org/a b"}, "not a whole link"),
        ({"event-url": "https://meet.example.org/" + "a" * 1000}, "too long for a link"),
        ({"event-url": "", "event-passcode": "413"}, "Give the link too"),
        ({"event-url": ADDRESS, "event-passcode": "41\x0b3"}, "characters that cannot be seen"),
        ({"event-url": ADDRESS, "event-minutes_before": "99999"}, "less than or equal to 1440"),
    ],
)
def test_a_mistake_is_told_in_words_and_keeps_what_was_there(
    keeper: Client, branches: Branches, typed: dict[str, str], words: str
) -> None:
    give_link(branches.desk, url="https://before.example.org/")
    answer = keeper.post(form_of(branches.desk), typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert JoinLink.objects.get().url == "https://before.example.org/"


def test_each_session_may_have_a_link_of_its_own(keeper: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world, sessions=["Morning", "Evening"])
    evening = desk.pools.get(title="Evening")
    keeper.post(form_of(desk), {"event-url": ADDRESS, f"session{evening.pk}-url": "https://evening.example.org/"})
    assert dict(JoinLink.objects.values_list("session_key", "url")) == {
        "": ADDRESS,
        "Evening": "https://evening.example.org/",
    }


def test_the_change_stands_in_the_site_history_of_those_who_may_see_the_desk(
    keeper: Client, branches: Branches
) -> None:
    keeper.post(form_of(branches.desk), {"event-url": ADDRESS})
    report = reverse("wagtailadmin_reports:site_history")
    seen = {
        "reviewer": signed_in(make_staff(branches.north, ["review"])),
        "keeper": keeper,
        "door": signed_in(make_staff(branches.north, ["check_in"])),
        "stranger": signed_in(make_staff(branches.south, ["review", "configure"])),
    }
    pages = {who: client.get(report).content.decode() for who, client in seen.items()}
    assert {who for who, page in pages.items() if "Way into the online meeting changed" in page} == {
        "reviewer",
        "keeper",
    }
    assert not [who for who, page in pages.items() if "meet.example.org" in page]
