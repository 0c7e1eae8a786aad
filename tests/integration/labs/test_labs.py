"""Labs as visitors read them and as editors write them: dates, photos, reports, statements, the form."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from innovation_pages.models import ContactPoint, LabOrganiser, LabPage, NewsPage, ReportOrganiser
from innovation_pages.renditions import make_for
from registrations.models import Registration
from registrations.public import Organisation
from tests.factories.pages import Visitor

from .conftest import Labs, read

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def show(lab: LabPage, image: Any, **flags: bool) -> None:
    """Give the lab one photo and one picture of notes, and publish it."""

    def picture(alt: str) -> dict[str, Any]:
        return {"image": image.pk, "decorative": False, "alt_text": alt}

    photo = {"image": picture("Δύο ομάδες δουλεύουν"), "caption": "Η Μαρία και ο Νίκος", **flags}
    note = {"image": picture("Σημειώσεις σε πίνακα"), "transcription": "Μία ιδέα"}
    lab.gallery = json.dumps([{"type": "photo", "value": photo}, {"type": "note", "value": note}])
    lab.save_revision().publish()
    make_for(LabPage.objects.get(pk=lab.pk))


@pytest.mark.parametrize(("flags", "shown"), [({}, False), ({"consent": True}, True), ({"people": False}, True)])
def test_a_photo_of_people_who_have_not_agreed_is_not_shown(
    client: Client, site: Labs, photo: Any, flags: dict[str, bool], shown: bool
) -> None:
    show(site.lab, photo, **flags)
    page = read(client, site.lab.url)
    assert ("Η Μαρία και ο Νίκος" in page) is shown
    assert ("Δύο ομάδες δουλεύουν" in page) is shown
    assert "Μία ιδέα" in page


def test_whoever_looks_at_a_draft_is_told_about_the_photo_that_visitors_miss(
    admin_client: Client, site: Labs, photo: Any
) -> None:
    show(site.lab, photo)
    draft = admin_client.get(f"/admin/pages/{site.lab.pk}/view_draft/").content.decode()
    assert "ip-callout--warning" in draft
    assert "Δύο ομάδες δουλεύουν" not in draft


def test_whoever_publishes_is_told_about_the_photo_that_visitors_miss(
    admin_client: Client, site: Labs, photo: Any
) -> None:
    image = {"image": str(photo.pk), "alt_text": "Ομάδες"}
    gallery = streamfield([("photo", {"image": image, "caption": "Ομάδα", "credit": "", "people": "on"})])
    response = admin_client.post(new_lab_url(site), {**typed_lab(site, gallery=gallery), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert any("1 " in words and "href" not in words.split("1 ")[0] for words in told)
    assert len(told) == 2


def test_a_lab_without_a_date_is_read_like_any_other(client: Client, site: Labs) -> None:
    page = read(client, site.lab.url)
    assert "rg-date" not in page
    assert 'id="registration-' not in page


def test_a_lab_that_comes_says_when_and_takes_registrations(client: Client, site: Labs) -> None:
    begins = datetime(2030, 1, 21, 8, 0, tzinfo=UTC)
    fields = {"begins_at": begins, "ends_at": begins + timedelta(hours=4), "registration_mode": "here"}
    page = read(client, site.add_lab("Προσεχές", **fields).url)
    assert "Δευτέρα 21 Ιανουαρίου 2030" in page
    assert "10:00–14:00" in page
    assert 'id="registration-' in page


def test_labs_are_listed_by_date_and_then_those_without_one(client: Client, site: Labs) -> None:
    for title, days in {"Μεθαύριο": 2, "Αύριο": 1, "Προχθές": -2, "Χθες": -1}.items():
        site.add_lab(title, begins_at=NOW + timedelta(days=days), ends_at=NOW + timedelta(days=days, hours=1))
    site.add_lab("Χωρίς τέλος", begins_at=NOW - timedelta(days=9))
    older = site.add_lab("Παλιό χωρίς ημερομηνία")
    LabPage.objects.filter(pk=older.pk).update(first_published_at=NOW - timedelta(days=99))
    LabPage.objects.filter(pk=site.lab.pk).update(first_published_at=NOW)
    page = read(client, site.lab_list.url)
    order = ("Αύριο", "Μεθαύριο", "Χθες", "Προχθές", "Χωρίς τέλος", site.lab.title, "Παλιό χωρίς ημερομηνία")
    places = [page.index(f">{title}</a>") for title in order]
    assert places == sorted(places)
    assert page.index('id="upcoming"') < places[0] < page.index('id="told"') < places[2]


def test_the_ideas_of_all_labs_wait_in_one_list(client: Client, site: Labs) -> None:
    idea, action = {"kind": "idea", "text": "Κοινό ημερολόγιο"}, {"kind": "action", "text": "Δράση"}
    lab = site.add_lab("Με ιδέες", outcomes=[("outcome", idea), ("outcome", action)])
    site.add_lab("Πρόχειρο", outcomes=[("outcome", {"kind": "idea", "text": "Κρυφή ιδέα"})], live=False)
    page = read(client, site.lab_list.url)
    ideas = page[page.index('id="ideas"') :]
    assert "Κοινό ημερολόγιο" in ideas
    assert f'<a href="{lab.url}">Με ιδέες</a>' in ideas
    assert "Δράση" not in ideas
    assert "Κρυφή ιδέα" not in page


def test_whom_to_tell_about_the_next_lab_is_named(client: Client, site: Labs) -> None:
    contact = ContactPoint.objects.create(unit_el="Γραμματεία", phone="213 13 13 152")
    lab = site.add_lab("Με επόμενο", next_text="Γράψτε μας.", next_contact=contact)
    page = read(client, lab.url)
    after = page[page.index('id="next"') :]
    assert "Γράψτε μας." in after
    assert 'href="tel:+302131313152"' in after


def test_one_asks_to_hear_of_the_next_lab_on_the_page_of_one_without_a_date(client: Client, site: Labs) -> None:
    lab = site.add_lab("Με ενδιαφέρον", registration_mode="here", registration_action="interest")
    lab.save_revision().publish()
    visitor = Visitor(client, lab)
    visitor.opens()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=1), tick=False):
        answer = visitor.sends(email="anna@example.org")
    assert answer.status_code == 302
    (registration,) = Registration.objects.all()
    assert (registration.email, registration.desk.title) == ("anna@example.org", "Με ενδιαφέρον")


@pytest.mark.parametrize("kind", ["news", "lab"])
@pytest.mark.parametrize("event", ["lab", "workshop"])
def test_an_event_and_its_report_lead_to_each_other(client: Client, site: Labs, kind: str, event: str) -> None:
    call = getattr(site, event)
    add = site.add_news if kind == "news" else site.add_lab
    report = add("Τι έγινε", recap_of=Page.objects.get(pk=call.pk))
    assert f'href="{report.url}"' in read(client, call.url)
    assert f'href="{call.url}"' in read(client, report.url)


@pytest.mark.parametrize("case", ["draft", "for members"])
def test_a_report_that_visitors_may_not_see_is_not_linked(client: Client, site: Labs, case: str) -> None:
    report = site.add_news("Τι έγινε", recap_of=Page.objects.get(pk=site.workshop.pk))
    if case == "draft":
        report.unpublish()
    else:
        PageViewRestriction.objects.create(page=report, restriction_type=PageViewRestriction.LOGIN)
    page = read(client, site.workshop.url)
    assert "Τι έγινε" not in page
    assert 'id="reports"' not in page


@pytest.mark.parametrize("case", ["draft", "for members"])
def test_an_event_that_visitors_may_not_see_is_not_linked_from_its_report(
    client: Client, site: Labs, case: str
) -> None:
    report = site.add_news("Τι έγινε", recap_of=Page.objects.get(pk=site.workshop.pk))
    if case == "draft":
        site.workshop.unpublish()
    else:
        PageViewRestriction.objects.create(page=site.workshop, restriction_type=PageViewRestriction.LOGIN)
    assert site.workshop.title + "</a>" not in read(client, report.url)


def test_a_translated_report_finds_the_event_of_its_own_language(client: Client, site: Labs) -> None:
    report = site.add_news("Τι έγινε", recap_of=Page.objects.get(pk=site.lab.pk))
    for page in (site.lab_list, site.lab, site.news_list, report):
        page.copy_for_translation(site.world.en).save_revision().publish()
    english = read(client, f"/en/news/{report.slug}/")
    assert f'href="/en/labs/{site.lab.slug}/"' in english
    assert f'href="/en/news/{report.slug}/"' in read(client, f"/en/labs/{site.lab.slug}/")


def test_the_next_meeting_is_linked_as_soon_as_it_has_a_page(client: Client, site: Labs) -> None:
    report = site.add_news("Απολογισμός", follow_up="Νέα συνάντηση", follow_up_when="Μέσα Σεπτεμβρίου 2021")
    assert "Μέσα Σεπτεμβρίου 2021" in read(client, report.url)
    report.follow_up_page = Page.objects.get(pk=site.lab.pk)
    report.save()
    assert f'href="{site.lab.url}"' in read(client, report.url)


def test_a_report_says_when_how_and_by_whom_the_event_was_held(client: Client, site: Labs) -> None:
    report = site.add_news("Απολογισμός", held_on=date(2021, 7, 15), held_how="online")
    ReportOrganiser.objects.create(page=report, organisation=site.unit, role="co_organiser")
    page = read(client, report.url)
    assert "Πέμπτη 15 Ιουλίου 2021" in page
    assert site.unit.name_el in page


@pytest.mark.parametrize("which", ["lab", "news"])
def test_a_page_does_not_look_back_on_itself(site: Labs, which: str) -> None:
    page = site.lab if which == "lab" else site.add_news("Νέο")
    page.recap_of = Page.objects.get(pk=page.pk)
    with pytest.raises(ValidationError) as refused:
        page.clean()
    assert set(refused.value.error_dict) == {"recap_of"}


def test_a_first_publication_needs_a_name(site: Labs) -> None:
    report = NewsPage(title="Νέο", source_url="https://example.org/", locale=site.world.el)
    with pytest.raises(ValidationError) as refused:
        report.clean()
    assert set(refused.value.error_dict) == {"source_name"}


def test_a_programme_is_linked_while_its_page_is_public(client: Client, site: Labs) -> None:
    programme = site.add_news("Εθνική Συμμαχία")
    lab = site.add_lab("Με πρόγραμμα", programme="Συμμαχία & φίλοι", programme_page=Page.objects.get(pk=programme.pk))
    assert f'<a href="{programme.url}">Συμμαχία &amp; φίλοι</a>' in read(client, lab.url)
    programme.unpublish()
    page = read(client, lab.url)
    assert programme.url not in page
    assert "Συμμαχία &amp; φίλοι" in page


def typed_lab(site: Labs, **changes: object) -> dict[str, object]:
    """What the browser sends for a lab without a date, filled in everywhere."""
    fields: dict[str, object] = {
        "title": "Νέο εργαστήριο",
        "slug": "",
        "unit": str(site.unit.pk),
        "challenges": streamfield([("question", "Πώς;")]),
        "body": streamfield([("text", rich_text("<p>Κείμενο</p>"))]),
        "principles": streamfield([("principle", {"title": "Συνεργασία", "text": "Μαζί."})]),
        "participants": streamfield([("participants", {"sector": "third", "bodies": streamfield_list(["Σύλλογοι"])})]),
        "programme": "Εθνική Συμμαχία",
        "plan_year": "2019",
        "begins_at": "",
        "ends_at": "",
        "zone": "Europe/Athens",
        "delivery": "in_person",
        "sessions": streamfield([]),
        "topics": streamfield([]),
        "agenda": streamfield([]),
        "organisers": inline_formset([{"organisation": str(site.unit.pk), "role": "organiser"}]),
        "outcomes": streamfield([("outcome", {"kind": "idea", "text": "Ιδέα"})]),
        "products": streamfield([("product", {"title": "Σχέδιο", "year": "2019", "theme": "", "note": ""})]),
        "gallery": streamfield([]),
        "registration_mode": "none",
        "registration_action": "register",
        "registration_person_key": "email",
        "registration_edits": "while_open",
        "registration_edit_hours": "24",
        "registration_member_position": "optional",
        "registration_member_phone": "optional",
        "date_precision": "exact",
        "event_state": "scheduled",
        "registration_introduction": rich_text(""),
        "registration_eligibility": rich_text(""),
        "registration_thanks": rich_text(""),
        "questions": streamfield([]),
        "registration_steps": streamfield([]),
        "registration_materials": streamfield([]),
        "comments": inline_formset([]),
    }
    return nested_form_data({**fields, **changes})


def streamfield_list(values: list[str]) -> dict[str, object]:
    """What the browser sends for a list block."""
    items = {
        str(number): {"value": value, "deleted": "", "order": str(number), "id": ""}
        for number, value in enumerate(values)
    }
    return {"count": str(len(values)), **items}


def new_lab_url(site: Labs) -> str:
    return f"/admin/pages/add/innovation_pages/labpage/{site.lab_list.pk}/"


def test_an_editor_publishes_a_lab_without_a_date_from_the_form(admin_client: Client, site: Labs) -> None:
    response = admin_client.post(new_lab_url(site), {**typed_lab(site), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    lab = LabPage.objects.get(slug="neo-ergastirio")
    assert lab.live
    assert (lab.begins_at, lab.plan_year) == (None, 2019)
    page = read(admin_client, lab.url)
    for words in ("Πώς;", "Συνεργασία", "Σύλλογοι", "Εθνική Συμμαχία", "2019", "Ιδέα", "Σχέδιο"):
        assert words in page


def test_a_lab_with_an_end_and_no_beginning_is_not_published_and_stays_a_draft(
    admin_client: Client, site: Labs
) -> None:
    typed = typed_lab(site, ends_at="2030-01-21 12:00")
    response = admin_client.post(new_lab_url(site), {**typed, "action-publish": "1"})
    assert set(response.context["form"].errors) == {"begins_at"}
    assert admin_client.post(new_lab_url(site), typed).status_code == 302
    assert not LabPage.objects.get(slug="neo-ergastirio").live


def test_the_form_of_a_lab_and_of_a_report_open_and_show_a_draft(admin_client: Client, site: Labs) -> None:
    for page in (site.lab, site.lab_list, site.add_news("Νέο"), site.directory):
        assert admin_client.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
        page.save_revision()
        assert admin_client.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


def fill(site: Labs, image: Any, number: int) -> LabPage:
    """A lab with something in each of its parts, and with a report."""
    hub = Organisation.objects.create(name_el=f"Κόμβος {number}", kind="hub", country="IT", coordinator=site.unit)
    lab = site.add_lab(
        f"Πλήρες {number}",
        unit=site.unit,
        recap_of=Page.objects.get(pk=site.workshop.pk),
        programme_page=Page.objects.get(pk=site.news_list.pk),
        challenges=[("question", "Πώς;")] * 3,
        outcomes=[("outcome", {"kind": "idea", "text": "Ιδέα"})] * 5,
        registration_mode="here",
    )
    lab.body = json.dumps([{"type": "hubs", "value": {"title": "Κόμβοι", "hubs": [hub.pk]}}])
    show(lab, image, consent=True)
    LabOrganiser.objects.create(page=lab, organisation=site.unit)
    site.add_news(f"Απολογισμός {number}", recap_of=Page.objects.get(pk=lab.pk))
    return lab


@pytest.mark.parametrize(
    ("which", "most"),
    [("lab_list", 15), ("workshop", 15), ("report", 15), ("directory", 15), ("hubs", 15), ("body", 16), ("lab", 25)],
)
def test_no_page_of_the_labs_costs_more_than_it_may(
    client: Client, site: Labs, photo: Any, django_assert_max_num_queries, which: str, most: int
) -> None:
    """A lab with a form, hubs, photos, notes, a programme and a report is the dearest page there is."""
    lab = fill(site, photo, 1)
    hubs = site.directory.url + "?kind=hub"
    urls = {"lab": lab.url, "report": "/news/apologismos-1/", "hubs": hubs, "body": site.directory.url_of(site.unit)}
    url = urls.get(which) or getattr(site, which).url
    read(client, url)
    cache.clear()
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    with django_assert_max_num_queries(most):
        read(client, url)


@pytest.mark.parametrize("which", ["lab_list", "workshop", "directory", "hubs"])
def test_a_list_of_labs_or_bodies_costs_the_same_with_many(
    client: Client, site: Labs, photo: Any, django_assert_max_num_queries, which: str
) -> None:
    url = site.directory.url + "?kind=hub" if which == "hubs" else getattr(site, which).url

    def cost() -> int:
        read(client, url)
        with django_assert_max_num_queries(100) as counted:
            read(client, url)
        return len(counted)

    for number in range(2):
        fill(site, photo, number)
    before = cost()
    for number in range(2, 9):
        fill(site, photo, number)
    assert cost() == before
