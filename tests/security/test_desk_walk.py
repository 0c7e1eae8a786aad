"""Every address that our apps add to the admin, walked by every kind of user: each must be classified here."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.snippets.models import get_snippet_models

from registrations.domain.changes import Facts
from registrations.models import Organisation, Place, PrivacyNotice, Registration
from registrations.services.desks import place_in_tree
from tests.factories.addresses import bulk_url, desk_url
from tests.factories.branches import SECRET, SECRET_ADDRESS, Branches, make_branches
from tests.factories.staff import ADMIN, REGISTRATIONS, make_staff, signed_in
from tests.rig.world import World

OURS = ("registrations", "innovation_pages")

LISTS = {
    "registrations_registration_modeladmin_index",
    "registrations_registration_modeladmin_index_results",
    "registrations_notice_modeladmin_index",
    "registrations_notice_modeladmin_index_results",
    "registrations_deskchange_modeladmin_index",
    "registrations_deskchange_modeladmin_index_results",
}
"""Lists of people: they open for reviewers, and hold only whom these may see."""

OF_EVENTS = {"registrations_desk_modeladmin_index"}
"""Lists of events without anybody in them; they hold the events at which one may do something."""

ABOUT_AN_EVENT = {
    "registrations_desk_modeladmin_inspect",
    "registrations_desk_modeladmin_check_in",
    "registrations_desk_modeladmin_meeting",
    "registrations_desk_modeladmin_news",
    "registrations_desk_modeladmin_wording",
}

ABOUT_A_REGISTRATION = {
    "registrations_registration_modeladmin_inspect",
    "registrations_registration_modeladmin_decide",
    "registrations_registration_modeladmin_ask",
    "registrations_registration_modeladmin_note",
    "registrations_registration_modeladmin_members",
}
ABOUT_A_LETTER = {"registrations_notice_modeladmin_act", "registrations_notice_modeladmin_inspect"}
OF_SETTINGS = {"registrations_wording_of_site"}
"""Screens without anybody in them, for those who may change the settings of registrations."""

ABOUT_A_CHANGE = {"registrations_deskchange_modeladmin_inspect"}

WAGTAILS_SNIPPETS = {
    "list", "list_results", "add", "edit", "delete", "usage", "history", "history_results", "copy",
    "reorder", "inspect", "choose", "choose_results", "chosen", "chosen_multiple", "create",
    "workflow_history", "workflow_history_detail", "revisions_view", "revisions_compare", "revisions_revert",
    "workflow_action", "workflow_preview", "collect_workflow_action_data", "confirm_workflow_cancellation",
    "revisions_unschedule", "unpublish", "preview_on_add", "preview_on_edit", "lock", "unlock",
}  # fmt: skip
"""Views of Wagtail's snippets, guarded by Wagtail with model permissions; none of these snippets is a person."""


def walk(patterns: list[Any], route: str = "", names: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """All addresses as (full name, route)."""
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*names, pattern.name or ""]), whole
        else:
            namespace = (pattern.namespace,) if pattern.namespace else ()
            yield from walk(pattern.url_patterns, whole, names + namespace)


def our_addresses() -> list[str]:
    """The names of the admin addresses that carry the name of one of our apps."""
    admin = reverse("wagtailadmin_home").lstrip("/")
    found = walk(get_resolver().url_patterns)
    return [name for name, route in found if route.startswith(admin) and any(app in name + route for app in OURS)]


def is_snippet(name: str) -> bool:
    namespace, _colon, view = name.partition(":")
    ours = namespace.startswith(tuple(f"wagtailsnippet{kind}_{app}_" for kind in ("s", "choosers") for app in OURS))
    return ours and view in WAGTAILS_SNIPPETS


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


def about_the_stranger(branches: Branches) -> list[str]:
    """Every address of the desk that is about the person of the South."""
    letter = branches.stranger.notices.first()
    single = [reverse(name, args=[branches.stranger.pk]) for name in sorted(ABOUT_A_REGISTRATION)]
    single += [f"{reverse('registrations_registration_modeladmin_decide', args=[branches.stranger.pk])}?to={to}"
               for to in ("accepted", "rejected", "cancelled", "waitlisted")]  # fmt: skip
    single += [reverse(name, args=[letter.pk]) for name in sorted(ABOUT_A_LETTER)]
    single += [reverse(name, args=[branches.far.pk]) for name in sorted(ABOUT_AN_EVENT)]
    change = branches.far.changes.create(
        kinds=["date"], before=Facts().as_json(), after=Facts().as_json(), nature="pending", created_at=timezone.now()
    )
    return single + [reverse(name, args=[change.pk]) for name in sorted(ABOUT_A_CHANGE)]


def bulk_addresses(branches: Branches) -> list[str]:
    """Every bulk action of every model of ours, on the person of the South and on everybody."""
    return [
        bulk_url(action.action_type, id=chosen)
        for action in bulk_action_registry.get_bulk_actions_for_model("registrations", "registration")
        for chosen in (branches.stranger.pk, "all")
    ]


def figures() -> dict[str, Any]:
    """What a GET may never change: the rows of our apps, and where everybody stands."""
    rows = {
        model._meta.label: model._default_manager.count()
        for app in OURS
        for model in apps.get_app_config(app).get_models()
    }
    return {
        **rows,
        "states": sorted(Registration.objects.values_list("pk", "state", "version")),
        "present": sorted(Place.objects.values_list("pk", "attendance")),
    }


def test_every_address_of_ours_is_classified() -> None:
    known = LISTS | OF_EVENTS | ABOUT_A_REGISTRATION | ABOUT_A_LETTER | ABOUT_AN_EVENT | ABOUT_A_CHANGE | OF_SETTINGS
    assert known <= set(our_addresses())
    assert [name for name in our_addresses() if name not in known and not is_snippet(name)] == []


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
    assert people == ["accept", "cancel", "reject", "wait"]
    assert {action for actions in ours.values() for action in actions} <= {"delete"}  # Wagtail's, of snippets
    assert not {model for _app, model in ours} & {"notice", "attendee", "place", "desk", "staffnote"}


def test_foreign_people_are_out_of_reach_for_everybody(cast: dict[str, Client], branches: Branches) -> None:
    addresses = about_the_stranger(branches) + bulk_addresses(branches)
    before = figures()
    stranger = {
        "version": branches.stranger.version,
        "reason": "x",
        "text": "x",
        "seen": f"{branches.stranger.pk}:{branches.stranger.version}",
        "place": branches.stranger.places.get().pk,
        "event-url": "https://example.org/taken-over",
    }
    for who, client in cast.items():
        for address in addresses:
            for response in (client.get(address), client.head(address), client.post(address, stranger)):
                assert response.status_code in {302, 403, 404, 405}, (who, address)
                for secret in (SECRET, SECRET_ADDRESS, branches.stranger.reference):
                    assert secret not in response.content.decode(), (who, address)
        after = figures()
        assert after == before, who


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
