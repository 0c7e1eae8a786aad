"""What editors meet: where a page may stand, its address, its checks, its tabs and its previews."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from cms_site.home.models import HomePage
from innovation_pages.blocks.forms import RegistrationPageBlock
from innovation_pages.models import (
    ContactPoint,
    LabIndexPage,
    LabPage,
    NewsIndexPage,
    NewsPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    Room,
    SearchPage,
    StandardPage,
    Venue,
    WorkshopIndexPage,
    WorkshopPage,
)
from registrations.public import Mode, PrivacyNotice, RegistrationSettings
from tests.factories.pages import publish_workshop

from .conftest import CONFERENCE, LAB, Shop

STREAMS = [WorkshopPage._meta.get_field(name).stream_block for name in ("body", "sessions", "agenda", "topics")]
BLOCKS = [(name, block) for stream in STREAMS for name, block in stream.child_blocks.items()]


@pytest.fixture
def editor(client: Client, django_user_model) -> Client:
    client.force_login(django_user_model.objects.create_superuser("editor", "editor@example.org", "secret-of-editor"))
    return client


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (
            HomePage,
            {
                NewsIndexPage,
                WorkshopIndexPage,
                LabIndexPage,
                PracticeLibraryPage,
                OrganisationDirectoryPage,
                SearchPage,
                StandardPage,
            },
        ),
        (NewsIndexPage, {NewsPage}),
        (WorkshopIndexPage, {WorkshopPage}),
        (LabIndexPage, {LabPage}),
        (NewsPage, set()),
        (LabPage, set()),
        (OrganisationDirectoryPage, set()),
        (WorkshopPage, set()),
        (StandardPage, {StandardPage}),
    ],
)
def test_each_page_offers_the_right_children(db: None, parent: type[Page], children: set[type[Page]]) -> None:
    assert set(parent.creatable_subpage_models()) == children


def test_a_home_page_has_one_list_of_each_kind(shop: Shop) -> None:
    assert not NewsIndexPage.can_create_at(shop.world.home)
    assert not WorkshopIndexPage.can_create_at(shop.world.home)
    assert NewsIndexPage.can_create_at(shop.world.home_en)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Υπουργείο Εσωτερικών", "ypourgeio-esoterikon"),
        ("Καινοτομία", "kainotomia"),
        ("News of 2026", "news-of-2026"),
    ],
)
def test_an_address_follows_the_title_in_latin_letters(shop: Shop, title: str, slug: str) -> None:
    assert shop.news_list.add_child(instance=NewsPage(title=title)).slug == slug


def test_a_second_page_of_the_same_title_gets_a_number(shop: Shop) -> None:
    slugs = [shop.news_list.add_child(instance=NewsPage(title="Καινοτομία")).slug for _ in range(3)]
    assert slugs == ["kainotomia", "kainotomia-2", "kainotomia-3"]


def test_a_greek_address_is_rewritten_and_a_latin_one_kept(shop: Shop) -> None:
    assert shop.news_list.add_child(instance=NewsPage(title="Α", slug="δίκτυο")).slug == "diktyo"
    assert shop.news_list.add_child(instance=NewsPage(title="Β", slug="my-own")).slug == "my-own"


def test_an_event_that_ends_before_it_begins_is_refused(shop: Shop) -> None:
    shop.workshop.ends_at = shop.workshop.begins_at - timedelta(hours=1)
    with pytest.raises(ValidationError) as refused:
        shop.workshop.clean()
    assert set(refused.value.error_dict) == {"ends_at"}


def test_a_session_outside_the_event_is_refused_by_name_of_its_field(shop: Shop) -> None:
    shop.workshop.ends_at -= timedelta(hours=1)
    with pytest.raises(ValidationError) as refused:
        shop.workshop.clean()
    (error,) = refused.value.error_dict["sessions"]
    assert list(error.block_errors) == [1]
    assert list(error.block_errors[1].block_errors) == ["ends"]


def test_overlapping_sessions_are_allowed(shop: Shop) -> None:
    shop.workshop.full_clean()
    assert len(shop.workshop.overlaps) == 1


def test_a_room_of_another_house_is_refused(shop: Shop) -> None:
    elsewhere = Venue.objects.create(name_el="Ζάππειο")
    shop.workshop.room = Room.objects.create(venue=elsewhere, name_el="Αίθουσα")
    with pytest.raises(ValidationError) as refused:
        shop.workshop.clean()
    assert set(refused.value.error_dict) == {"room"}


def test_the_occasion_is_told_with_keys_that_stay(shop: Shop) -> None:
    first, second = shop.workshop.occasion(), WorkshopPage.objects.get(pk=shop.workshop.pk).occasion()
    assert first == second
    assert [session.title for session in first.sessions] == ["Ημερίδα", "Εργαστήριο"]
    assert [session.mode for session in first.sessions] == [Mode.NONE, Mode.ELSEWHERE]
    assert all(len(session.key) == 36 for session in first.sessions)
    assert first.venue == "Πάρκο Καινοτομίας JOIST, κεντρικό αμφιθέατρο"
    assert first.address == "Λάρισα"
    assert not first.online


def test_the_occasion_of_an_english_page_is_english(shop: Shop) -> None:
    shop.workshop_list.copy_for_translation(shop.world.en)
    assert shop.workshop.copy_for_translation(shop.world.en).occasion().venue.startswith("JOIST Innovation Park")


def test_a_phone_that_nobody_can_dial_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        ContactPoint(unit_el="Τμήμα", phone="δεν έχουμε").full_clean()
    assert set(refused.value.error_dict) == {"phone"}


def test_only_a_page_with_a_registration_may_be_embedded(shop: Shop) -> None:
    block = RegistrationPageBlock()
    assert block.clean(Page.objects.get(pk=shop.workshop.pk)).pk == shop.workshop.pk
    with override("el"), pytest.raises(ValidationError, match="«Εγγραφή»"):
        block.clean(Page.objects.get(pk=shop.statement.pk))


def test_the_chooser_offers_the_page_types_that_take_registrations() -> None:
    assert {WorkshopPage, NewsPage} <= set(RegistrationPageBlock().target_models)
    assert StandardPage not in RegistrationPageBlock().target_models


def test_a_page_that_embeds_a_form_is_kept_by_no_cache(client: Client, shop: Shop) -> None:
    workshop = publish_workshop(shop.world)
    shop.statement.body = [("registration", workshop)]
    shop.statement.save()
    response = client.get(shop.statement.url)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert f'action="{workshop.get_url()}#' in response.content.decode()
    top = shop.world.root.add_child(instance=HomePage(title="Άλλος τόπος", slug="other", locale=shop.world.el))
    other = Site.objects.create(hostname="other.example.org", root_page=top)
    RegistrationSettings.objects.create(site=other, privacy_notice=PrivacyNotice.objects.get())
    workshop.move(top, pos="last-child")
    text = client.get(shop.statement.url).content.decode()
    assert 'class="rg-form"' not in text, "No browser would send a form to another site, and Django would refuse it."
    assert f'href="http://other.example.org/{workshop.slug}/"' in text


@pytest.mark.parametrize("case", ["unpublished", "for members"])
def test_a_form_that_the_visitor_may_not_see_is_not_embedded(client: Client, shop: Shop, case: str) -> None:
    shop.statement.body = [("registration", shop.workshop)]
    shop.statement.save()
    if case == "unpublished":
        shop.workshop.unpublish()
    else:
        PageViewRestriction.objects.create(page=shop.workshop_list, restriction_type=PageViewRestriction.LOGIN)
    assert "registration-" not in client.get(shop.statement.url).content.decode()


def test_a_page_does_not_embed_itself(client: Client, shop: Shop) -> None:
    shop.workshop.body = [("registration", shop.workshop)]
    shop.workshop.save()
    assert client.get(shop.workshop.url).content.decode().count(f'id="registration-{shop.workshop.pk}"') == 1


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        (WorkshopPage, ["Content", "Event", "Registration", "Promote", "Settings"]),
        (NewsPage, ["Content", "Report", "Registration", "Promote", "Settings"]),
        (LabPage, ["Content", "Event", "Results", "Registration", "Promote", "Settings"]),
        (StandardPage, ["Content", "Promote", "Settings"]),
    ],
)
def test_the_tabs_follow_the_order_of_thought(model: type[Page], expected: list[str]) -> None:
    with override("en"):
        assert [str(tab.heading) for tab in model.edit_handler.children] == expected


def test_the_address_is_written_in_latin_letters_while_one_types(editor: Client, shop: Shop) -> None:
    page = editor.get(f"/admin/pages/{shop.workshop.pk}/edit/").content.decode()
    field = next(line for line in page.split("<input") if 'name="slug"' in line)
    assert "data-w-slug-formatters-value" in field
    assert 'data-w-slug-locale-value="und"' in field


def test_the_address_of_a_copy_is_written_in_latin_letters_while_one_types(editor: Client, shop: Shop) -> None:
    page = editor.get(f"/admin/pages/{shop.workshop.pk}/copy/").content.decode()
    field = next(line for line in page.split("<input") if 'name="new_slug"' in line)
    assert "data-w-slug-formatters-value" in field
    assert 'data-w-slug-locale-value="und"' in field
    assert f'value="{shop.workshop.slug}"' in field


@pytest.mark.parametrize("which", ["news_list", "news", "workshop_list", "workshop", "statement", "home"])
def test_each_page_can_be_edited_and_previewed(editor: Client, shop: Shop, which: str) -> None:
    page = shop.world.home if which == "home" else getattr(shop, which)
    assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    page.save_revision()
    assert editor.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


@pytest.mark.parametrize(
    "url", ["/admin/snippets/innovation_pages/venue/", "/admin/snippets/innovation_pages/contactpoint/"]
)
def test_places_and_contacts_have_their_lists_and_forms(editor: Client, shop: Shop, url: str) -> None:
    assert editor.get(url).status_code == 200
    assert editor.get(f"{url}add/").status_code == 200


def typed_workshop(shop: Shop, **changes: object) -> dict[str, object]:
    """What the browser sends for a workshop of two sessions."""
    fields: dict[str, object] = {
        "title": "Ημερίδα και εργαστήριο",
        "slug": "imerida-kai-ergastirio",
        "body": streamfield([("text", rich_text("<p>Κείμενο</p>"))]),
        "begins_at": "2026-01-19 09:00",
        "ends_at": "2026-01-19 16:30",
        "zone": "Europe/Athens",
        "delivery": "in_person",
        "venue": str(shop.venue.pk),
        "room": str(shop.room.pk),
        "sessions": streamfield(
            [
                ("session", {**_typed(CONFERENCE), "begins": "2026-01-19 09:00", "ends": "2026-01-19 12:30"}),
                ("session", {**_typed(LAB), "begins": "2026-01-19 10:30", "ends": "2026-01-19 16:30"}),
            ]
        ),
        "topics": streamfield([("topic", "Εργαλεία")]),
        "agenda": streamfield([]),
        "organisers": inline_formset([{"organisation": str(shop.unit.pk), "role": "organiser"}]),
        "registration_mode": "none",
        "registration_link": "https://example.org/register",
        "registration_action": "register",
        "registration_person_key": "email",
        "registration_edits": "",
        "registration_edit_hours": "",
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
    data: dict[str, object] = nested_form_data({**fields, **changes})
    return data


def _typed(session: dict[str, object]) -> dict[str, object]:
    return {"room": "", "audience": "", "capacity": "", **session}


def new_workshop_url(shop: Shop) -> str:
    return f"/admin/pages/add/innovation_pages/workshoppage/{shop.workshop_list.pk}/"


def test_an_editor_publishes_a_workshop_of_two_sessions_from_the_form(editor: Client, shop: Shop) -> None:
    response = editor.post(new_workshop_url(shop), {**typed_workshop(shop), "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    page = WorkshopPage.objects.get(slug="imerida-kai-ergastirio")
    assert page.live
    assert [(s.title, s.mode) for s in page.session_facts] == [("Ημερίδα", Mode.NONE), ("Εργαστήριο", Mode.ELSEWHERE)]
    assert page.local(page.begins_at).hour == 9
    assert (page.registration_edits, page.registration_edit_hours) == ("while_open", 48)  # nobody was asked for them
    assert editor.get(page.url).status_code == 200


@pytest.mark.parametrize(
    ("way", "typed", "wrong"),
    [
        ("elsewhere", {"registration_link": ""}, "registration_link"),
        (
            "here",
            {"registration_person_key": "organisation", "registration_party_size": "3"},
            "registration_person_key",
        ),
        ("none", {"registration_link": ""}, ""),
    ],
)
def test_what_sessions_offer_is_looked_at_like_what_the_page_offers(
    editor: Client, shop: Shop, way: str, typed: dict[str, str], wrong: str
) -> None:
    part = {**_typed(LAB), "begins": "2026-01-19 10:30", "ends": "2026-01-19 16:30", "registration": way}
    sent = typed_workshop(shop, sessions=streamfield([("session", part)]), **typed)
    response = editor.post(new_workshop_url(shop), {**sent, "action-publish": "1"})
    assert response.status_code == (200 if wrong else 302)
    assert not wrong or wrong in response.context["form"].errors


def test_a_draft_may_lack_its_hours(editor: Client, shop: Shop) -> None:
    typed = typed_workshop(shop, begins_at="", ends_at="", slug="", sessions=streamfield([]), topics=streamfield([]))
    response = editor.post(new_workshop_url(shop), typed)
    assert response.status_code == 302, response.context["form"].errors
    page = WorkshopPage.objects.get(title="Ημερίδα και εργαστήριο")
    assert not page.live
    assert page.slug == "imerida-kai-ergastirio"
    assert editor.get(f"/admin/pages/{page.pk}/view_draft/").status_code == 200


def test_publishing_asks_for_the_hours(editor: Client, shop: Shop) -> None:
    typed = {**typed_workshop(shop, begins_at="", sessions=streamfield([])), "action-publish": "1"}
    response = editor.post(new_workshop_url(shop), typed)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"begins_at"}


def test_the_editor_reads_which_session_is_outside_the_event(editor: Client, shop: Shop) -> None:
    typed = {**typed_workshop(shop, ends_at="2026-01-19 16:00"), "action-publish": "1"}
    response = editor.post(new_workshop_url(shop), typed)
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"sessions"}
    with override("en"):
        (error,) = response.context["form"].errors.as_data()["sessions"]
        assert "within the hours of the event" in str(error.block_errors[1].block_errors["ends"])
    shown = response.content.decode()
    assert any(words in shown for words in ("εκτός των ωρών", json.dumps("εκτός των ωρών").strip('"')))


@pytest.mark.parametrize(("name", "block"), BLOCKS, ids=[name for name, _block in BLOCKS])
def test_each_block_has_a_preview_of_its_own(editor: Client, shop: Shop, name: str, block) -> None:
    url = reverse("wagtailadmin_block_preview")
    response = editor.get(url, {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "innovation_pages.css" in response.content.decode()


@pytest.mark.parametrize("name", ["picture", "document"])
def test_a_preview_without_any_file_says_where_it_would_stand(editor: Client, shop: Shop, name: str) -> None:
    block = WorkshopPage._meta.get_field("body").stream_block.child_blocks[name]
    response = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert "ip-empty" in response.content.decode()


def test_a_title_without_letters_asks_for_an_address(editor: Client, shop: Shop) -> None:
    response = editor.post(new_workshop_url(shop), typed_workshop(shop, title="!!!", slug=""))
    assert response.status_code == 200
    assert set(response.context["form"].errors) == {"slug"}
