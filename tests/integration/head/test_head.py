"""What a page tells search engines and those who share a link to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Site

from innovation_pages.models import (
    InnovationPagesSettings,
    LabIndexPage,
    LabPage,
    NewsPage,
    SearchPage,
    Venue,
    WorkshopOrganiser,
)
from innovation_pages.renditions import make_for
from registrations.public import Organisation
from tests.factories.pages import publish_news, publish_workshop, republish, translate
from tests.rig.world import World

from .conftest import HEADLINE, Reader, draw

Read = Callable[[str], Reader]
BEGINS = datetime(2030, 1, 21, 7, 0, tzinfo=UTC)


@pytest.fixture
def news(world: World) -> NewsPage:
    """A news item with a picture, in two languages."""
    unit = Organisation.objects.create(name_el="Τμήμα Καινοτομίας", name_en="Innovation unit")
    page = publish_news(
        world,
        title="Δίκτυο",
        summary="Δύο εκπρόσωποι ανά φορέα.",
        date=date(2024, 1, 18),
        unit=unit,
        lead_image=draw(),
        lead_image_alt="Κύκλοι που ενώνονται",
    )
    translate(page, world.en, title="Network", summary="Two people for each body.")
    make_for(page)
    return page


def test_a_page_names_its_address_and_its_translations(head: Read, news: NewsPage) -> None:
    found = head(news.url)
    english = news.get_translations().get()
    assert found.address("canonical") == f"http://localhost{news.url}"
    assert found.address("alternate", "el") == f"http://localhost{news.url}"
    assert found.address("alternate", "en") == f"http://localhost{english.url}"
    assert found.address("alternate", "x-default") == f"http://localhost{news.url}"
    assert head(english.url).address("alternate", "x-default") == f"http://localhost{news.url}"


def test_a_translation_that_is_no_longer_public_is_not_named(head: Read, news: NewsPage) -> None:
    news.get_translations().get().unpublish()
    found = head(news.url)
    assert found.address("canonical")
    assert not [link for link in found.links if link.get("hreflang")]


def test_a_shared_link_shows_the_picture_of_the_page(head: Read, news: NewsPage) -> None:
    meta = head(news.url).meta
    assert meta["og:title"] == "Δίκτυο"
    assert meta["og:description"] == meta["description"] == "Δύο εκπρόσωποι ανά φορέα."
    assert meta["og:type"] == "article"
    assert (meta["og:locale"], meta["og:locale:alternate"]) == ("el_GR", "en_GB")
    assert meta["og:image"].startswith("http://localhost/media/")
    assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
    assert meta["og:image:alt"] == "Κύκλοι που ενώνονται"
    assert meta["twitter:card"] == "summary_large_image"


def test_a_page_without_a_picture_shows_that_of_the_site(head: Read, world: World) -> None:
    words = InnovationPagesSettings.objects.create(
        site=world.site, shared_image=draw(), shared_image_alt_el="Το σήμα μας", shared_image_alt_en="Our sign"
    )
    assert "og:image" not in head("/").meta
    make_for(words)
    assert head("/").meta["og:image:alt"] == "Το σήμα μας"
    assert head("/en/").meta["og:image:alt"] == "Our sign"


def test_news_are_an_article_of_the_unit(head: Read, news: NewsPage) -> None:
    nodes = head(news.url).nodes
    article = nodes["NewsArticle"]
    assert article["headline"] == "Δίκτυο"
    assert article["datePublished"] == "2024-01-18"
    assert article["author"]["name"] == "Τμήμα Καινοτομίας"
    assert article["publisher"]["@id"] == nodes["Organization"]["@id"]
    assert article["image"].startswith("http://localhost/media/")
    steps = nodes["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Αρχική", "Νέα", "Δίκτυο"]
    assert steps[-1]["item"] == f"http://localhost{news.url}"


def test_no_words_of_an_editor_end_the_data_block(head: Read, world: World) -> None:
    page = publish_news(world, title=HEADLINE)
    found = head(page.url)
    assert found.nodes["NewsArticle"]["headline"] == HEADLINE
    assert all(script.get("src") or script.get("type") == "application/ld+json" for script in found.scripts)


def test_an_event_says_when_where_and_by_whom(head: Read, world: World) -> None:
    venue = Venue.objects.create(name_el="Πάρκο JOIST", address_el="Κοραή 4", city_el="Λάρισα")
    page = publish_workshop(world, begins_at=BEGINS, venue=venue, delivery="hybrid", summary="Μία ημέρα.")
    for place, role in enumerate(("organiser", "support")):
        body = Organisation.objects.create(name_el=f"Φορέας {role}")
        WorkshopOrganiser.objects.create(page=page, organisation=body, role=role, sort_order=place)
    event = head(page.url).nodes["Event"]
    assert event["startDate"] == "2030-01-21T09:00:00+02:00"
    assert event["endDate"] == "2030-01-21T12:00:00+02:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    place, elsewhere = event["location"]
    assert place["name"] == "Πάρκο JOIST"
    assert place["address"] == {"@type": "PostalAddress", "streetAddress": "Κοραή 4", "addressLocality": "Λάρισα"}
    assert elsewhere == {"@type": "VirtualLocation", "url": f"http://localhost{page.url}"}
    assert [body["name"] for body in event["organizer"]] == ["Φορέας organiser"]
    assert "offers" not in event


@pytest.mark.parametrize(
    ("delivery", "mode"), [("in_person", "OfflineEventAttendanceMode"), ("online", "OnlineEventAttendanceMode")]
)
def test_the_way_to_attend_is_told(head: Read, world: World, delivery: str, mode: str) -> None:
    page = publish_workshop(world, delivery=delivery)
    assert head(page.url).nodes["Event"]["eventAttendanceMode"] == f"https://schema.org/{mode}"


@pytest.mark.parametrize("shown", [True, False])
def test_free_seats_are_told_only_where_the_page_shows_them(head: Read, world: World, shown: bool) -> None:
    page = publish_workshop(world, registration_capacity=7, registration_show_free_seats=shown)
    event = head(page.url).nodes["Event"]
    assert event.get("maximumAttendeeCapacity") == (7 if shown else None)
    assert event.get("remainingAttendeeCapacity") == (7 if shown else None)


def test_the_home_page_tells_how_to_search_the_site(head: Read, world: World) -> None:
    world.home.add_child(instance=SearchPage(title="Αναζήτηση", slug="find"))
    site = head("/").nodes["WebSite"]
    assert site["url"] == "http://localhost/"
    assert site["potentialAction"]["target"]["urlTemplate"] == "http://localhost/find/?q={search_term_string}"
    assert site["publisher"]["@id"] == "http://localhost/#publisher"


def test_error_pages_and_personal_links_tell_machines_nothing(client: Client, world: World) -> None:
    for address in ("/no-such-page/", "/registration/abc/"):
        found = Reader(client.get(address).content.decode())
        assert not found.block
        assert not found.address("canonical")


def test_the_head_of_a_page_with_everything_costs_one_statement_more_at_most(
    client: Client, world: World, django_assert_max_num_queries: Callable[..., object]
) -> None:
    page = publish_workshop(world, lead_image=draw(), begins_at=BEGINS + timedelta(days=1))
    make_for(page)
    InnovationPagesSettings.objects.create(site=world.site, shared_image=draw("site"))
    Site.find_for_request(RequestFactory().get("/"))
    client.get(page.url)
    with django_assert_max_num_queries(15):
        assert "og:image" in Reader(client.get(page.url).content.decode()).meta


def test_a_lab_without_a_day_is_told_as_a_text(head: Read, world: World) -> None:

    labs = world.home.add_child(instance=LabIndexPage(title="Ερευνητικά", slug="labs"))
    lab = republish(labs.add_child(instance=LabPage(title="Χωρίς ημέρα")))
    nodes = head(lab.url).nodes
    assert "Event" not in nodes
    assert nodes["Article"]["headline"] == "Χωρίς ημέρα"
