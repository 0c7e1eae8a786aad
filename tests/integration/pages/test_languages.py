"""The switch of languages: what it leads to from a list that was narrowed, and where no page of the site is shown."""

from __future__ import annotations

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from innovation_pages.models import (
    NewsIndexPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    WorkshopIndexPage,
)
from registrations.notices.links import decline_path, personal_path, verify_path
from tests.factories.nominations import make_network, name_members
from tests.factories.pages import translate
from tests.factories.registrations import make_desk, seated, sign_up
from tests.rig.world import World

SWITCH = re.compile(r'<nav class="ip-language".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="([^"]*)" lang="(\w+)"')


def languages(client: Client, address: str) -> dict[str, str]:
    """Where the switch of an address leads."""
    answer = client.get(address)
    assert answer.status_code == 200
    return switch_of(answer)


def switch_of(answer: HttpResponse) -> dict[str, str]:
    """Where the switch leads, by language; empty where there is none."""
    drawn = SWITCH.search(answer.content.decode())
    return {language: url.replace("&amp;", "&") for url, language in LINK.findall(drawn.group())} if drawn else {}


@pytest.mark.parametrize("asked", ["", "?sent=1"])
def test_a_lost_link_can_be_asked_for_in_either_language_and_back(client: Client, world: World, asked: str) -> None:
    both = {"el": f"/registration/find/{asked}", "en": f"/en/registration/find/{asked}"}
    assert languages(client, both["el"]) == languages(client, both["en"]) == both
    assert '<html lang="en"' in client.get(both["en"]).content.decode()


def test_the_code_of_a_ticket_is_explained_in_either_language(client: Client, world: World) -> None:
    both = {"el": "/registration/door/R-1/", "en": "/en/registration/door/R-1/"}
    assert languages(client, both["el"]) == languages(client, both["en"]) == both


@pytest.mark.parametrize("language", ["el", "en"])
def test_pages_behind_letters_speak_the_language_of_their_person_and_offer_no_other(
    client: Client, world: World, language: str
) -> None:
    mine = personal_path(seated(make_desk(capacity=3), language=language))
    unconfirmed = verify_path(sign_up(make_desk(capacity=3), language=language))
    for address in (mine, f"{mine}cancel/", unconfirmed):
        other = f"/en{address}" if language == "el" else address.removeprefix("/en")
        for way_in in (address, other):
            assert languages(client, way_in) == {}
            assert f'<html lang="{language}"' in client.get(way_in).content.decode()
    named = name_members(make_network()).attendees.members().first()
    assert languages(client, decline_path(named, language)) == {}


def test_where_a_page_is_not_shown_the_switch_leads_home(world: World) -> None:
    """The page may have another address in the other language, or none."""
    world.home.add_child(instance=NewsIndexPage(title="Λίστα", slug="lista"))
    refused = Client(enforce_csrf_checks=True).post("/lista/", headers={"origin": "http://elsewhere.example"})
    assert refused.status_code == 403
    assert switch_of(refused) == {"el": "/", "en": "/en/"}


@pytest.mark.parametrize(
    ("kind", "asked", "kept"),
    [
        (NewsIndexPage, "topic=data&year=2026&unit=3&page=2", "topic=data&year=2026&unit=3"),
        (WorkshopIndexPage, "month=2026-12&topic=data", "month=2026-12&topic=data"),
        (WorkshopIndexPage, "delivery=online&year=&page=2", "delivery=online"),
        (PracticeLibraryPage, "level=state&level=local&q=νερό&sort=title", "level=state&level=local&sort=title"),
        (OrganisationDirectoryPage, "kind=hub", "kind=hub"),
    ],
)
def test_a_list_is_narrowed_alike_in_the_other_language(
    client: Client, world: World, kind: type, asked: str, kept: str
) -> None:
    """What every language understands is kept; the words of one, and the number of a page, are not."""
    own = world.home.add_child(instance=kind(title="Λίστα", slug="lista"))
    translate(own, world.en, title="List", slug="list")
    both = {"el": f"/lista/?{kept}", "en": f"/en/list/?{kept}"}
    assert languages(client, f"/lista/?{asked}") == languages(client, f"/en/list/?{asked}") == both
    assert 'hreflang="en" href="http://localhost/en/list/">' in client.get(f"/lista/?{asked}").content.decode()
