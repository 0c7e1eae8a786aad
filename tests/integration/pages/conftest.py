"""A small site of the shop window: lists, a workshop with two sessions, a news item."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page

from innovation_pages.models import (
    ContactPoint,
    InnovationPagesSettings,
    NewsIndexPage,
    NewsPage,
    Room,
    StandardPage,
    Venue,
    WorkshopIndexPage,
    WorkshopOrganiser,
    WorkshopPage,
)
from registrations.public import Organisation
from tests.factories.once import for_all_tests_of_a_file
from tests.rig.world import World, make_world

CONFERENCE = {
    "title": "Ημερίδα",
    "begins": datetime(2026, 1, 19, 7, 0, tzinfo=UTC),
    "ends": datetime(2026, 1, 19, 10, 30, tzinfo=UTC),
    "audience": "Ανοικτή σε όλους",
    "registration": "none",
}
LAB = {
    "title": "Εργαστήριο",
    "begins": datetime(2026, 1, 19, 8, 30, tzinfo=UTC),
    "ends": datetime(2026, 1, 19, 14, 30, tzinfo=UTC),
    "room": "Future Learning LAB",
    "registration": "elsewhere",
}


@dataclass(frozen=True)
class Shop:
    """The pages that the tests walk through."""

    world: World
    unit: Organisation
    contact: ContactPoint
    venue: Venue
    room: Room
    news_list: NewsIndexPage
    news: NewsPage
    workshop_list: WorkshopIndexPage
    workshop: WorkshopPage
    statement: StandardPage


def add_workshop(parent: Page, title: str, begins: datetime, ends: datetime, **fields: object) -> WorkshopPage:
    """The smallest workshop, live."""
    return parent.add_child(instance=WorkshopPage(title=title, begins_at=begins, ends_at=ends, **fields))


@pytest.fixture(scope="module")
def _shop(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Shop]:
    with for_all_tests_of_a_file(django_db_blocker):
        yield make_shop(make_world())


@pytest.fixture
def shop(_shop: Shop, db: None) -> Shop:
    return copy.deepcopy(_shop)


def make_shop(world: World) -> Shop:
    """Add the pages of a small shop window to the world."""
    unit = Organisation.objects.create(
        name_el="Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών", name_en="Department of Innovation"
    )
    region = Organisation.objects.create(name_el="Περιφέρεια Θεσσαλίας")
    contact = ContactPoint.objects.create(
        unit_el="Τμήμα Καινοτομίας", unit_en="Innovation unit", phone="213 13 13 152", hours_el="9:00–15:00"
    )
    venue = Venue.objects.create(name_el="Πάρκο Καινοτομίας JOIST", name_en="JOIST Innovation Park", city_el="Λάρισα")
    room = Room.objects.create(venue=venue, name_el="κεντρικό αμφιθέατρο")
    news_list = world.home.add_child(instance=NewsIndexPage(title="Νέα", show_in_menus=True))
    news = news_list.add_child(
        instance=NewsPage(title="Δίκτυο Καινοτομίας Δημοσίου Τομέα", date=date(2024, 1, 18), unit=unit)
    )
    workshop_list = world.home.add_child(instance=WorkshopIndexPage(title="Εργαστήρια", show_in_menus=True))
    workshop = add_workshop(
        workshop_list,
        "Κοινωνική Καινοτομία στη Θεσσαλία",
        CONFERENCE["begins"],
        LAB["ends"],
        unit=unit,
        venue=venue,
        room=room,
        sessions=[("session", CONFERENCE), ("session", LAB)],
        topics=[("topic", "Εργαλεία και Καλές Πρακτικές")],
        agenda=[("item", {"begins": None, "title": "Χαιρετισμοί", "speaker": "", "note": ""})],
    )
    WorkshopOrganiser.objects.create(page=workshop, organisation=region, sort_order=0)
    WorkshopOrganiser.objects.create(page=workshop, organisation=unit, role="support", sort_order=1)
    statement = world.home.add_child(instance=StandardPage(title="Δήλωση προσβασιμότητας"))
    InnovationPagesSettings.objects.create(
        site=world.site, unit=unit, contact=contact, accessibility_page=statement, footer_text_el="Υπουργείο"
    )
    return Shop(
        world=world,
        unit=unit,
        contact=contact,
        venue=venue,
        room=room,
        news_list=news_list,
        news=news,
        workshop_list=workshop_list,
        workshop=WorkshopPage.objects.get(pk=workshop.pk),
        statement=statement,
    )
