"""Two branches of a site that must not see each other's people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cms_site.home.models import HomePage
from registrations.models import Desk, Registration
from registrations.services.desks import place_in_tree
from tests.factories.registrations import make_desk, seated
from tests.rig.world import World

SECRET = "Κρυφή Σπηλιωτοπούλου"
SECRET_ADDRESS = "krifi@example.org"


@dataclass
class Branches:
    """North has a desk that reviews; South has one person whom only South may see."""

    north: Page
    south: Page
    desk: Desk
    far: Desk
    stranger: Registration

    def sign_up(self, **facts: Any) -> Registration:
        """Somebody whose application waits in the North."""
        return seated(self.desk, **facts)


def make_branches(world: World) -> Branches:
    """Make both branches below the Greek home page."""
    north = world.home.add_child(instance=HomePage(title="North", slug="north", locale=world.el))
    south = world.home.add_child(instance=HomePage(title="South", slug="south", locale=world.el))
    desk = desk_at(north, world, title="Northern lab", needs_review=True, waiting_list=True, capacity=10)
    far = desk_at(south, world, title="Southern secret", needs_review=True)
    return Branches(north, south, desk, far, seated(far, name=SECRET, email=SECRET_ADDRESS))


def desk_at(page: Page, world: World, **facts: Any) -> Desk:
    """A desk of a page."""
    return make_desk(leading_page=page, tree_path=place_in_tree(page), site=world.site, **facts)
