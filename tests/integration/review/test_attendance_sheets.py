"""The attendance sheet at the desk: who may take it, who stands on it, and what is left in the log."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from registrations.models import Place, RegistrationLogEntry
from registrations.outputs import attendance
from tests.factories.addresses import desk_url
from tests.factories.branches import SECRET, Branches, desk_at
from tests.factories.registrations import seated, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

BUTTON = "Attendance sheet (PDF)"


@pytest.fixture
def desk(branches: Branches, world: World):
    desk = desk_at(branches.north, world, title="Open day")
    seated(desk, name="Μαρία Παπαδοπούλου", email="maria@example.org")
    return desk


def door_url(desk: Any, **query: Any) -> str:
    return desk_url("check_in", desk.pk, model="desk", **query)


def said(response: Any) -> str:
    reader = PdfReader(io.BytesIO(b"".join(response.streaming_content)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_list_of_one_event_is_taken_to_the_door_as_paper(exporter: Client, desk: Any) -> None:
    waiting = seated(desk, name="Somebody who waits")
    Place.objects.filter(registration=waiting).update(state="waitlisted", holds_seat=False, position=1)
    assert BUTTON not in exporter.get(desk_url()).content.decode()
    page = exporter.get(desk_url(desk=desk.pk)).content.decode()
    assert BUTTON in page
    assert f"desk={desk.pk}&amp;export=pdf" in page
    response = exporter.get(desk_url(desk=desk.pk, export="pdf"))
    assert response["Content-Type"] == "application/pdf"
    assert 'attachment; filename="attendance-' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    text = said(response)
    assert "1 Μαρία Παπαδοπούλου" in text
    assert [word for word in ("Somebody who waits", "maria@example.org", SECRET) if word in text] == []
    entry = RegistrationLogEntry.objects.get(action="registrations.exported")
    assert entry.data == {"kind": "pdf", "count": 1, "filter": {"desk": [str(desk.pk)]}, "searched": False}
    assert exporter.get(desk_url(export="pdf")).status_code == 404


def test_who_keeps_the_door_prints_what_the_door_shows(branches: Branches, desk: Any) -> None:
    keeper = signed_in(make_staff(branches.north, ["check_in"]))
    assert "export=pdf" in keeper.get(door_url(desk)).content.decode()
    assert keeper.head(door_url(desk, export="pdf"))["Content-Type"] == "application/pdf"
    assert not RegistrationLogEntry.objects.filter(action="registrations.exported").exists()
    assert "Μαρία Παπαδοπούλου" in said(keeper.get(door_url(desk, export="pdf")))
    entry = RegistrationLogEntry.objects.get(action="registrations.exported")
    assert (entry.data["kind"], entry.data["filter"]["desk"], entry.data["count"]) == ("pdf", [str(desk.pk)], 1)
    assert keeper.get(desk_url(desk=desk.pk, export="pdf")).status_code == 302
    assert keeper.get(door_url(branches.far, export="pdf")).status_code == 404


def test_reviewing_is_neither_exporting_nor_keeping_the_door(reviewer: Client, desk: Any) -> None:
    assert BUTTON not in reviewer.get(desk_url(desk=desk.pk)).content.decode()
    for address in (desk_url(desk=desk.pk, export="pdf"), door_url(desk, export="pdf")):
        assert reviewer.get(address).status_code in {302, 404}
    assert not RegistrationLogEntry.objects.filter(action="registrations.exported").exists()


def test_each_session_has_a_sheet_and_a_filter_leaves_one(exporter: Client, desk: Any) -> None:
    late = desk.pools.create(session_key="b", title="Afternoon", room="Room 7", begins_at=soon(hours=4))
    registration = seated(desk, name="Άννα Βέργη")
    registration.places.update(pool=late)
    response = exporter.get(desk_url(desk=desk.pk, export="pdf"))
    whole = said(response)
    assert "Afternoon" in whole
    assert "Room 7" in whole
    assert {"Μαρία", "Άννα"} <= set(whole.split())
    one = said(exporter.get(desk_url(desk=desk.pk, session=late.pk, export="pdf")))
    assert "Άννα" in one
    assert "Μαρία" not in one


def test_without_the_extra_the_desk_offers_no_sheet(
    exporter: Client, desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attendance, "find_spec", lambda _name: None)
    assert BUTTON not in exporter.get(desk_url(desk=desk.pk)).content.decode()
    page = exporter.get(desk_url(desk=desk.pk, export="pdf"))
    assert page["Content-Type"].startswith("text/html")
