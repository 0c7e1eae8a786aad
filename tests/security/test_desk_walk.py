"""Every address that our apps add to the admin, walked by every kind of user; `tour/desk_walk.py` classifies them."""

from __future__ import annotations

from importlib.util import find_spec

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.snippets.models import get_snippet_models

from registrations.models import Organisation, PrivacyNotice
from registrations.services.desks import place_in_tree
from tests.factories.addresses import bulk_url, desk_url
from tests.factories.branches import SECRET, SECRET_ADDRESS, Branches, make_branches
from tests.factories.staff import ADMIN, REGISTRATIONS, make_staff, signed_in
from tests.hosts.tour.desk_walk import (
    ABOUT_AN_EVENT,
    LISTS,
    OF_EVENTS,
    OURS,
    addresses_about,
    figures,
    our_addresses,
    trespasses,
    unclassified,
)
from tests.rig.world import World


@pytest.fixture
def branches(world: World) -> Branches:
    return make_branches(world)


@pytest.fixture
def cast(branches: Branches) -> dict[str, Client]:
    """Everybody who might try, except those who may."""
    editor = make_staff(permissions=(ADMIN, REGISTRATIONS), edits=branches.south)
    return {
        "signed out": Client(),
        "admin access only": signed_in(make_staff(permissions=(ADMIN,))),
        "editor of the South without a right at the desk": signed_in(editor),
        "right at the desk without the model permission": signed_in(make_staff(branches.south, permissions=(ADMIN,))),
        "reviewer without admin access": signed_in(make_staff(branches.south, permissions=(REGISTRATIONS,))),
        "exporter of the South": signed_in(make_staff(branches.south, ["export"])),
        "reviewer of the North": signed_in(make_staff(branches.north, ["review", "export"])),
        "door and configurer of the North": signed_in(make_staff(branches.north, ["check_in", "configure"])),
    }


def test_every_address_of_ours_is_classified() -> None:
    assert len(our_addresses()) > 50
    assert unclassified() == []


def test_only_registrations_have_bulk_actions_of_ours() -> None:
    registry = bulk_action_registry
    registry._scan_for_bulk_actions()
    ours = {
        (app, model): sorted(actions)
        for app, models in registry.actions.items()
        if app in OURS
        for model, actions in models.items()
    }
    people = ours.pop(("registrations", "registration"))
    assert people == ["accept", "cancel", "reject", "review", "wait"]
    assert {action for actions in ours.values() for action in actions} <= {"delete"}  # Wagtail's, of snippets
    assert not {model for _app, model in ours} & {"notice", "attendee", "place", "desk", "staffnote"}


def test_foreign_people_are_out_of_reach_for_everybody(cast: dict[str, Client], branches: Branches) -> None:
    secrets = (SECRET, SECRET_ADDRESS, branches.stranger.reference)
    assert len(addresses_about(branches.stranger)) > 20
    assert list(trespasses(cast, branches.stranger, secrets)) == []


def test_lists_hold_nobody_foreign_for_anybody(cast: dict[str, Client], branches: Branches) -> None:
    queries = [
        {}, {"q": "κρυφη"}, {"q": branches.stranger.reference}, {"desk": branches.far.pk}, {"state": "in_review"},
        {"desk__title__startswith": "Southern"}, {"leading_page__owner__password__startswith": "md5"},
        {"ordering": "secret"}, {"export": "bogus"}, {"o": "1", "ot": "desc"},
    ]  # fmt: skip
    before = figures()
    for who, client in cast.items():
        for name in sorted(LISTS):
            for query in queries:
                response = client.get(reverse(name), query)
                assert response.status_code in {200, 302}, (who, name, query)
                for secret in (SECRET, SECRET_ADDRESS, branches.stranger.reference, "Southern secret"):
                    if secret == branches.stranger.reference and query.get("q") == secret:
                        continue  # what one typed comes back in the search box
                    if who == "exporter of the South" and secret == "Southern secret":
                        continue  # the name of the event they may export stands in their filter
                    assert secret not in response.content.decode(), (who, name, query)
    assert figures() == before


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_nobody_exports_without_the_right(cast: dict[str, Client], branches: Branches, kind: str) -> None:
    for who, client in cast.items():
        for name in sorted(LISTS):
            response = client.get(reverse(name), {"export": kind})
            if who == "exporter of the South" and name.endswith("registration_modeladmin_index"):
                assert response.streaming
                continue
            content = b"".join(response.streaming_content) if response.streaming else response.content
            assert SECRET.encode() not in content, (who, name)
            may = who == "reviewer of the North" and name.endswith("registration_modeladmin_index")
            assert response.streaming is may, (who, name)


def test_reading_writes_nothing(branches: Branches) -> None:
    client = signed_in(make_staff(branches.north, ["review", "export", "check_in", "configure"]))
    registration = branches.sign_up()
    letter = registration.notices.first()
    before = figures()
    addresses = [reverse(name) for name in sorted(LISTS | OF_EVENTS)]
    addresses += [reverse(name, args=[branches.desk.pk]) for name in sorted(ABOUT_AN_EVENT)]
    addresses += [desk_url("inspect", registration.pk), desk_url("inspect", letter.pk, model="notice")]
    addresses += [
        desk_url("decide", registration.pk, to=to) for to in ("accepted", "rejected", "cancelled", "waitlisted")
    ]
    addresses += [bulk_url(action, id=registration.pk) for action in ("accept", "reject", "wait", "cancel")]
    for address in addresses:
        for response in (client.get(address), client.head(address), client.options(address)):
            assert response.status_code == 200, address
    assert figures() == before


