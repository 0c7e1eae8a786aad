"""Who was named by a body: seen by reviewers of its desk, and by nobody else anywhere."""

from __future__ import annotations

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from innovation_pages.directory import addresses
from innovation_pages.models import NewsPage, OrganisationDirectoryPage, SearchPage
from registrations.domain.states import State
from registrations.models import Organisation, Registration
from registrations.services.cancelling import cancel
from tests.factories.addresses import desk_url
from tests.factories.nominations import REGULAR, SECRETS, accept, name_members
from tests.factories.pages import desk_of, publish_news, republish, translate
from tests.factories.registrations import soon
from tests.factories.staff import ADMIN, REGISTRATIONS, clerk, make_staff, signed_in
from tests.rig.world import World

CONTACT = "Κώστας Επαφής"


@pytest.fixture
def call(world: World) -> NewsPage:
    return publish_news(
        world, registration_mode="here", registration_review=True, registration_person_key="organisation"
    )


@pytest.fixture
def body(db: None) -> Organisation:
    return Organisation.objects.create(name_el="Δήμος Αλκυόνας", kind="municipality")


@pytest.fixture
def named(call: NewsPage, body: Organisation) -> Registration:
    return accept(name_members(desk_of(call), body.name_el, organisation=body))


@pytest.fixture
def directory(world: World, call: NewsPage, named: Registration) -> OrganisationDirectoryPage:
    Organisation.objects.create(name_el="Δήμος Ξένος", kind="municipality")
    Organisation.objects.create(name_el="Περιφέρεια Ξένη", kind="region")
    page = world.home.add_child(instance=OrganisationDirectoryPage(title="Μέλη", slug="members", members_of=call))
    return republish(page)


def secrets_in(text: str) -> list[str]:
    return [secret for secret in (*SECRETS, CONTACT, "contact@example.org") if secret in text]


def test_the_directory_lists_the_members_by_kind_with_counts(
    client: Client, directory: OrganisationDirectoryPage, call: NewsPage, body: Organisation
) -> None:
    page = client.get(directory.url).content.decode()
    assert "Φορείς-μέλη: 1" in page
    assert "Δήμος</a> (1)" in page
    assert "Δήμος Αλκυόνας" in page
    assert "Ξένος" not in page
    assert f'href="{directory.url}"' in client.get(call.get_url()).content.decode()
    assert client.get(directory.url_of(body)).status_code == 200
    stranger = Organisation.objects.get(name_el="Δήμος Ξένος")
    assert client.get(directory.url_of(stranger)).status_code == 404


def test_a_members_directory_leads_to_no_page_that_it_does_not_have(
    client: Client, directory: OrganisationDirectoryPage, call: NewsPage, body: Organisation
) -> None:
    stranger = Organisation.objects.get(name_el="Δήμος Ξένος")
    Organisation.objects.filter(pk=body.pk).update(coordinator=stranger, parent=stranger)
    Organisation.objects.create(name_el="Δήμος Κάτω", kind="unit", coordinator=body)
    page = client.get(directory.url_of(body)).content.decode()
    assert page.count("Δήμος Ξένος") == 2
    assert "Δήμος Κάτω" in page
    hrefs = re.findall(rf'href="({directory.url}[^"]+)"', page)
    assert {client.get(href).status_code for href in hrefs} <= {200}
    assert addresses([stranger, body], call, None) == {}


def test_the_page_of_the_members_stays_while_a_directory_lists_them(
    admin_client: Client, directory: OrganisationDirectoryPage, call: NewsPage
) -> None:
    parent = call.get_parent()
    for page in (call, parent):
        answer = admin_client.post(f"/admin/pages/{page.pk}/delete/", follow=True)
        assert "Μέλη" in answer.content.decode()
    answer = admin_client.post(f"/admin/bulk/wagtailcore/page/delete/?id={call.pk}", follow=True)
    assert "Μέλη" in answer.content.decode()
    assert NewsPage.objects.filter(pk=call.pk).exists()
    call_command("remove_innovation_pages", delete=True, stdout=StringIO())
    assert not OrganisationDirectoryPage.objects.exists()
    assert not NewsPage.objects.exists()


def test_translations_lead_to_the_members_in_their_language(
    client: Client, world: World, directory: OrganisationDirectoryPage, call: NewsPage
) -> None:
    english = translate(call, world.en)
    assert directory.url not in client.get(english.url).content.decode()
    listed = translate(directory, world.en)  # it names the Greek call still
    assert f'href="{listed.url}"' in client.get(english.url).content.decode()
    assert f'href="{directory.url}"' in client.get(call.get_url()).content.decode()


def test_a_body_whose_nomination_is_over_is_no_member(
    client: Client, directory: OrganisationDirectoryPage, named: Registration
) -> None:
    cancel(registration=named, by=clerk(), now=soon())
    named.refresh_from_db()
    assert named.state == State.CANCELLED
    assert "Αλκυόνας" not in client.get(directory.url).content.decode()


def test_no_public_page_names_anybody(
    client: Client, world: World, directory: OrganisationDirectoryPage, call: NewsPage, body: Organisation
) -> None:
    search = republish(world.home.add_child(instance=SearchPage(title="Αναζήτηση", slug="search")))
    call_command("update_finder", verbosity=0)
    addresses = [
        "/",
        call.get_url(),
        call.get_parent().get_url(),
        f"{call.get_parent().get_url()}feed/",
        directory.url,
        f"{directory.url}?kind=municipality",
        directory.url_of(body),
        "/sitemap.xml",
        *(f"{search.get_url()}?q={secret}" for secret in ("Κρυφού", "Μυστικός", "anthi")),
    ]
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        assert secrets_in(answer.content.decode()) == [], address


def test_an_editor_of_the_page_without_the_right_to_review_sees_nobody(
    world: World, call: NewsPage, named: Registration, body: Organisation
) -> None:
    bodies = "registrations.change_organisation"
    editor = signed_in(make_staff(permissions=(ADMIN, REGISTRATIONS, bodies), edits=world.home))
    for address in (
        f"/admin/pages/{call.pk}/edit/",
        f"/admin/pages/{call.pk}/history/",
        f"/admin/snippets/registrations/organisation/edit/{body.pk}/",
        f"/admin/snippets/registrations/organisation/usage/{body.pk}/",
        f"/admin/snippets/registrations/organisation/?q={REGULAR.name}",
    ):
        text = editor.get(address, follow=True).content.decode()
        typed = address.partition("?q=")[2]  # the search box repeats it
        assert [secret for secret in secrets_in(text) if secret != typed] == [], address
    for address in (desk_url("inspect", named.pk), desk_url("members", named.pk, do="swap")):
        answer = editor.get(address, follow=True)
        assert secrets_in(answer.content.decode()) == []
    assert editor.post(desk_url("members", named.pk, do="swap"), {"version": "1", "reason": "x"}).status_code in {
        302,
        403,
        404,
    }
    assert named.attendees.get(role="regular").name == REGULAR.name
