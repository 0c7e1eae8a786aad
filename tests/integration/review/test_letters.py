"""The letters of the desk, for the eyes of staff."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registrations.models import Notice
from registrations.review.columns import masked
from registrations.tokens import Purpose, make_token
from tests.factories.addresses import desk_url
from tests.factories.branches import SECRET, Branches
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


def test_the_list_tells_the_fate_of_each_letter_with_masked_addresses(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(email="maria@ypes.gr")
    registration.notices.update(state="failed", attempts=12, error="550 5.1.1 <maria@ypes.gr>: no such user")
    page = reviewer.get(desk_url(model="notice")).content.decode()
    assert "m***@ypes.gr" in page
    assert "maria@ypes.gr" not in page
    assert "rg-state--bad" in page
    assert registration.reference in page


def test_letters_are_found_by_fate_kind_and_person(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up(name="Μαρία")
    branches.sign_up()
    registration.notices.filter(kind="verify").update(state="failed")

    def found(**query) -> list[Notice]:
        return list(reviewer.get(desk_url(model="notice", **query)).context["object_list"])

    assert {letter.kind for letter in found()} == {"verify", "received"}
    assert len(found(kind="verify")) == 2
    assert [letter.registration for letter in found(state="failed")] == [registration]
    assert {letter.registration for letter in found(q="ΜΑΡΙΑ")} == {registration}
    assert found(state="bogus") == []


def test_a_letter_is_shown_without_the_link_that_opens_the_registration(reviewer: Client, branches: Branches) -> None:
    registration = branches.sign_up()
    for letter in registration.notices.all():
        page = reviewer.get(desk_url("inspect", letter.pk, model="notice")).content.decode()
        assert registration.reference in page
        assert "••••" in page
        for purpose in Purpose:
            assert make_token(registration, purpose) not in page


def test_letters_of_another_branch_are_not_there(reviewer: Client, branches: Branches) -> None:
    letter = branches.stranger.notices.first()
    assert reviewer.get(desk_url("inspect", letter.pk, model="notice")).status_code == 404
    page = reviewer.get(desk_url(model="notice")).content.decode()
    assert "Southern secret" not in page
    assert SECRET not in page


def test_letters_are_never_a_file_nor_shown_to_those_who_only_export(branches: Branches) -> None:
    client = signed_in(make_staff(branches.north, ["export"]))
    assert client.get(desk_url(model="notice")).status_code == 302
    both = signed_in(make_staff(branches.north, ["review", "export"]))
    branches.sign_up()
    assert both.get(desk_url(model="notice", export="csv"))["Content-Type"].startswith("text/html")


def test_the_list_of_letters_costs_no_statement_per_letter(
    reviewer: Client, branches: Branches, django_assert_max_num_queries
) -> None:
    for _ in range(30):
        branches.sign_up()
    reviewer.get(desk_url(model="notice"))
    with django_assert_max_num_queries(20):
        assert len(reviewer.get(desk_url(model="notice")).context["object_list"]) == 50


def test_addresses_are_masked_wherever_they_stand() -> None:
    assert masked("a.b@x.gr, <c@y.gr>; 'd@z.gr'") == "a***@x.gr, <c***@y.gr>; 'd***@z.gr'"
    assert masked("no address") == "no address"


def test_a_letter_is_withheld_and_let_go_with_a_button_and_by_nobody_else(reviewer: Client, branches: Branches) -> None:
    letter = branches.sign_up().notices.get(kind="received")
    act = desk_url("act", letter.pk, model="notice")
    assert "Withhold" in reviewer.get(desk_url("inspect", letter.pk, model="notice")).content.decode()
    assert reviewer.get(act).status_code == 405
    assert reviewer.post(act, {"act": "delete"}).status_code == 404
    for what, fate in (("withhold", "withheld"), ("retry", "withheld"), ("release", "queued")):
        assert reviewer.post(act, {"act": what}).status_code == 302
        assert Notice.objects.get(pk=letter.pk).state == fate
    foreign = branches.stranger.notices.first()
    assert reviewer.post(desk_url("act", foreign.pk, model="notice"), {"act": "withhold"}).status_code == 404
    assert Notice.objects.get(pk=foreign.pk).state == foreign.state


def test_the_home_page_counts_the_letters_that_nobody_got(reviewer: Client, branches: Branches) -> None:
    home = reverse("wagtailadmin_home")
    branches.stranger.notices.update(state="failed")
    assert "Letters that nobody got" not in reviewer.get(home).content.decode()
    branches.sign_up().notices.update(state="failed")
    page = reviewer.get(home).content.decode()
    assert "Letters that nobody got" in page
    assert "Failed: 2" in page


def home_of(client: Client, statement: str) -> tuple[str, int]:
    """The home page of the admin, and how many statements for it hold these words."""
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("wagtailadmin_home")).content.decode()
    return page, len([one for one in asked if statement in one["sql"]])


def test_the_home_page_counts_lost_letters_with_one_statement(reviewer: Client, branches: Branches) -> None:
    branches.sign_up().notices.update(state="failed")
    page, counts = home_of(reviewer, 'COUNT("registrations_notice"."id")')
    assert "Failed: 2" in page
    assert counts == 1


def test_the_menu_asks_for_the_site_only_where_somebody_may_word_its_letters(
    reviewer: Client, admin_client: Client, world: World
) -> None:
    entry = reverse("registrations_wording_of_site", args=[world.site.pk])
    default_site = 'WHERE "wagtailcore_site"."is_default_site"'
    page, asked = home_of(reviewer, default_site)
    assert (entry in page, asked) == (False, 0)
    page, asked = home_of(admin_client, default_site)
    assert entry in page
    assert asked > 0


def test_a_reviewer_asks_for_news_and_chooses_no_mailbox(reviewer: Client, branches: Branches) -> None:
    desk = branches.sign_up().desk
    url = desk_url("news", desk.pk, model="desk")
    assert "Role mailbox" not in reviewer.get(url).content.decode()
    reviewer.post(url, {"mine": "at_once", "mailbox": "x@example.org", "rhythm": "daily"})
    assert [(watcher.rhythm, watcher.mailbox) for watcher in desk.watchers.all()] == [("at_once", "")]
    reviewer.post(url, {"mine": ""})
    assert not desk.watchers.exists()
    chief = signed_in(make_staff(branches.north, ["review", "configure"]))
    assert chief.post(url, {"mailbox": "nobody", "rhythm": "daily"}).status_code == 422
    chief.post(url, {"mailbox": "Unit@Example.org", "rhythm": "daily"})
    assert [watcher.mailbox for watcher in desk.watchers.all()] == ["unit@example.org"]
