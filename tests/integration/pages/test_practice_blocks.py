"""Practices inside a story: a card and a list about a topic, in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from innovation_pages.models import PracticeLibraryPage, StandardPage
from tests.factories.practices import practice, topic
from tests.rig.statements import statements
from tests.rig.world import World


@pytest.fixture
def library(world: World) -> PracticeLibraryPage:
    return world.home.add_child(instance=PracticeLibraryPage(title="Βιβλιοθήκη", slug="praktikes"))


def story(world: World, *body: Any, home: Any = None) -> StandardPage:
    return (home or world.home).add_child(instance=StandardPage(title="Ιστορία", slug="story", body=list(body)))


def test_a_card_leads_to_its_practice(client: Client, world: World, library: PracticeLibraryPage) -> None:
    page = story(world, ("practice", practice("Άδεια", world.el, region="crete")))
    text = client.get(page.url).content.decode()
    assert f'<a href="{library.url}adeia/">Άδεια</a>' in text
    assert "Δήμος Δοκιμής" in text


def test_a_card_of_a_draft_is_not_shown(client: Client, world: World, library: PracticeLibraryPage) -> None:
    page = story(world, ("practice", practice("Πρόχειρο", world.el, live=False)))
    assert "Πρόχειρο" not in client.get(page.url).content.decode()


def test_a_card_follows_the_language_of_its_page(client: Client, world: World, library: PracticeLibraryPage) -> None:
    library_en = library.copy_for_translation(world.en)
    library_en.slug = "practices"
    library_en.save_revision().publish()
    greek = practice("Άδεια", world.el)
    page = story(world, ("practice", greek), home=world.home_en)
    assert "Άδεια" in client.get(page.url).content.decode()  # better in Greek than not at all
    english = greek.copy_for_translation(world.en)
    english.title = "A permit"
    english.save()
    english.save_revision().publish()
    assert '/practices/a-permit/">A permit</a>' in client.get(page.url).content.decode()


@pytest.mark.parametrize("case", ["restricted", "a draft"])
def test_nothing_is_told_of_a_library_that_is_not_open(
    client: Client, world: World, library: PracticeLibraryPage, case: str
) -> None:
    block = {"title": "Για τη φροντίδα", "topic": topic("Φροντίδα"), "number": 2}
    page = story(world, ("practice", practice("Άδεια", world.el, topics=("Φροντίδα",))), ("practices", block))
    assert client.get(page.url).content.decode().count(">Άδεια</a>") == 2
    if case == "restricted":
        PageViewRestriction.objects.create(page=library, restriction_type="login")
    else:
        library.unpublish()
    text = client.get(page.url).content.decode()
    assert "Άδεια" not in text
    assert "Για τη φροντίδα" not in text


def test_a_list_shows_the_newest_about_its_topic(client: Client, world: World, library: PracticeLibraryPage) -> None:
    for title in ("Πρώτη", "Δεύτερη", "Τρίτη"):
        practice(title, world.el, topics=("Φροντίδα",))
    practice("Άσχετη", world.el, topics=("Άλλο",))
    practice("Πρόχειρη", world.el, topics=("Φροντίδα",), live=False)
    block = {"title": "Για τη φροντίδα", "topic": topic("Φροντίδα"), "number": 2}
    text = client.get(story(world, ("practices", block)).url).content.decode()
    assert text.index(">Τρίτη<") < text.index(">Δεύτερη<")
    assert not {">Πρώτη<", ">Άσχετη<", ">Πρόχειρη<"} & {
        word for word in (">Πρώτη<", ">Άσχετη<", ">Πρόχειρη<") if word in text
    }
    assert f'href="{library.url}?topic=frontida"' in text


@pytest.mark.parametrize("language", ["el", "en"])
def test_several_cards_take_as_many_statements_as_one(
    client: Client, world: World, library: PracticeLibraryPage, language: str
) -> None:
    made = [practice(f"Πρακτική {number}", world.el) for number in range(6)]
    page = story(world, ("practice", made[0]), home=world.home if language == "el" else world.home_en)

    few = statements(client, page.url)
    page.body = [("practice", one) for one in made]
    page.save()
    assert statements(client, page.url) == few
