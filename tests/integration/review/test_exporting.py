"""Registrations as files."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone, translation

from registrations.models import Questionnaire, Registration, RegistrationLogEntry
from registrations.review.exports import Sheet
from tests.factories.addresses import desk_url
from tests.factories.branches import SECRET, Branches, desk_at
from tests.factories.registrations import seated
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

EVIL = ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"]


def read(response) -> list[list[str]]:
    """The rows of a file, whatever its kind."""
    content = b"".join(response.streaming_content)
    if response["Content-Type"].startswith("text/csv"):
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d", "b", "inlineStr"}
    return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_holds_what_the_list_shows(exporter: Client, branches: Branches, kind: str) -> None:
    registration = branches.sign_up(name="Μαρία Παπαδοπούλου")
    branches.sign_up(name="Somebody else")
    response = exporter.get(desk_url(q="ΠΑΠΑΔΟΠΟΥΛΟΥ", export=kind))
    rows = read(response)
    assert 'attachment; filename="registrations-' in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert [row[0] for row in rows] == ["Reference", registration.reference]
    assert rows[1][3] == "Μαρία Παπαδοπούλου"
    assert rows[1][7] == "Under review"


def test_all_hours_of_a_file_are_on_the_clock_of_who_asked_for_it(branches: Branches) -> None:
    registration = branches.sign_up()
    noon = datetime(2026, 1, 19, 12, tzinfo=UTC)
    registration.places.update(attendance="attended", present_at=noon, present_by="person")
    Registration.objects.filter(pk=registration.pk).update(created_at=noon)
    with timezone.override("Pacific/Auckland"), translation.override("el"):
        sheet = Sheet(None)
    wanted = Registration.objects.filter(pk=registration.pk)
    (row,) = sheet.rows(wanted.select_related("desk").prefetch_related("places__pool"))
    assert f"{row[6]:%d %H:%M}" == "20 01:00"
    assert "20/01/2026 01:00" in row[8]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(exporter: Client, branches: Branches, kind: str) -> None:
    asked = Questionnaire.objects.create(
        desk=branches.desk,
        digest="evil",
        content={"language": "en", "questions": [{"key": "k", "kind": "text", "words": {"en": {"label": "=1+1"}}}]},
    )
    for text in EVIL:
        branches.sign_up(name=text, questionnaire=asked, answers={"k": text})
    rows = read(exporter.get(desk_url(desk=branches.desk.pk, export=kind)))
    assert len(rows) == len(EVIL) + 1
    if kind == "csv":
        assert not [cell for row in rows for cell in row if cell.strip()[:1] in {"=", "+", "@", "-"}]


def test_answers_of_one_event_are_columns_under_their_newest_words(
    exporter: Client, branches: Branches, world: World
) -> None:
    def asked(digest: str, label: str, *more: dict) -> Questionnaire:
        choice = {
            "key": "role",
            "kind": "choice",
            "options": ["a", "b"],
            "words": {"en": {"label": label, "options": {"a": f"Engineer ({digest})", "b": "Lawyer"}}},
        }
        return Questionnaire.objects.create(
            desk=branches.desk, digest=digest, content={"language": "en", "questions": [choice, *more]}
        )

    old = asked("old", "What do you do?")
    branches.sign_up(name="Early", questionnaire=old, answers={"role": "a"})
    explanation = {"key": "e", "kind": "explanation", "words": {"en": {"label": "Read this"}}}
    consent = {"key": "c", "kind": "consent", "words": {"en": {"label": "Photographs"}}}
    new = asked("new", "Your profession", explanation, consent)
    branches.sign_up(name="Late", questionnaire=new, answers={"role": "b", "c": True})
    seated(desk_at(branches.north, world, title="Another"), name="Elsewhere")
    rows = read(exporter.get(desk_url(desk=branches.desk.pk, ordering="created_at", export="csv")))
    assert rows[0][11:] == ["Your profession", "Photographs"]
    assert [row[11:] for row in rows[1:]] == [["Engineer (old)", ""], ["Lawyer", "Yes"]]
    assert len(read(exporter.get(desk_url(export="csv")))[0]) == 11


def test_every_export_is_logged_with_who_how_and_how_many(branches: Branches) -> None:
    user = make_staff(branches.north, ["review", "export"])
    branches.sign_up(name="Μαρία")
    signed_in(user).get(desk_url(q="Μαρία", state="in_review", export="xlsx"))
    entry = RegistrationLogEntry.objects.get(action="registrations.exported")
    assert (entry.user, entry.registration_id) == (user, None)
    assert entry.data == {"kind": "xlsx", "count": 1, "filter": {"state": ["in_review"]}, "searched": True}


def test_asking_for_the_headers_only_takes_nobody_out(exporter: Client, branches: Branches) -> None:
    response = exporter.head(desk_url(export="csv"))
    assert response.status_code == 200
    assert not RegistrationLogEntry.objects.filter(action="registrations.exported").exists()


def test_reviewing_is_not_exporting(reviewer: Client, branches: Branches) -> None:
    branches.sign_up(name="Μαρία")
    assert "export=csv" not in reviewer.get(desk_url()).content.decode()
    for kind in ("csv", "xlsx"):
        assert reviewer.get(desk_url(export=kind)).status_code == 302
        page = reviewer.get(desk_url("index_results", export=kind))
        assert page["Content-Type"].startswith("text/html")
    assert not RegistrationLogEntry.objects.filter(action="registrations.exported").exists()


def test_the_results_of_a_search_are_never_a_file(exporter: Client, branches: Branches) -> None:
    page = exporter.get(desk_url("index_results", export="csv", q="x"))
    assert page["Content-Type"].startswith("text/html")
    assert f"{desk_url()}?" in page.content.decode() or "export=csv" not in page.content.decode()


def test_an_export_is_scoped_by_its_own_right(branches: Branches, world: World) -> None:
    """Reviews both branches, exports the North only."""
    from registrations.models import DeskPermission

    user = make_staff(branches.north, ["review", "export"])
    DeskPermission.objects.create(group=user.groups.get(), page=branches.south, right="review")
    client = signed_in(user)
    branches.sign_up(name="Northerner")
    assert SECRET in client.get(desk_url()).content.decode()
    assert [row[3] for row in read(client.get(desk_url(export="csv")))[1:]] == ["Northerner"]
    assert read(client.get(desk_url(export="csv", desk=branches.far.pk)))[1:] == []


def test_who_may_only_export_reads_nobody_on_the_screen(branches: Branches) -> None:
    client = signed_in(make_staff(branches.north, ["export"]))
    registration = branches.sign_up(name="Northerner")
    page = client.get(desk_url()).content.decode()
    assert "Northerner" not in page
    assert "export=csv" in page
    assert client.get(desk_url("inspect", registration.pk)).status_code in {302, 404}
    assert [row[3] for row in read(client.get(desk_url(export="csv")))[1:]] == ["Northerner"]


@pytest.mark.parametrize("query", [{"desk": "999999"}, {"state": "bogus"}, {"q": "a\x00"}, {"created_at_to": "xx"}])
def test_a_filter_that_is_wrong_exports_nobody(exporter: Client, branches: Branches, query: dict) -> None:
    branches.sign_up()
    assert len(read(exporter.get(desk_url(export="csv", **query)))) == 1
    assert RegistrationLogEntry.objects.get(action="registrations.exported").data["filter"] == {}


@pytest.mark.parametrize("name", ["desk", "session", "state", "question", "created_at_from"])
def test_what_no_database_keeps_does_not_reach_the_log_of_exports(
    exporter: Client, branches: Branches, name: str
) -> None:
    branches.sign_up()
    address = f"{desk_url(export='csv')}&{name}=%00&{name}="
    assert exporter.get(address).status_code == 200
    assert "\x00" not in str(RegistrationLogEntry.objects.get(action="registrations.exported").data)


def test_a_file_costs_no_statement_per_person(
    exporter: Client, branches: Branches, django_assert_max_num_queries
) -> None:
    for _ in range(30):
        branches.sign_up()
    with django_assert_max_num_queries(20):
        assert len(read(exporter.get(desk_url(export="csv", desk=branches.desk.pk)))) == 31
