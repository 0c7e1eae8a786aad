"""The door: ticking off who has come, with nothing of anybody but name and reference."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from registrations.models import Attendance, Place, Registration, SeatPool
from registrations.services.actor import PERSON
from registrations.services.attending import mark_present
from registrations.services.cancelling import cancel
from tests.factories.addresses import desk_url
from tests.factories.branches import Branches, desk_at
from tests.factories.registrations import make_pool, make_questionnaire, seated, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


@pytest.fixture
def desk(branches: Branches, world: World):
    return desk_at(branches.north, world, title="Open day")


@pytest.fixture
def door(branches: Branches) -> Client:
    """Checks in at the North and nothing else."""
    user = make_staff(branches.north, ["check_in"])
    user.first_name, user.last_name = "Dora", "Keeper"
    user.save()
    return signed_in(user)


def screen(desk: Any, **query: Any) -> str:
    return desk_url("check_in", desk.pk, model="desk", **query)


def names(client: Client, address: str) -> list[str]:
    return [one["name"] for one in client.get(address).context["people"]]


def test_the_door_sees_names_and_references_and_nothing_else(door: Client, desk: Any) -> None:
    asked = make_questionnaire(desk, "diet")
    registration = seated(desk, name="Μαρία Παπαδοπούλου", email="maria@example.org")
    Registration.objects.filter(pk=registration.pk).update(questionnaire=asked, answers={"diet": "no nuts"})
    html = door.get(screen(desk)).content.decode()
    assert "Μαρία Παπαδοπούλου" in html
    assert registration.reference in html
    assert [secret for secret in ("maria@example.org", "no nuts", "diet") if secret in html] == []
    assert door.get(desk_url("inspect", registration.pk)).status_code in {302, 404}
    assert door.get(desk_url()).status_code == 302
    assert door.get(desk_url("meeting", desk.pk, model="desk")).status_code in {302, 404}


def test_a_search_cannot_be_used_to_guess_addresses(door: Client, desk: Any) -> None:
    seated(desk, name="Anna", email="secretbox@example.org")
    assert names(door, screen(desk, q="secretbox")) == []


@pytest.mark.parametrize("typed", ["παπαδοπουλος", "ΝΙΚΟΣ ΠΑΠΑΔ", "παπαδ νικ", "  νίκος "])
def test_people_are_found_however_their_name_is_typed(door: Client, desk: Any, typed: str) -> None:
    seated(desk, name="Νίκος Παπαδόπουλος")
    seated(desk, name="Άννα Βέργη")
    assert names(door, screen(desk, q=typed)) == ["Νίκος Παπαδόπουλος"]


def test_a_reference_finds_its_person(door: Client, desk: Any) -> None:
    seated(desk, name="Anna")
    registration = seated(desk, name="Berta")
    typed = registration.reference.replace("-", "").lower()
    assert names(door, screen(desk, q=typed)) == ["Berta"]


def test_names_stand_in_greek_order(door: Client, desk: Any) -> None:
    for name in ("Ωραία", "άγγελος", "Βαγγέλης", "Αγνή"):
        seated(desk, name=name)
    assert names(door, screen(desk)) == ["άγγελος", "Αγνή", "Βαγγέλης", "Ωραία"]


def test_a_tick_is_a_post_that_comes_back_to_the_person(door: Client, desk: Any) -> None:
    registration = seated(desk, name="Anna")
    place = registration.places.get()
    answer = door.post(screen(desk, q="ann"), {"place": place.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"{screen(desk, q='ann')}#place-{place.pk}")
    page = door.get(answer["Location"])
    assert (page.context["present"], page.context["expected"]) == (1, 1)
    assert "Dora Keeper" in page.content.decode()
    assert names(door, screen(desk, show="absent")) == []
    assert names(door, screen(desk, show="present")) == ["Anna"]
    door.post(screen(desk), {"place": place.pk, "undo": "1"})
    place.refresh_from_db()
    assert (place.attendance, place.present_at, place.recorded_by) == (Attendance.EXPECTED, None, None)


def test_who_joined_online_is_present_already(door: Client, desk: Any) -> None:
    place = seated(desk).places.get()
    mark_present(place=place, by=PERSON, now=soon())
    assert "joined online" in door.get(screen(desk)).content.decode()
    answer = door.post(screen(desk), {"place": place.pk}, follow=True)
    assert "was present already" in answer.content.decode()
    assert Place.objects.get(pk=place.pk).present_by == "person"


def test_who_has_just_cancelled_is_not_ticked_off(door: Client, desk: Any) -> None:
    registration = seated(desk)
    place = registration.places.get()
    cancel(registration=registration, by=PERSON, now=soon())
    answer = door.post(screen(desk), {"place": place.pk}, follow=True)
    assert "is not expected any more" in answer.content.decode()
    assert Place.objects.get(pk=place.pk).attendance == Attendance.EXPECTED


@pytest.mark.parametrize("key", ["", "abc", "0", "9" * 30, "stranger"])
def test_nobody_of_another_event_is_ticked_off(door: Client, desk: Any, branches: Branches, key: str) -> None:
    place = branches.stranger.places.get().pk if key == "stranger" else key
    assert door.post(screen(desk), {"place": place}).status_code == 404
    assert not Place.objects.filter(attendance=Attendance.ATTENDED).exists()


def test_each_session_has_its_own_list(door: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world, title="Two rooms", sessions=["Morning", "Evening"])
    seated(desk, name="Early", session_keys=("Morning",))
    seated(desk, name="Both", session_keys=("Morning", "Evening"))
    morning, evening = (desk.pools.get(title=title) for title in ("Morning", "Evening"))
    assert names(door, screen(desk, session=morning.pk)) == ["Both", "Early"]
    assert names(door, screen(desk, session=evening.pk)) == ["Both"]
    for foreign in (branches.far.pools.get().pk, "x", 0):
        assert door.get(screen(desk, session=foreign)).status_code == 404


def test_the_session_that_is_on_is_shown_first(door: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world, sessions=["Morning", "Evening"], begins_at=soon(hours=-5))
    for title, begin in (("Morning", -5), ("Evening", -1)):
        desk.pools.filter(title=title).update(begins_at=soon(hours=begin), ends_at=soon(hours=begin + 3))
    assert door.get(screen(desk)).context["pool"].title == "Evening"
    desk.pools.update(begins_at=soon(days=-2), ends_at=soon(days=-1))
    assert door.get(screen(desk)).status_code == 200


def test_a_desk_without_seats_has_no_door(door: Client, branches: Branches, world: World) -> None:
    desk = desk_at(branches.north, world)
    desk.pools.all().delete()
    assert door.get(screen(desk)).status_code == 404


def test_a_full_hall_is_cut_and_costs_no_statement_per_person(
    door: Client, desk: Any, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registrations.review.checking_in.SHOWN_AT_ONCE", 3)
    for number in range(8):
        seated(desk, name=f"Person {number}")
    with django_assert_max_num_queries(15):
        page = door.get(screen(desk))
    assert (len(page.context["people"]), page.context["more"]) == (3, 5)
    assert "More people (5)" in page.content.decode()


def test_attendance_stands_in_the_list_on_the_page_and_in_the_file(branches: Branches, world: World) -> None:
    user = make_staff(branches.north, ["review", "export", "check_in"])
    desk = desk_at(branches.north, world, title="Open day")
    registration = seated(desk, name="Anna")
    client = signed_in(user)
    client.post(screen(desk), {"place": registration.places.get().pk})
    for address in (desk_url(desk=desk.pk), desk_url("inspect", registration.pk)):
        assert "present: " in client.get(address).content.decode()
    file = b"".join(client.get(desk_url(desk=desk.pk, export="csv")).streaming_content).decode()
    assert "Attendance" in file
    assert "present: " in file


def test_a_ticket_leads_to_the_session_it_is_for_and_a_search_to_the_others(
    door: Client, world: World, branches
) -> None:
    desk = desk_at(branches.north, world, title="Two rooms", sessions=["A", "B"])
    registration = seated(desk, name="Άννα Βέργη", session_keys=("B",))
    first, second = desk.pools.order_by("pk")
    led = door.get(f"/registration/door/{registration.reference}/")
    assert led["Location"].endswith(f"?q={registration.reference}&session={second.pk}")
    assert names(door, led["Location"]) == ["Άννα Βέργη"]
    page = door.get(screen(desk, session=first.pk, q="βεργη"))
    assert page.context["people"] == []
    assert "Expected in another session" in page.content.decode()
    assert [pool for pool, _url in page.context["elsewhere"]] == [second]


def test_the_door_opens_at_what_is_on_and_passes_over_what_is_closed(door: Client, world: World, branches) -> None:
    desk = desk_at(branches.north, world, title="Later in parts", sessions=["A", "B"])
    on, later = desk.pools.order_by("pk")
    make_pool(desk, is_closed=True)
    SeatPool.objects.filter(pk=on.pk).update(begins_at=soon(hours=-2), ends_at=None)
    SeatPool.objects.filter(pk=later.pk).update(begins_at=soon(hours=2))
    shown = door.get(screen(desk)).context
    assert shown["pool"] == on
    assert [pool for pool, _url in shown["sessions"]] == [on, later]


def test_of_several_with_one_number_the_one_who_came_is_named(door: Client, desk: Any) -> None:
    registration = seated(desk, name="Άννα Βέργη")
    answer = door.post(screen(desk), {"place": registration.places.get().pk}, follow=True)
    assert f"Άννα Βέργη ({registration.reference}) is present." in answer.content.decode()
