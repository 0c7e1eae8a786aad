"""The list of registrations: what it holds, how it is searched and filtered, and what it costs."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registrations.models import Registration
from registrations.review.paging import Bookmark
from tests.factories.addresses import bulk_url, desk_url
from tests.factories.applicants import applicants
from tests.factories.branches import SECRET, Branches, desk_at
from tests.factories.registrations import seated, sign_up
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

STATEMENTS = 20


def names(response) -> list[str]:
    return [row.name for row in response.context["object_list"]]


def test_the_list_shows_who_registered_and_where_they_stand(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(name="Μαρία Παπαδοπούλου")
    page = reviewer.get(desk_url()).content.decode()
    assert "Μαρία Παπαδοπούλου" in page
    assert registration.reference in page
    assert "Northern lab" in page
    assert "rg-state--warn" in page
    assert desk_url("inspect", registration.pk) in page
    assert f"{desk_url('decide', registration.pk)}?to=accepted" in page


def test_what_waits_for_a_decision_is_counted_and_one_click_away(reviewer: Client, branches: Branches) -> None:
    branches.sign_up()
    sign_up(branches.desk)
    response = reviewer.get(desk_url())
    assert response.context["number_waiting"] == 1
    assert len(names(reviewer.get(response.context["queue_url"]))) == 1


@pytest.mark.parametrize(
    "typed",
    ["ΠΑΠΑΔΟΠΟΥΛΟΣ", "παπαδοπουλος", "Παπαδόπουλος", "παπαδόπουλοσ", "γιώργος  παπ", "G.PAP@example.org", "g.pap"],
)
def test_search_folds_accents_case_and_final_sigma(reviewer: Client, branches: Branches, typed: str) -> None:
    branches.sign_up(name="Γιώργος Παπαδόπουλος", email="g.pap@example.org")
    branches.sign_up(name="Άλλος Άνθρωπος")
    assert names(reviewer.get(desk_url(q=typed))) == ["Γιώργος Παπαδόπουλος"]


def test_a_reference_is_found_as_it_was_heard(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(name="Heard")
    branches.sign_up(name="Other")
    plain = registration.reference.replace("-", "").lower()
    greek = registration.reference.translate(str.maketrans("ABEZHKMNPTYX", "ΑΒΕΖΗΚΜΝΡΤΥΧ"))
    for typed in (registration.reference, plain, greek, f" {plain[:4]} {plain[4:]} "):
        assert names(reviewer.get(desk_url(q=typed))) == ["Heard"], typed


def test_filters_narrow_by_state_event_session_and_day(reviewer: Client, branches: Branches, world: World) -> None:
    fair = desk_at(branches.north, world, title="Fair", sessions=["Morning", "Evening"], verify_address=False)
    branches.sign_up(name="Applicant")
    morning = seated(fair, name="Early bird", session_keys=("Morning",))
    seated(fair, name="Both", session_keys=("Morning", "Evening"))
    Registration.objects.filter(pk=morning.pk).update(created_at=datetime(2026, 1, 19, 12, tzinfo=UTC))
    pool = fair.pools.get(session_key="Evening")
    found = lambda **query: set(names(reviewer.get(desk_url(**query))))  # noqa: E731 — read five times below
    assert found(state="in_review") == {"Applicant"}
    assert found(state=["in_review", "accepted"]) == {"Applicant", "Early bird", "Both"}
    assert found(desk=fair.pk) == {"Early bird", "Both"}
    assert found(session=pool.pk) == {"Both"}
    assert found(created_at_from="2026-01-19", created_at_to="2026-01-19") == {"Early bird"}


@pytest.mark.parametrize(
    "query",
    [
        {"state": "bogus"},
        {"desk": "999999"},
        {"desk": "abc"},
        {"desk": "9" * 40},
        {"session": "999999"},
        {"created_at_from": "xx"},
        {"q": "a\x00b"},
        {"q": "x" * 100_000},
    ],
    ids="-".join,
)
def test_a_filter_or_search_that_is_wrong_finds_nothing(reviewer: Client, branches: Branches, query: dict) -> None:
    branches.sign_up()
    response = reviewer.get(desk_url(**query))
    assert response.status_code == 200
    assert names(response) == []


def test_filters_that_leave_nobody_say_so_and_speak_of_no_search(reviewer: Client, branches: Branches) -> None:
    seated(branches.desk)
    page = reviewer.get(desk_url(state="rejected"))
    assert (names(page), page.context["is_filtering"], page.context["is_searching"]) == ([], True, False)
    assert "Nothing fits the filters that are set." in page.content.decode()


@pytest.mark.parametrize("typed", [".", " @ ", "-", "\u0301", "…"])
def test_a_search_without_a_letter_finds_nobody_and_says_so(reviewer: Client, branches: Branches, typed: str) -> None:
    branches.sign_up(name="Person-One")
    for model in ("registration", "notice"):
        for view in ("index", "index_results"):
            response = reviewer.get(desk_url(view, model=model, q=typed))
            assert list(response.context["page_obj"]) == []
            assert "A search needs a letter or a digit" in response.content.decode()
    assert reviewer.get(bulk_url("accept", id="all", q=typed)).status_code == 302


@pytest.mark.parametrize(
    "query", [{"p": "zz"}, {"p": "9" * 5_000}, {"p": "2n5-"}, {"p": "\x00"}, {"ordering": "desk__site"}, {"o": "1"}]
)
def test_junk_in_the_address_shows_the_first_page(reviewer: Client, branches: Branches, query: dict) -> None:
    branches.sign_up(name="Only one")
    assert names(reviewer.get(desk_url(**query))) == ["Only one"]


@pytest.mark.parametrize("ordering", ["created_at", "-created_at"])
def test_walking_forth_and_back_meets_everybody_once(reviewer: Client, branches: Branches, ordering: str) -> None:
    applicants(branches.desk, 103)
    expected = names(reviewer.get(desk_url(ordering=ordering)))
    walked, page = [], reviewer.get(desk_url(ordering=ordering)).context["page_obj"]
    backwards = []
    while True:
        walked += [row.name for row in page]
        if not page.has_next():
            break
        page = reviewer.get(desk_url(ordering=ordering, p=page.next_page_number())).context["page_obj"]
    assert page.number == 3
    while True:
        backwards = [row.name for row in page] + backwards
        if not page.has_previous():
            break
        page = reviewer.get(desk_url(ordering=ordering, p=page.previous_page_number())).context["page_obj"]
    everybody = Registration.objects.filter(desk=branches.desk)
    sign = "-" if ordering.startswith("-") else ""
    whole = list(everybody.order_by(ordering, f"{sign}pk").values_list("name", flat=True))
    assert walked == backwards == whole
    assert expected == whole[:50]


def test_a_bookmark_survives_the_address_to_the_microsecond() -> None:
    class Row:
        pk = 7
        created_at = datetime(2026, 1, 19, 8, 0, 0, 123_457, tzinfo=UTC)

    mark = Bookmark.after(Row, "created_at", number=2, forwards=True)
    assert Bookmark.read(str(mark)) == mark
    assert mark.moment == Row.created_at
    assert Bookmark.read(f"2n{10**17}-1") is not None
    assert Bookmark.read("2n999999999999999999-1") is None


def test_the_count_stops_at_its_limit(reviewer: Client, branches: Branches, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registrations.review.paging.COUNT_LIMIT", 2)
    for _ in range(4):
        branches.sign_up()
    paginator = reviewer.get(desk_url()).context["paginator"]
    assert paginator.count == 3
    assert paginator.is_capped


def test_the_list_costs_the_same_for_fifty_and_for_two_hundred(branches: Branches) -> None:
    client = signed_in(make_staff(branches.north, ["review", "export"]))
    counts = []
    for more in (50, 150):
        applicants(branches.desk, more)
        client.get(desk_url())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(names(client.get(desk_url()))) == 50
        counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            client.get(desk_url("index_results", state="in_review", q="person"))
        counts.append(len(queries))
    assert counts[0] == counts[2]
    assert counts[1] == counts[3]
    assert max(counts) <= STATEMENTS


def test_nobody_of_another_branch_is_in_the_list_or_its_choices(reviewer: Client, branches: Branches) -> None:
    for address in (desk_url(), desk_url("index_results"), desk_url(q="κρυφη"), desk_url(desk=branches.far.pk)):
        page = reviewer.get(address).content.decode()
        assert SECRET not in page
        assert "Southern secret" not in page


@pytest.mark.parametrize("typed", ["παπαδοπουλου μαρια", "Ροδοπουλου Λιβα", "λιβα χρυσανθη"])
def test_parts_of_a_name_are_found_in_any_order(reviewer: Client, branches: Branches, typed: str) -> None:
    branches.sign_up(name="Μαρία Παπαδοπούλου")
    branches.sign_up(name="Χρυσάνθη Ροδοπούλου-Λίβα")
    branches.sign_up(name="Μαρία Άλλη")
    assert len(names(reviewer.get(desk_url(q=typed)))) == 1


def test_another_event_lets_the_session_of_the_one_before_go(
    reviewer: Client, branches: Branches, world: World
) -> None:
    parts = desk_at(branches.north, world, title="In parts", sessions=["A"])
    person = seated(parts, session_keys=("A",))
    other = branches.sign_up(name="Άλλη")
    session = parts.pools.get().pk
    assert names(reviewer.get(desk_url(desk=parts.pk, session=session))) == [person.name]
    answer = reviewer.get(desk_url(desk=branches.desk.pk, session=session))
    assert names(answer) == [other.name]
    wrong = reviewer.get(desk_url(desk=parts.pk, session="x")).content.decode()
    assert "One of the filters in the address is none" in wrong
