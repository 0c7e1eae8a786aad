"""Images get their sizes after publish; a visitor's look at a page makes none."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks
from wagtail.images import get_image_model

from innovation_pages.models import BestPractice, InnovationPagesSettings, LabIndexPage, LabPage, PracticeLibraryPage
from tests.factories.pages import publish_news, publish_workshop, republish
from tests.rig.world import World

from .conftest import Reader, draw

ALL = {"max-1440x960", "fill-480x270", "fill-1200x630|format-jpeg"}


def made() -> set[tuple[str, str]]:
    """The renditions that there are: title of the image, and size."""
    rows = get_image_model().get_rendition_model().objects.values_list("image__title", "filter_spec")
    return set(rows)


def files() -> set[str]:
    """The files of the site's media."""
    return {str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture
def addresses(world: World) -> list[str]:
    """Pages of every kind that shows images, none of which has a rendition yet."""
    story = [("picture", {"image": {"image": draw("story"), "decorative": False, "alt_text": "Κύκλοι"}})]
    gallery = [
        ("photo", {"image": {"image": draw("photo"), "decorative": False, "alt_text": "Χέρια"}, "people": False}),
        ("note", {"image": {"image": draw("note"), "decorative": True}, "transcription": "Ένα"}),
    ]
    news = publish_news(world, lead_image=draw("news"), body=story)
    workshop = publish_workshop(world, lead_image=draw("workshop"))
    labs = world.home.add_child(instance=LabIndexPage(title="Εργαστήρια καινοτομίας", slug="labs"))
    lab = republish(labs.add_child(instance=LabPage(title="Εργαστήριο", gallery=gallery, lead_image=draw("lab"))))
    library = world.home.add_child(instance=PracticeLibraryPage(title="Πρακτικές", slug="practices"))
    practice = BestPractice.objects.create(title="Πρακτική", locale=world.el, lead_image=draw("practice"))
    InnovationPagesSettings.objects.create(site=world.site, shared_image=draw("site"))
    pages = [world.home, news, news.get_parent(), workshop, workshop.get_parent(), lab, labs, library]
    return [*(page.url for page in pages), f"{library.url}{practice.slug}/"]


def test_no_look_at_any_page_makes_a_rendition_or_a_file(client: Client, addresses: list[str]) -> None:
    before = files()
    assert not made()
    for address in addresses:
        assert client.get(address).status_code == 200
    assert not made()
    assert files() == before


def test_the_command_makes_what_is_missing_and_pages_show_it(client: Client, addresses: list[str]) -> None:
    for address in addresses:
        assert "/media/" not in client.get(address).content.decode()
    call_command("make_renditions", verbosity=0)
    complete = {(title, size) for title in ("news", "workshop", "lab", "practice") for size in ALL}
    assert made() >= complete | {("story", "max-1440x960"), ("photo", "max-800x800"), ("note", "max-1440x960")}
    assert ("site", "fill-1200x630|format-jpeg") in made()
    before = made(), files()
    for address in addresses:
        page = client.get(address).content.decode()
        assert "og:image" in page
    assert (made(), files()) == before
    call_command("make_renditions", verbosity=0)
    assert (made(), files()) == before


def test_every_image_of_a_page_has_a_width_and_a_height(client: Client, addresses: list[str]) -> None:
    call_command("make_renditions", verbosity=0)
    images = [image for address in addresses for image in Reader(client.get(address).content.decode()).images]
    assert len(images) > len(addresses)
    assert all(image.get("width") and image.get("height") and "alt" in image for image in images)


@pytest.mark.usefixtures("tasks_at_once")
def test_publishing_a_page_makes_its_images_once_it_is_committed(
    client: Client, world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = publish_news(world, lead_image=draw("news"), lead_image_alt="Κύκλοι")
    assert made() == {("news", size) for size in ALL}
    assert 'alt="Κύκλοι"' in client.get(page.url).content.decode()


@pytest.mark.usefixtures("tasks_at_once")
def test_a_new_file_for_an_image_is_made_again_for_the_pages_that_show_it(
    world: World, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    image = draw("news")
    with django_capture_on_commit_callbacks(execute=True):
        publish_news(world, lead_image=image)
    image.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 10, 10, 5, 5
        image.save()
    assert {size for _title, size in made()} == ALL


def test_a_broken_file_leaves_the_page_without_the_picture(client: Client, world: World) -> None:
    image = draw("broken")
    page = publish_news(world, lead_image=image)
    image.file.storage.delete(image.file.name)
    image.file.storage.save(image.file.name, ContentFile(b"no picture"))
    call_command("make_renditions", verbosity=0)
    assert not made()
    assert "/media/" not in client.get(page.url).content.decode()
