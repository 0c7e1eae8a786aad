"""A site with a search page in both languages, and texts whose words the tests look for."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page

from innovation_pages.models import (
    NewsIndexPage,
    NewsPage,
    SearchPage,
    WorkshopIndexPage,
    WorkshopPage,
)
from registrations.public import Organisation
from tests.factories.once import for_all_tests_of_a_file
from tests.rig.world import World, make_world

from .texts import TEXTS


@dataclass(frozen=True)
class Site:
    """What the tests search."""

    world: World
    search: SearchPage
    search_en: SearchPage
    news: NewsIndexPage
    workshops: WorkshopIndexPage
    unit: Organisation
    pages: dict[str, Page]


def add_news(parent: Page, title: str, text: str = "", day: date = date(2026, 3, 2), **fields: object) -> NewsPage:
    """A live news item whose story is one paragraph."""
    body = [("text", f"<p>{text}</p>")] if text else []
    return parent.add_child(instance=NewsPage(title=title, body=body, date=day, **fields))


def add_event(parent: Page, title: str, begins: datetime, hours: int = 2, **fields: object) -> WorkshopPage:
    """A live event."""
    event = WorkshopPage(title=title, begins_at=begins, ends_at=begins + timedelta(hours=hours), **fields)
    return parent.add_child(instance=event)


@pytest.fixture(scope="module")
def _site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    with for_all_tests_of_a_file(django_db_blocker):
        yield make_site(make_world())


@pytest.fixture
def site(_site: Site, db: None) -> Site:
    return copy.deepcopy(_site)


def make_site(world: World) -> Site:
    """Add lists, the page of the search, the texts and an event to the world, and let all of it be found."""
    search = world.home.add_child(instance=SearchPage(title="Αναζήτηση", slug="anazitisi"))
    search_en = world.home_en.add_child(
        instance=SearchPage(title="Search", slug="search", locale=world.en, translation_key=search.translation_key)
    )
    news = world.home.add_child(instance=NewsIndexPage(title="Νέα", slug="nea", show_in_menus=True))
    workshops = world.home.add_child(instance=WorkshopIndexPage(title="Εκδηλώσεις", slug="ekdiloseis"))
    unit = Organisation.objects.create(name_el="Διεύθυνση Απλούστευσης", name_en="Simplification unit")
    pages: dict[str, Page] = {}
    for key, (title, text) in TEXTS.items():
        pages[key] = add_news(news, title, text)
    add_event(workshops, "Συζήτηση για τα λιμάνια", datetime(2026, 12, 3, 8, tzinfo=UTC), unit=unit)
    call_command("update_finder", verbosity=0)
    return Site(world, search, search_en, news, workshops, unit, pages)
