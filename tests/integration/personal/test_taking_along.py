"""What the personal page gives along: ticket, calendars of the web, one's own data; and the swap of two members."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils.html import escape

from innovation_pages.models import Venue
from registrations.models import MemberChange, NoticeKind, Registration
from registrations.notices.composing import compose
from registrations.notices.links import door_address, personal_path
from registrations.outputs.calendar_links import calendar_links
from registrations.outputs.qr import qr_svg
from registrations.services.reminding import remind
from tests.factories.addresses import desk_url
from tests.factories.nominations import ALTERNATE, REGULAR, accept, make_network, name_members
from tests.factories.pages import desk_of, publish_workshop
from tests.factories.registrations import last_letter, make_desk, make_questionnaire, seated, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


def page_of(client: Client, registration: Registration) -> str:
    return client.get(personal_path(registration)).content.decode()


def test_the_ticket_leads_the_door_to_the_person_and_holds_nothing_else_of_them(
    client: Client, admin_client: Client, world: World
) -> None:
    registration = seated(make_desk(begins_at=soon(days=2)), name="Άννα Κρυφού")
    address = door_address(registration)
    path = urlsplit(address).path
    assert path == f"/en/registration/door/{registration.reference}/"
    drawn = qr_svg(address)
    assert drawn in page_of(client, registration)
    assert not re.search(r"style=|<script|on\w+=", drawn)
    led = admin_client.get(path)
    check_in = desk_url("check_in", registration.desk_id, model="desk")
    session = registration.places.get().pool_id
    assert led["Location"] == f"{check_in}?q={registration.reference}&session={session}"
    for typed in (registration.reference, address):  # by a thumb, or by a scanner that types what it reads
        found = admin_client.get(check_in, {"q": typed}).content.decode()
        assert registration.name in found, typed
    waiting = seated(make_desk(capacity=0, waiting_list=True))
    assert "<svg" not in page_of(client, waiting)


def test_a_meeting_that_is_only_online_has_no_ticket_for_a_door_and_no_letter_speaks_of_one(
    client: Client, world: World
) -> None:
    for delivery, drawn in (("online", False), ("hybrid", True)):
        venue = Venue.objects.create(name_el=f"Αίθουσα {delivery}", city_el="Αθήνα")
        desk = desk_of(publish_workshop(world, delivery=delivery, venue=venue))
        desk.remind_hours = 24
        desk.save()
        registration = seated(desk)
        assert ("<svg" in page_of(client, registration)) is drawn
        assert ("ticket for the door" in compose(last_letter(registration)).body) is drawn
        assert remind(now=desk.begins_at - timedelta(hours=2)) == 1
        reminder = last_letter(registration)
        assert reminder.kind == NoticeKind.REMINDER
        assert ("ticket for the door" in compose(reminder).body) is drawn


def test_who_is_not_at_the_door_reads_the_same_behind_every_ticket(client: Client, world: World) -> None:
    registration = seated(make_desk(begins_at=soon(days=2)), name="Άννα Κρυφού")
    path = urlsplit(door_address(registration)).path
    unknown = "2345-6782" if registration.reference != "2345-6782" else "2345-6789"
    pages = [client.get(path.replace(registration.reference, one)) for one in (registration.reference, unknown, "x")]
    assert {page.status_code for page in pages} == {200}
    words = [page.content.decode().replace(registration.reference, "x").replace(unknown, "x") for page in pages]
    assert words[0] == words[1] == words[2]
    assert registration.name not in words[0]
    assert pages[0]["Cache-Control"] == "private, no-store"
    assert client.post(path).status_code == 405
    reviewer = signed_in(make_staff(world.home, ["review"]))  # may not check in, and the desk is not below the page
    assert "may not check people in" in reviewer.get(path).content.decode()


def test_links_into_calendars_of_the_web_name_the_event_and_not_the_person(client: Client, world: World) -> None:
    registration = seated(make_desk(begins_at=datetime(2027, 7, 1, 7, tzinfo=UTC)), name="Άννα Κρυφού")
    page = page_of(client, registration)
    for name, address in calendar_links(
        title="Workshop on plain language",
        begins_at=datetime(2027, 7, 1, 7, tzinfo=UTC),
        ends_at=datetime(2027, 7, 1, 10, tzinfo=UTC),
        zone="Europe/Athens",
        where="Town hall, 1 Main Street",
    ):
        assert escape(address) in page, name
        assert registration.reference not in address
        values = {key: value[0] for key, value in parse_qs(urlsplit(address).query).items()}
        assert values.get("text", values.get("subject")) == "Workshop on plain language"
        begin = values.get("startdt") or values["dates"].split("/")[0]
        assert begin in {"2027-07-01T07:00:00Z", "20270701T070000Z"}


def test_a_person_downloads_their_own_data_and_nobody_elses(client: Client, world: World) -> None:
    desk = make_desk()
    seated(desk, name="Somebody Else", email="else@example.org")
    mine = seated(desk, questionnaire=make_questionnaire(desk, "Diet"), answers={"Diet": "none"})
    answer = client.get(personal_path(mine) + "data.json")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (
        "application/json; charset=utf-8",
        "private, no-store",
    )
    kept = json.loads(answer.content)
    assert (kept["email"], kept["reference"]) == (mine.email, mine.reference)
    assert kept["answers"] == [{"question": "Diet", "answer": "none"}]
    assert [move["to"] for move in kept["history"]] == ["unverified", "accepted"]
    assert "else@example.org" not in answer.content.decode()
    assert mine.secret not in answer.content.decode()
    assert client.post(personal_path(mine) + "data.json").status_code == 405


def test_the_contact_person_swaps_the_two_members_and_the_history_keeps_it(client: Client, world: World) -> None:
    nomination = accept(name_members(make_network(), "Δήμος Αλκυόνας"))
    path = personal_path(nomination) + "swap/"
    assert path in page_of(client, nomination)
    page = client.get(path)
    version = page.context["form"].initial["version"]
    assert REGULAR.name in page.content.decode()
    assert not MemberChange.objects.exists()
    assert "Τα δύο μέλη άλλαξαν θέση." in client.post(path, {"version": version}, follow=True).content.decode()
    assert client.post(path, {"version": version})["Location"] == personal_path(nomination)  # pressed twice
    roles = {one.name: one.role for one in nomination.attendees.members()}
    assert roles == {ALTERNATE.name: "regular", REGULAR.name: "alternate"}
    assert nomination.places.get().attendee.name == ALTERNATE.name
    change = MemberChange.objects.get()
    assert (change.kind, change.actor) == ("swapped", "person")
    assert ALTERNATE.email not in client.get(personal_path(nomination) + "data.json").content.decode()
    assert client.get(personal_path(seated(make_desk())) + "swap/").status_code == 302
