"""The directory of bodies: kinds, countries, and the page of one body."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import PageViewRestriction, ReferenceIndex

from innovation_pages.models import LabOrganiser, WorkshopOrganiser
from registrations.public import Organisation
from tests.factories.pages import translate

from .conftest import Labs, read


@pytest.fixture
def hub(site: Labs) -> Organisation:
    Organisation.objects.create(name_el="Άμφισσα Κόμβος", kind="hub", country="GR")
    Organisation.objects.create(name_el="Δήμος Αθηναίων", kind="municipality", country="GR")
    return Organisation.objects.create(
        name_el="Κόμβος της Ρώμης",
        name_en="Hub of Rome",
        kind="hub",
        country="IT",
        coordinator=site.unit,
        website="https://example.org/rome",
    )


def address(site: Labs, hub: Organisation) -> str:
    return site.directory.url_of(hub)


def test_all_bodies_are_listed_with_their_kind_and_country(client: Client, site: Labs, hub: Organisation) -> None:
    page = read(client, site.directory.url)
    assert f'<a href="{address(site, hub)}">Κόμβος της Ρώμης</a>' in page
    assert "Ιταλία" in page
    assert page.index("Άμφισσα") < page.index("Δήμος Αθηναίων") < page.index("Κόμβος της Ρώμης")


def test_a_kind_is_chosen_without_a_script(client: Client, site: Labs, hub: Organisation) -> None:
    page = read(client, f"{site.directory.url}?kind=municipality")
    assert "Δήμος Αθηναίων" in page
    assert "Κόμβος της Ρώμης" not in page
    assert '<option value="municipality" selected>' in page


def test_hubs_are_grouped_by_country_and_counted(client: Client, site: Labs, hub: Organisation) -> None:
    page = read(client, f"{site.directory.url}?kind=hub")
    assert page.index("<dt>Ελλάδα</dt>") < page.index("Άμφισσα") < page.index("<dt>Ιταλία</dt>")
    assert "<strong>2 " in page


@pytest.mark.parametrize("kind", ["", "nonsense", "<script>"])
def test_an_unknown_kind_lists_all(client: Client, site: Labs, hub: Organisation, kind: str) -> None:
    page = read(client, f"{site.directory.url}?kind={kind}")
    assert "Δήμος Αθηναίων" in page
    assert "<script>" not in page.replace("<script src", "")


def test_a_long_directory_is_turned_page_by_page_and_keeps_its_kind(client: Client, site: Labs) -> None:
    Organisation.objects.bulk_create(
        Organisation(name_el=f"Δήμος {number:03}", kind="municipality") for number in range(70)
    )
    first = read(client, f"{site.directory.url}?kind=municipality")
    assert "Δήμος 000" in first
    assert "Δήμος 069" not in first
    assert "?kind=municipality&amp;page=2" in first
    assert "Δήμος 069" in read(client, f"{site.directory.url}?kind=municipality&page=2")


def test_a_body_has_a_page_that_says_what_it_is_and_who_leads_it(client: Client, site: Labs, hub: Organisation) -> None:
    page = read(client, address(site, hub))
    assert "<h1" in page
    assert "Κόμβος της Ρώμης" in page
    assert "Ιταλία" in page
    assert 'href="https://example.org/rome"' in page
    assert f'<a href="{address(site, site.unit)}">{site.unit.name_el}</a>' in page
    assert f'<link rel="canonical" href="http://localhost{address(site, hub)}">' in page
    assert f'<a href="{address(site, hub)}">Κόμβος της Ρώμης</a>' in read(client, address(site, site.unit))


def test_a_body_shows_its_events_by_role_and_only_those_that_visitors_may_see(
    client: Client, site: Labs, hub: Organisation
) -> None:
    hidden, members = site.add_lab("Πρόχειρο", live=False), site.add_lab("Για μέλη")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    for lab in (site.lab, hidden, members):
        LabOrganiser.objects.create(page=lab, organisation=hub)
    WorkshopOrganiser.objects.create(page=site.workshop, organisation=hub, role="support")
    page = read(client, address(site, hub))
    assert f'<a href="{site.lab.url}">' in page
    assert f'<a href="{site.workshop.url}">' in page
    assert page.index(site.lab.url) < page.index(site.workshop.url)
    assert "Πρόχειρο" not in page
    assert "Για μέλη" not in page


def test_a_hub_shows_where_it_took_part(client: Client, site: Labs, hub: Organisation) -> None:
    report = site.add_news("Διεθνής συζήτηση")
    value = {"title": "Κόμβοι", "hubs": [{"type": "item", "value": hub.pk, "id": "a"}]}
    report.body = report._meta.get_field("body").stream_block.to_python([{"type": "hubs", "value": value, "id": "b"}])
    report.save()
    ReferenceIndex.create_or_update_for_object(report)
    assert f'<a href="{report.url}">Διεθνής συζήτηση</a>' in read(client, address(site, hub))
    assert f'<a href="{address(site, hub)}">Κόμβος της Ρώμης</a>' in read(client, report.url)


def test_a_record_with_the_number_of_a_page_is_not_taken_for_it(client: Client, site: Labs, hub: Organisation) -> None:
    kind = ContentType.objects.get_for_model(Organisation)
    named = {"to_content_type": kind, "to_object_id": hub.pk, "model_path": "body.x", "content_path": "body.x"}
    ReferenceIndex.objects.create(
        base_content_type=kind, content_type=kind, object_id=site.lab.pk, content_path_hash=uuid4(), **named
    )
    assert site.lab.title not in read(client, address(site, hub))


def test_an_old_address_leads_to_the_new_one(client: Client, site: Labs, hub: Organisation) -> None:
    response = client.get(f"{site.directory.url}{hub.pk}-old-name/")
    assert (response.status_code, response["Location"]) == (301, address(site, hub))


@pytest.mark.parametrize("tail", ["999999-x", "9" * 30, "x", "0"])
def test_an_address_of_nobody_is_not_found(client: Client, site: Labs, tail: str) -> None:
    read(client, f"{site.directory.url}{tail}/", 404)


def test_a_directory_that_is_not_published_shows_nobody(client: Client, site: Labs, hub: Organisation) -> None:
    there = address(site, hub)
    site.directory.unpublish()
    read(client, there, 404)


def test_the_page_of_a_body_speaks_the_language_of_its_directory(client: Client, site: Labs, hub: Organisation) -> None:
    english = site.directory.copy_for_translation(site.world.en)
    english.save_revision().publish()
    there = f"/en{site.directory.url}{hub.pk}-hub-of-rome/"
    page = read(client, there)
    assert "Hub of Rome" in page
    assert "Italy" in page
    greek = read(client, f"{site.directory.url}{hub.pk}-komvos-tis-romis/")
    assert f'<link rel="alternate" hreflang="en" href="http://localhost{there}">' in greek
    assert f'<a href="{there}" lang="en" hreflang="en">' in greek


def test_the_switch_of_languages_leads_to_a_body_only_where_it_is_listed(
    client: Client, site: Labs, hub: Organisation
) -> None:
    """Where the directory of the other language lists others, it leads to that list, and search engines to nothing."""
    english = translate(site.directory, site.world.en, title="Bodies", slug="bodies-en")
    own = f'href="{english.url_of(hub)}" lang="en"'
    assert own in read(client, site.directory.url_of(hub))
    english.members_of = site.directory  # where nobody is a member
    english.save()
    shown = read(client, site.directory.url_of(hub))
    assert own not in shown
    assert f'href="{english.url}" lang="en"' in shown
    assert '<link rel="alternate"' not in shown


def test_bodies_are_on_the_map_for_search_engines(client: Client, site: Labs, hub: Organisation) -> None:
    assert f"<loc>http://localhost{address(site, hub)}</loc>" in read(client, "/sitemap.xml")


def test_a_body_does_not_coordinate_itself(hub: Organisation) -> None:
    hub.coordinator = hub
    with pytest.raises(ValidationError) as refused:
        hub.clean()
    assert set(refused.value.error_dict) == {"coordinator"}
    with pytest.raises(IntegrityError), transaction.atomic():
        hub.save()


def test_editors_find_country_and_coordinator_on_the_form_of_a_body(admin_client: Client, hub: Organisation) -> None:
    page = admin_client.get(f"/admin/snippets/registrations/organisation/edit/{hub.pk}/").content.decode()
    assert '<option value="IT" selected>' in page
    assert 'name="coordinator"' in page
    assert admin_client.get("/admin/snippets/registrations/organisation/?country=IT").status_code == 200
