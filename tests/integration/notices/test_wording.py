"""Letters use the words of the page in the person's language, and the desk's own where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from innovation_pages.models import WorkshopIndexPage, WorkshopPage
from registrations.models import Desk
from registrations.notices.composing import compose
from tests.factories.registrations import last_letter, sign_up
from tests.rig.world import World

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
BEGINS = NOW + timedelta(days=40)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def page(world: World) -> WorkshopPage:
    """A workshop that registers here, published in Greek."""
    parent = world.home.add_child(instance=WorkshopIndexPage(title="Εργαστήρια", slug="workshops", locale=world.el))
    page = WorkshopPage(
        title="Απλή γλώσσα",
        slug="plain",
        locale=world.el,
        registration_mode="here",
        begins_at=BEGINS,
        ends_at=BEGINS + timedelta(hours=2),
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def translated(page: WorkshopPage, world: World) -> WorkshopPage:
    """Its English translation, not published yet."""
    page.get_parent().specific.copy_for_translation(world.en)
    english = page.copy_for_translation(world.en)
    english.title = "Plain language"
    english.save()
    return english


def desk_of(page: WorkshopPage) -> Desk:
    return Desk.objects.get(translation_key=page.translation_key)


def test_the_letter_names_the_event_as_the_page_in_the_persons_language_does(page: WorkshopPage, world: World) -> None:
    translated(page, world).save_revision().publish()
    greek, english = (sign_up(desk_of(page), language=language) for language in ("el", "en"))
    assert "Απλή γλώσσα" in compose(last_letter(greek)).subject
    assert "Plain language" in compose(last_letter(english)).subject


def test_a_draft_translation_lends_no_words(page: WorkshopPage, world: World) -> None:
    translated(page, world)
    assert "Απλή γλώσσα" in compose(last_letter(sign_up(desk_of(page), language="en"))).subject


def test_a_desk_without_a_page_still_knows_its_title(page: WorkshopPage) -> None:
    registration = sign_up(desk_of(page), language="el")
    page.delete()
    letter = compose(last_letter(registration).__class__.objects.get(pk=last_letter(registration).pk))
    assert "Απλή γλώσσα" in letter.subject
