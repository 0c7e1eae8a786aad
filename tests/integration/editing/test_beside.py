"""What stands beside the page in the editor: the figures of its desk, and what is left to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
import wagtail
from django.test import Client
from django.utils.translation import override
from wagtail.models import Locale

from innovation_pages.models import WorkshopPage
from registrations.models import PrivacyNotice, RegistrationSettings
from registrations.pages.beside_editor import beside
from registrations.pages.readiness import readiness
from tests.factories.pages import desk_of, publish_news, publish_workshop, republish, soon, translate
from tests.factories.registrations import seated
from tests.factories.staff import make_staff, signed_in
from tests.integration.editing.conftest import typed
from tests.rig.world import World

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def left(page: Any) -> set[str]:
    """The fields to which the advice still leads."""
    return {line.field for line in readiness(page, now=NOW) if not line.done}


def readiness_words(page: Any) -> str:
    """All the advice."""
    return "\n".join(line.words for line in readiness(page, now=NOW))


@pytest.fixture
def ready(world: World) -> WorkshopPage:
    """A workshop of which nothing is left to do, on a site without a notice of its own."""
    RegistrationSettings.objects.update(privacy_notice=None)
    notice = PrivacyNotice.objects.create(locale=world.el, name="Γενικό", summary="α", text="<p>β</p>")
    page = publish_workshop(
        world,
        registration_capacity=20,
        registration_closes_on=(NOW + timedelta(days=20)).date(),
        registration_privacy_notice=notice,
    )
    translate(page, world.en)
    return page


def in_english(page: WorkshopPage) -> str:
    with override("en"):
        return readiness_words(page)


def test_a_page_in_order_has_nothing_left(ready: WorkshopPage) -> None:
    assert left(ready) == set()
    assert len(readiness(ready, now=NOW)) == 5


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"begins_at": None}, "begins_at"),
        ({"begins_at": NOW - timedelta(days=3)}, "begins_at"),
        ({"registration_closes_on": date(2020, 1, 1)}, "registration_closes_on"),
        ({"registration_closes_on": None}, "registration_closes_on"),
        ({"registration_closes_on": (NOW + timedelta(days=40)).date()}, "registration_closes_on"),
        ({"registration_capacity": None}, "registration_capacity"),
        ({"registration_privacy_notice": None}, "registration_privacy_notice"),
        ({"registration_mode": "elsewhere"}, "registration_link"),
        ({"registration_mode": "elsewhere", "registration_link": "http://example.org/"}, "registration_link"),
        ({"lead_image_id": 1}, "lead_image_alt"),
    ],
)
def test_each_thing_left_to_do_is_named(ready: WorkshopPage, change: dict[str, Any], field: str) -> None:
    for name, value in change.items():
        setattr(ready, name, value)
    assert left(ready) == {field}


def test_fewer_seats_than_people_who_have_one_are_named_with_what_becomes_of_them(ready: WorkshopPage) -> None:
    for _person in range(3):
        seated(desk_of(ready))
    ready.registration_capacity = 2
    assert left(ready) == {"registration_capacity"}
    (line,) = (one for one in readiness(ready, now=NOW) if one.field == "registration_capacity")
    with override("en"):
        assert "2 seats, and 3 are taken. Nobody loses a seat" in readiness_words(ready)
    assert not line.done
    desk_of(ready).pools.update(raised=1)
    assert left(ready) == set()


def test_a_session_with_fewer_seats_than_people_is_called_by_its_name(world: World) -> None:
    hours = {"begins": soon(), "ends": soon() + timedelta(hours=1), "registration": "here"}
    page = publish_workshop(
        world, sessions=[("session", {"title": title, "capacity": 2, **hours}) for title in ("Πρωί", "Βράδυ")]
    )
    for _person in range(2):
        seated(desk_of(page), session_keys=(page.sessions[0].id,))
    page.sessions[0].value["capacity"] = page.sessions[1].value["capacity"] = 1
    assert "sessions" in left(page)
    with override("en"):
        told = readiness_words(page)
    assert "Πρωί: 1 seat, and 2 are taken." in told
    assert "Βράδυ" not in told


def test_a_session_that_is_gone_from_the_page_is_named_with_the_people_who_sit_there(world: World) -> None:
    hours = {"begins": soon(), "ends": soon() + timedelta(hours=1), "registration": "here"}
    page = publish_workshop(world, sessions=[("session", {"title": one, **hours}) for one in ("Πρωί", "Βράδυ")])
    seated(desk_of(page), session_keys=(page.sessions[0].id,))
    assert "is not on the page" not in in_english(page)
    del page.sessions[0]
    for told in (in_english(page), in_english(republish(page))):
        assert "“Πρωί” is not on the page, and 1 person has a seat there." in told
        assert "Βράδυ" not in told


def test_an_event_without_a_day_says_that_its_sessions_keep_their_seats(world: World) -> None:
    hours = {"begins": soon(), "ends": soon() + timedelta(hours=1)}
    page = publish_workshop(world, sessions=[("session", {"title": "Πρωί", **hours})])
    page.begins_at = page.ends_at = None
    page.event_state = "postponed"
    assert "The sessions keep their seats; no hours of theirs are shown." in in_english(page)


def test_a_translation_says_whose_hours_count_and_shows_them_in_its_preview(world: World) -> None:
    page = publish_workshop(world, title="Ελληνικό")
    english = translate(page, world.en, slug="workshop")
    sentence = "The hours, seats and deadline of “Ελληνικό” count, here too."
    assert sentence in in_english(english)
    assert "begins_at" not in left(english)
    english.begins_at = english.ends_at = soon(90)
    assert "begins_at" in left(english)
    shown = english.make_preview_request(preview_mode=english.default_preview_mode).context_data["page"]
    assert shown.begins_at == page.begins_at
    assert sentence not in in_english(page)


def test_the_notice_of_the_site_counts_and_a_missing_translation_is_named(world: World) -> None:
    page = publish_workshop(world, registration_capacity=5)
    RegistrationSettings.objects.update(privacy_notice=None)
    assert "registration_privacy_notice" in left(page)
    notice = PrivacyNotice.objects.create(locale=world.el, name="Γενικό", summary="α", text="<p>β</p>")
    RegistrationSettings.objects.update(privacy_notice=notice)
    assert "registration_privacy_notice" not in left(page)
    assert "" in left(page)
    new = readiness(WorkshopPage(registration_mode="here", locale=world.el), now=NOW, parent=page.get_parent())
    assert [line.done for line in new if line.field == "registration_privacy_notice"] == [True]


def test_a_language_that_django_does_not_know_is_named_as_the_host_does(world: World, settings: Any) -> None:
    page = publish_workshop(world)
    settings.LANGUAGES = [*settings.LANGUAGES, ("rup", "Aromanian")]
    Locale.objects.create(language_code="rup")
    assert [line for line in readiness(page, now=NOW) if "Aromanian" in line.words]


def test_a_page_without_registration_is_left_in_peace(world: World) -> None:
    assert left(publish_news(world)) == {""}  # only its translation


def test_figures_are_those_of_the_desk_and_the_way_to_people_is_for_reviewers(ready: WorkshopPage) -> None:
    seated(desk_of(ready))
    editor, reviewer = make_staff(edits=ready.get_parent()), make_staff(ready.get_parent(), edits=ready.get_parent())
    assert beside(ready, editor)["review_url"] == ""
    shown = beside(ready, reviewer)
    assert [pool.taken for pool in shown["pools"]] == [1]
    assert f"desk={desk_of(ready).pk}" in shown["review_url"]
    assert signed_in(reviewer).get(shown["review_url"]).status_code == 200


def test_the_figures_cost_the_same_for_any_number_of_people(
    ready: WorkshopPage, django_assert_max_num_queries: Any
) -> None:
    for _person in range(5):
        seated(desk_of(ready))
    reviewer = make_staff(ready.get_parent())
    with django_assert_max_num_queries(15):
        beside(WorkshopPage.objects.get(pk=ready.pk), reviewer)


def test_the_editor_shows_the_panel_for_new_and_for_known_pages(ready: WorkshopPage, editor: Client) -> None:
    for address in (
        f"/admin/pages/{ready.pk}/edit/",
        f"/admin/pages/add/innovation_pages/workshoppage/{ready.get_parent().pk}/",
    ):
        text = editor.get(address).content.decode()
        assert "Ready to publish?" in text
        assert ('data-side-panel="registration"' in text) == (wagtail.VERSION >= (8, 0))
        assert ('href="#tab-' in text and "The event has no date yet." in text) or "The event is ahead." in text


def test_the_figures_have_one_heading(ready: WorkshopPage, editor: Client) -> None:
    seated(desk_of(ready))
    text = editor.get(f"/admin/pages/{ready.pk}/edit/").content.decode()
    assert "1 of 20 seats taken" in text
    assert text.count("How the registrations stand") == 1


def test_every_admin_page_of_a_workshop_answers(ready: WorkshopPage, editor: Client) -> None:
    for name in ("edit", "copy", "history", "usage", "unpublish", "delete", "view_draft", "edit/preview"):
        assert editor.get(f"/admin/pages/{ready.pk}/{name}/").status_code == 200, name
    assert editor.get(f"/admin/pages/{ready.get_parent().pk}/").status_code == 200


def test_a_page_that_takes_no_registrations_has_wagtails_own_editor(world: World, editor: Client) -> None:
    assert 'data-side-panel="registration"' not in editor.get(f"/admin/pages/{world.home.pk}/edit/").content.decode()


def test_saving_by_itself_brings_the_panel_up_to_date(ready: WorkshopPage, editor: Client) -> None:
    sent = typed(ready, registration_mode="elsewhere", zone="Europe/Athens", delivery="in_person")
    answer = editor.post(f"/admin/pages/{ready.pk}/edit/", sent, headers={"accept": "application/json"}).json()
    assert answer["success"], answer
    if wagtail.VERSION >= (8, 0):
        assert "There is no link that starts with https://" in answer["html"]
