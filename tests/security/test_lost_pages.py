"""People whose page is gone stay with those who saw them, whatever is made or sorted in the tree afterwards."""

from __future__ import annotations

import pytest
from django.test import Client

from innovation_pages.models import NewsIndexPage, NewsPage, WorkshopIndexPage
from registrations.models import desks_open_to
from tests.factories.addresses import desk_url
from tests.factories.pages import desk_of, publish_workshop, republish
from tests.factories.registrations import make_desk, seated
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

SECRET = "Κρυφή Σπηλιωτοπούλου"


def sees(client: Client) -> bool:
    return SECRET in client.get(desk_url()).content.decode()


def test_a_new_section_where_a_deleted_one_stood_does_not_inherit_its_people(world: World) -> None:
    page = publish_workshop(world)
    seated(desk_of(page), name=SECRET)
    section = page.get_parent()
    section.delete()
    world.home.refresh_from_db()
    newcomer = world.home.add_child(instance=WorkshopIndexPage(title="Άλλη μονάδα", slug="other"))
    assert newcomer.path == section.path, "the tree gives the place out again"
    assert not sees(signed_in(make_staff(newcomer, ["review", "export"])))
    assert sees(signed_in(make_staff(world.home)))


@pytest.fixture
def sections(world: World) -> tuple[NewsIndexPage, NewsIndexPage]:
    """Two sections; in the first one somebody registered at a page that is gone."""
    first = world.home.add_child(instance=NewsIndexPage(title="Α", slug="a"))
    second = world.home.add_child(instance=NewsIndexPage(title="Β", slug="b"))
    page = first.add_child(instance=NewsPage(title="Πρόσκληση", slug="call", registration_mode="here"))
    seated(desk_of(republish(page)), name=SECRET)
    page.delete()
    return first, second


def test_sorting_sections_hands_nobodys_people_to_the_neighbour(
    sections: tuple[NewsIndexPage, NewsIndexPage],
) -> None:
    first, second = sections
    own, neighbour = signed_in(make_staff(first)), signed_in(make_staff(second))
    assert (sees(own), sees(neighbour)) == (True, False)
    second.move(first, pos="left")
    assert (sees(own), sees(neighbour)) == (True, False)


def test_when_the_section_goes_too_only_those_above_it_see_the_people(
    world: World, sections: tuple[NewsIndexPage, NewsIndexPage]
) -> None:
    first, second = sections
    former, above, beside = make_staff(first), make_staff(world.home), make_staff(second)
    NewsIndexPage.objects.get(pk=first.pk).delete()
    assert [desks_open_to(user).count() for user in (former, above, beside)] == [0, 1, 0]


def test_a_key_that_ends_like_that_of_a_section_is_not_the_section(world: World) -> None:
    section = world.home.add_child(instance=NewsIndexPage(title="Α", slug="a"))
    seated(make_desk(tree_path=f"/1/1{section.pk}/"), name=SECRET)
    user = make_staff(section)
    assert not sees(signed_in(user))
    own = make_desk(tree_path=f"/1/{section.pk}/")
    assert desks_open_to(user).get() == own
