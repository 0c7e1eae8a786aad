"""The control panel of a site."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.template import RequestContext, Template
from django.test import Client, RequestFactory

import innovation_pages
import registrations
from innovation_pages.models import InnovationPagesSettings
from innovation_pages.models.site_settings import Theme
from registrations.models import RegistrationSettings
from tests.factories.pages import publish_workshop
from tests.rig.world import World


@pytest.fixture
def chief(world: World, client: Client) -> Client:
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    return client


@pytest.mark.parametrize("name", ["registrations/registrationsettings", "innovation_pages/innovationpagessettings"])
def test_each_settings_screen_opens_with_its_tabs(chief: Client, world: World, name: str) -> None:
    text = chief.get(f"/admin/settings/{name}/{world.site.pk}/").content.decode()
    assert text.count('role="tabpanel"') >= 3


def test_a_new_page_begins_as_the_site_does_and_an_old_one_stays(world: World, chief: Client) -> None:
    page = publish_workshop(world)
    RegistrationSettings.objects.update(default_review=True, default_waiting_list=False)
    address = f"/admin/pages/add/innovation_pages/workshoppage/{page.get_parent().pk}/"
    begun = chief.get(address).context["form"].instance
    assert (begun.registration_review, begun.registration_waiting_list) == (True, False)
    assert begun.registration_verify_address
    kept = chief.get(f"/admin/pages/{page.pk}/edit/").context["form"].instance
    assert (kept.registration_review, kept.registration_waiting_list) == (False, True)


def test_without_settings_a_new_page_begins_as_ever(world: World, chief: Client) -> None:
    page = publish_workshop(world)
    begun = (
        chief.get(f"/admin/pages/add/innovation_pages/workshoppage/{page.get_parent().pk}/").context["form"].instance
    )
    assert (begun.registration_review, begun.registration_waiting_list) == (False, True)


@pytest.mark.parametrize(("theme", "links"), [(Theme.OWN, 2), (Theme.NONE, 0)])
def test_a_site_that_draws_everything_itself_gets_no_style_sheet_of_ours(world: World, theme: str, links: int) -> None:
    account = ("account", {"name": "LinkedIn", "address": "https://example.org/unit"})
    InnovationPagesSettings.objects.create(site=world.site, theme=theme, social=[account])
    drawn = {}
    for package in (innovation_pages, registrations):
        file = Path(package.__file__).parent / "templates" / package.__name__ / "base.html"
        drawn[package] = Template(file.read_text()).render(RequestContext(RequestFactory().get("/")))
        assert drawn[package].count('rel="stylesheet"') == links
    assert 'href="https://example.org/unit" rel="me"' in drawn[innovation_pages]