@pytest.mark.parametrize("pk", ["0", "999999", "abc", "-1", "9" * 30, "1_0", "٣"])
def test_keys_that_are_nobodys_are_not_found(branches: Branches, pk: str) -> None:
    client = signed_in(make_staff(branches.north))
    base = desk_url()
    for path in (f"{base}inspect/{pk}/", f"{base}decide/{pk}/?to=accepted", f"{desk_url(model='notice')}inspect/{pk}/"):
        assert client.get(path).status_code == 404, path
    assert client.post(f"{base}note/{pk}/", {"text": "x"}).status_code == 404


@pytest.mark.parametrize("action", ["create", "edit", "delete", "history", "add", "choose_parent"])
def test_modeladmins_own_doors_are_bricked_up(branches: Branches, action: str) -> None:
    boss = signed_in(get_user_model().objects.create_superuser("boss", "boss@example.org", "secret"))
    registration = branches.sign_up()
    for path in (f"{desk_url()}{action}/", f"{desk_url()}{action}/{registration.pk}/"):
        assert boss.get(path).status_code == 404
        assert boss.post(path, {}).status_code == 404


def test_a_post_without_its_token_is_refused(branches: Branches) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_staff(branches.north))
    registration = branches.sign_up()
    for address in (
        desk_url("decide", registration.pk, to="rejected"),
        desk_url("ask", registration.pk),
        desk_url("again", registration.pk),
        desk_url("address", registration.pk),
        desk_url("note", registration.pk),
        bulk_url("reject", id=registration.pk),
    ):
        assert client.post(address, {"version": registration.version}).status_code == 403
    registration.refresh_from_db()
    assert registration.state == "in_review"


def test_a_right_withdrawn_counts_at_the_next_request(branches: Branches) -> None:
    user = make_staff(branches.north, ["review", "export"])
    client, registration = signed_in(user), branches.sign_up()
    assert client.get(desk_url("inspect", registration.pk)).status_code == 200
    user.groups.get().desk_permissions.all().delete()
    assert client.get(desk_url("inspect", registration.pk)).status_code == 404
    assert client.get(desk_url(export="csv")).status_code == 302
    assert client.get(desk_url()).status_code == 302


def test_rights_follow_a_page_that_moves_and_outlive_one_that_is_deleted(branches: Branches) -> None:
    north, south = signed_in(make_staff(branches.north)), signed_in(make_staff(branches.south))
    lab = branches.north.add_child(instance=type(branches.north)(title="Lab", slug="lab", locale=branches.north.locale))
    branches.desk.leading_page, branches.desk.tree_path = lab, place_in_tree(lab)
    branches.desk.save()
    registration = branches.sign_up()
    address = desk_url("inspect", registration.pk)
    assert (north.get(address).status_code, south.get(address).status_code) == (200, 404)
    lab.move(branches.south, pos="last-child")
    assert (north.get(address).status_code, south.get(address).status_code) == (404, 200)
    lab.refresh_from_db()
    branches.desk.refresh_from_db()
    branches.desk.tree_path = place_in_tree(lab)
    branches.desk.save()
    lab.delete()
    assert (north.get(address).status_code, south.get(address).status_code) == (404, 200)


def test_the_menu_shows_the_desk_to_those_who_may_enter(cast: dict[str, Client], branches: Branches) -> None:
    def sees(client: Client) -> bool:
        return desk_url() in client.get(reverse("wagtailadmin_home")).content.decode()

    assert sees(cast["reviewer of the North"])
    assert sees(cast["exporter of the South"])
    for who in ("admin access only", "editor of the South without a right at the desk",
                "right at the desk without the model permission"):  # fmt: skip
        assert not sees(cast[who]), who


def test_the_site_history_names_nobody_and_shows_each_what_is_theirs(
    cast: dict[str, Client], branches: Branches
) -> None:
    boss = signed_in(get_user_model().objects.create_superuser("boss", "boss@example.org", "secret"))
    boss.post(
        desk_url("decide", branches.stranger.pk, to="accepted"),
        {"version": branches.stranger.version, "reason": "Yes."},
    )
    boss.get(desk_url(export="csv"))
    report = reverse("wagtailadmin_reports:site_history")
    page = boss.get(report).content.decode()
    assert branches.stranger.reference in page
    assert "CSV: 1" in page
    assert SECRET not in page
    reports = {who: client.get(report) for who, client in cast.items()}
    for who, response in reports.items():
        for secret in (SECRET, branches.stranger.reference, "CSV: 1"):
            assert secret not in response.content.decode(), who
    mine = signed_in(make_staff(branches.south, ["review"]))
    shown = mine.get(report).content.decode()
    assert branches.stranger.reference in shown
    assert desk_url("inspect", branches.stranger.pk) in shown
    assert "CSV: 1" not in shown


def test_nothing_of_ours_that_is_a_person_is_a_snippet_or_in_djangos_admin() -> None:
    ours = {model for model in get_snippet_models() if model._meta.app_label == "registrations"}
    assert ours == {Organisation, PrivacyNotice}
    assert find_spec("registrations.admin") is None
