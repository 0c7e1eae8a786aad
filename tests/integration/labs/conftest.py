"""A small site with a list of labs, a lab, a workshop, news and a directory; and the demo's labs as one loads them."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client, override_settings
from PIL import Image as Picture
from pytest_django.plugin import DjangoDbBlocker
from wagtail.images import get_image_model

from cms_site.demo import furniture, labs, writing
from cms_site.demo.reading import read_page, read_shared
from cms_site.demo.shelf import Shelf
from innovation_pages.models import (
    LabIndexPage,
    LabPage,
    NewsIndexPage,
    NewsPage,
    OrganisationDirectoryPage,
    WorkshopIndexPage,
    WorkshopPage,
)
from registrations.public import Organisation
from tests.factories.once import for_all_tests_of_a_file
from tests.rig.world import World, make_world

TODAY = date(2026, 2, 2)


@dataclass(frozen=True)
class Labs:
    """The pages that the tests walk through."""

    world: World
    lab_list: LabIndexPage
    lab: LabPage
    workshop: WorkshopPage
    news_list: NewsIndexPage
    directory: OrganisationDirectoryPage
    unit: Organisation

    def add_lab(self, title: str, **fields: Any) -> LabPage:
        """The smallest lab, live."""
        return self.lab_list.add_child(instance=LabPage(title=title, **fields))

    def add_news(self, title: str, **fields: Any) -> NewsPage:
        """The smallest news item, live."""
        return self.news_list.add_child(instance=NewsPage(title=title, **fields))


@pytest.fixture(scope="module")
def _site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Labs]:
    with for_all_tests_of_a_file(django_db_blocker):
        yield make_site(make_world())


@pytest.fixture
def site(_site: Labs, db: None) -> Labs:
    return copy.deepcopy(_site)


def make_site(world: World) -> Labs:
    """Add lists, a lab, a workshop and a directory to the world."""
    unit = Organisation.objects.create(name_el="Τμήμα Καινοτομίας", name_en="Innovation unit", country="GR")
    lab_list = world.home.add_child(instance=LabIndexPage(title="Εργαστήρια καινοτομίας", slug="labs"))
    workshops = world.home.add_child(instance=WorkshopIndexPage(title="Ημερίδες", slug="workshops"))
    begins, ends = datetime(2026, 1, 19, 7, 0, tzinfo=UTC), datetime(2026, 1, 19, 10, 0, tzinfo=UTC)
    return Labs(
        world=world,
        lab_list=lab_list,
        lab=lab_list.add_child(instance=LabPage(title="Ψηφιακές δεξιότητες", unit=unit)),
        workshop=workshops.add_child(instance=WorkshopPage(title="Ημερίδα", begins_at=begins, ends_at=ends)),
        news_list=world.home.add_child(instance=NewsIndexPage(title="Νέα", slug="news")),
        directory=world.home.add_child(instance=OrganisationDirectoryPage(title="Φορείς", slug="bodies")),
        unit=unit,
    )


@pytest.fixture
def photo(db: None) -> Any:
    """A small picture in the library."""
    file = BytesIO()
    Picture.new("RGB", (900, 600), "#003375").save(file, "PNG")
    return get_image_model().objects.create(title="photo", file=ContentFile(file.getvalue(), name="photo.png"))


def read(client: Client, url: str, status: int = 200) -> str:
    """The page as visitors get it."""
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """What visitors read on the pages of the demo's labs, by address; loaded once, twice over, then rolled back."""
    media: Path = tmp_path_factory.mktemp("demo")
    with override_settings(MEDIA_ROOT=media), for_all_tests_of_a_file(django_db_blocker):
        shelf = _shelf(make_world())
        labs.load(shelf, TODAY)
        made = sum(shelf.made.values())
        labs.load(shelf, TODAY)
        assert sum(shelf.made.values()) == made
        call_command("make_renditions", verbosity=0)
        client = Client()
        pages = {page.url: page for page in shelf.pages.values()}
        hubs = "?kind=hub"
        urls = [*pages, *(url + hubs for url, page in pages.items() if isinstance(page, OrganisationDirectoryPage))]
        yield {url: read(client, url) for url in urls}


def _shelf(world: World) -> Shelf:
    shelf = Shelf(site=world.site, locales={"el": world.el, "en": world.en})
    shelf.pages["home", "el"], shelf.pages["home", "en"] = world.home, world.home_en
    furniture.furnish(shelf, read_shared())
    for name in ("news", "news/network"):  # the list, and the call that the directory shows the members of
        writing.write(read_page(name), shelf, TODAY)
    return shelf
