"""Before pages go, Wagtail's question tells how many people are registered there, and is asked once more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from innovation_pages.models import WorkshopPage
from registrations.models import Desk, Registration
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.pages import desk_of, publish_workshop, translate
from tests.factories.registrations import seated, soon
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

SENTENCE = "2 people are registered for 1 event on what you chose."
NOT_TOLD = "They are not told by letter"


@pytest.fixture
def page(world: World) -> WorkshopPage:
    """A workshop with two people, and one who has cancelled."""
    page = publish_workshop(world, title="Workshop with people")
    people = [seated(desk_of(page)) for _ in range(3)]
    cancel(registration=people[0], by=PERSON, now=soon())
    return page


@pytest.fixture
def boss(world: World) -> Client:
    user = make_staff()
    user.is_superuser = True  # to delete a whole section takes more than to edit it
    user.save()
    return signed_in(user)


def address(action: str, *pages: object) -> str:
    """Of one page by its id, or of several through a bulk action."""
    if len(pages) == 1:
        return reverse(f"wagtailadmin_pages:{action}", args=[pages[0].pk])
    ids = "&".join(f"id={page.pk}" for page in pages)
    return f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?{ids}"


def sent_again(answer: object, **more: str) -> dict[str, str]:
    """What the page that asks sends when somebody presses its button."""
    found = answer.context["found"]
    return {**dict(answer.context["carried"]), "registrations_known": found.mark, **more}


def test_deleting_a_page_tells_how_many_people_are_registered_and_asks_twice(boss: Client, page: WorkshopPage) -> None:
    url = address("delete", page)
    first = boss.get(url).content.decode()
    assert escape(SENTENCE) in first
    assert NOT_TOLD in first
    asked = boss.post(url, {"next": ""})
    assert SENTENCE in asked.content.decode()
    assert NOT_TOLD in asked.content.decode()
    unsure = boss.post(url, sent_again(asked))
    assert "Tick the box" in unsure.content.decode()
    assert WorkshopPage.objects.filter(pk=page.pk).exists()
    assert boss.post(url, sent_again(unsure, sure="1")).status_code == 302
    assert not WorkshopPage.objects.filter(pk=page.pk).exists()
    assert Registration.objects.live().count() == 2
    assert Desk.objects.get().title == "Workshop with people"


def test_who_registers_meanwhile_is_asked_about_too(boss: Client, page: WorkshopPage) -> None:
    url = address("delete", page)
    asked = boss.post(url, {})
    seated(desk_of(page))
    again = boss.post(url, sent_again(asked, sure="1"))
    assert "3 people are registered" in again.content.decode()
    assert WorkshopPage.objects.filter(pk=page.pk).exists()


def test_deleting_a_section_counts_the_people_below_it(boss: Client, world: World, page: WorkshopPage) -> None:
    other = publish_workshop(world, title="Second workshop")
    seated(desk_of(other))
    url = address("delete", page.get_parent())
    answer = boss.post(url, {}).content.decode()
    assert "3 people are registered for 2 events" in answer
    assert "Second workshop" in answer


def test_a_page_without_people_is_deleted_as_ever(boss: Client, world: World, page: WorkshopPage) -> None:
    empty = publish_workshop(world)
    assert boss.post(address("delete", empty), {}).status_code == 302
    assert not WorkshopPage.objects.filter(pk=empty.pk).exists()


def test_several_pages_are_asked_about_together(boss: Client, world: World, page: WorkshopPage) -> None:
    other = publish_workshop(world)
    seated(desk_of(other))
    url = address("delete", page, other)
    asked = boss.post(url, {})
    assert "3 people are registered for 2 events" in asked.content.decode()
    assert WorkshopPage.objects.count() == 2
    assert boss.post(url, sent_again(asked, sure="1")).status_code == 302
    assert not WorkshopPage.objects.exists()
    assert Registration.objects.live().count() == 3


def test_the_desk_of_several_languages_is_asked_about_with_the_page_that_leads_it(
    boss: Client, world: World, page: WorkshopPage
) -> None:
    english = translate(page, world.en, slug="workshop")
    assert boss.post(address("delete", english), {}).status_code == 302
    assert SENTENCE in boss.post(address("delete", page), {}).content.decode()


@pytest.mark.parametrize("several", [False, True])
def test_unpublishing_tells_that_the_form_closes(boss: Client, world: World, page: WorkshopPage, several: bool) -> None:
    pages = [page, publish_workshop(world)] if several else [page]
    url = address("unpublish", *pages)
    asked = boss.post(url, {})
    text = asked.content.decode()
    assert SENTENCE in text
    assert f"Forms that close: {len(pages)}." in text
    assert desk_of(page).is_published
    assert boss.post(url, sent_again(asked, sure="1")).status_code == 302
    assert not desk_of(page).is_published


def test_a_translation_takes_the_page_that_leads_the_desk_with_it(
    boss: Client, world: World, page: WorkshopPage, settings: object
) -> None:
    settings.WAGTAILSIMPLETRANSLATION_SYNC_PAGE_TREE = True
    english = translate(page, world.en, slug="workshop")
    assert SENTENCE in boss.post(address("unpublish", english), {}).content.decode()
    assert desk_of(page).is_published


def test_other_bulk_actions_are_left_alone(boss: Client, world: World, page: WorkshopPage) -> None:
    other = publish_workshop(world)
    assert boss.post(address("publish", page, other), {}).status_code == 302


def test_who_may_not_delete_is_told_nothing(world: World, page: WorkshopPage) -> None:
    stranger = signed_in(make_staff(edits=world.home_en))
    answer = stranger.post(address("delete", page), {})
    assert "people are registered" not in answer.content.decode()
    assert WorkshopPage.objects.filter(pk=page.pk).exists()
