"""What visitors see of the shop window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from innovation_pages.models import InnovationPagesSettings, NewsIndexPage, NewsPage, StandardPage, WorkshopPage
from tests.factories.pages import translate
from tests.rig.statements import statements

from .conftest import Shop, add_workshop

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def read(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode()


def test_news_is_signed_by_a_unit_and_a_day_in_the_genitive(client: Client, shop: Shop) -> None:
    with override("el"):
        assert shop.news.byline == "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών | 18 Ιανουαρίου 2024"
    page = read(client, shop.news.url)
    assert "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών" in page
    assert '<time datetime="2024-01-18">18 Ιανουαρίου 2024</time>' in page


def test_a_news_item_without_a_form_shows_no_registration(client: Client, shop: Shop) -> None:
    assert "registration-" not in read(client, shop.news.url)


def test_a_workshop_says_when_where_and_by_whom(client: Client, shop: Shop) -> None:
    page = read(client, shop.workshop.url)
    assert "Δευτέρα 19 Ιανουαρίου 2026" in page
    assert "9:00–16:30" in page
    assert "Πάρκο Καινοτομίας JOIST, κεντρικό αμφιθέατρο" in page
    assert "Λάρισα" in page
    assert "Περιφέρεια Θεσσαλίας" in page
    assert "Εργαλεία και Καλές Πρακτικές" in page
    assert "Χαιρετισμοί" in page


def test_overlapping_sessions_are_both_shown_and_the_visitor_is_told(client: Client, shop: Shop) -> None:
    page = read(client, shop.workshop.url)
    assert "9:00–12:30" in page
    assert "10:30–16:30" in page
    assert "10:30–12:30" in page
    assert "Future Learning LAB" in page


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, "Δεν χρειάζεται εγγραφή. Σας περιμένουμε."),
        ({"event_state": "postponed", "begins": None, "ends": None}, "Η εκδήλωση αναβάλλεται."),
        ({"event_state": "cancelled"}, "Η εκδήλωση ματαιώνεται."),
        ({"begins": NOW - timedelta(days=2), "ends": NOW - timedelta(days=1)}, "Η εκδήλωση ολοκληρώθηκε."),
    ],
)
def test_an_open_event_welcomes_people_only_while_it_is_to_be_held(
    client: Client, shop: Shop, change: dict[str, Any], told: str
) -> None:
    hours = {"begins": NOW + timedelta(days=9), "ends": NOW + timedelta(days=9, hours=2)}
    page = add_workshop(shop.workshop_list, "Ανοικτή συζήτηση", **{**hours, "registration_mode": "none", **change})
    section = read(client, page.url).split(f'id="registration-{page.pk}"')[1]
    assert told in section
    assert ("Σας περιμένουμε" in section) == (not change)


@pytest.mark.parametrize(
    ("change", "asks"),
    [
        ({"registration_mode": "here"}, True),
        ({"registration_mode": "none"}, False),
        ({"registration_mode": "here", "registration_closes_on": date(2024, 1, 31)}, False),
        ({"registration_mode": "here", "begins": NOW - timedelta(days=2), "ends": NOW - timedelta(days=1)}, False),
        ({"registration_mode": "here", "event_state": "cancelled"}, False),
    ],
)
def test_the_facts_lead_to_the_form_while_there_is_something_to_send(
    client: Client, shop: Shop, change: dict[str, Any], asks: bool
) -> None:
    hours = {"begins": NOW + timedelta(days=9), "ends": NOW + timedelta(days=9, hours=2)}
    page = add_workshop(shop.workshop_list, "Ημερίδα για όλους", **{**hours, **change})
    assert (f'href="#registration-{page.pk}"' in read(client, page.url)) == asks


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, True),
        ({"event_state": "cancelled"}, False),
        ({"registration_closes_on": date(2024, 1, 31)}, False),
        ({"registration_opens_on": (NOW + timedelta(days=5)).date()}, False),
    ],
)
def test_a_session_names_the_form_below_only_while_it_can_be_sent(
    client: Client, shop: Shop, change: dict[str, Any], told: bool
) -> None:
    hours = {"begins": NOW + timedelta(days=9), "ends": NOW + timedelta(days=9, hours=2)}
    session = ("session", {"title": "Πρωί", **hours, "registration": "here"})
    page = add_workshop(shop.workshop_list, "Με φόρμα", **{**hours, "sessions": [session], **change})
    assert ("Εγγραφή με τη φόρμα παρακάτω." in read(client, page.url)) is told


@pytest.mark.parametrize("state", ["scheduled", "cancelled"])
def test_nobody_is_invited_to_the_session_of_a_cancelled_event(client: Client, shop: Shop, state: str) -> None:
    hours = {"begins": NOW + timedelta(days=9), "ends": NOW + timedelta(days=9, hours=2)}
    session = ("session", {"title": "Πρωί", **hours, "registration": "none"})
    page = add_workshop(shop.workshop_list, "Ανοικτή", **hours, sessions=[session], event_state=state)
    assert ("Ελεύθερη προσέλευση: δεν χρειάζεται εγγραφή." in read(client, page.url)) is (state == "scheduled")


def test_hours_of_another_zone_name_it(client: Client, shop: Shop) -> None:
    WorkshopPage.objects.filter(pk=shop.workshop.pk).update(zone="Europe/Brussels")
    page = read(client, shop.workshop.url)
    assert "8:00–15:30" in page
    assert "Europe/Brussels" in page


def test_the_phone_is_a_link_that_a_phone_can_dial(client: Client, shop: Shop) -> None:
    assert 'href="tel:+302131313152"' in read(client, shop.news.url)


def test_an_online_workshop_has_no_place(client: Client, shop: Shop) -> None:
    WorkshopPage.objects.filter(pk=shop.workshop.pk).update(delivery="online")
    assert "JOIST" not in read(client, shop.workshop.url)


def test_workshops_that_come_stand_above_those_that_are_over(client: Client, shop: Shop) -> None:
    titles = {"Μεθαύριο": 2, "Αύριο": 1, "Χθες": -1, "Προχθές": -2}
    for title, days in titles.items():
        begins = NOW + timedelta(days=days)
        add_workshop(shop.workshop_list, title, begins, begins + timedelta(hours=1))
    page = read(client, shop.workshop_list.url)
    places = [page.index(f">{title}</a>") for title in ("Αύριο", "Μεθαύριο", "Χθες", "Προχθές")]
    assert places == sorted(places)
    assert page.index('id="upcoming"') < places[0] < page.index('id="past"') < places[2]


def test_a_list_shows_twelve_and_turns_the_page(client: Client, shop: Shop) -> None:
    for number in range(13):
        begins = NOW + timedelta(days=number + 1)
        add_workshop(shop.workshop_list, f"Αύριο {number}", begins, begins + timedelta(hours=1))
    first, second = read(client, shop.workshop_list.url), read(client, f"{shop.workshop_list.url}?page=2")
    assert first.count("<article") == 12
    assert second.count("<article") == 2
    assert shop.workshop.title in second


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "²", "٢", "9" * 400])
def test_nonsense_for_a_page_number_shows_a_page(client: Client, shop: Shop, number: str) -> None:
    assert shop.news.title in read(client, f"{shop.news_list.url}?page={number}")


def test_a_list_names_neither_drafts_nor_pages_for_a_few(client: Client, shop: Shop) -> None:
    shop.news_list.add_child(instance=NewsPage(title="Πρόχειρο", live=False))
    members_only = shop.news_list.add_child(instance=NewsPage(title="Για μέλη"))
    PageViewRestriction.objects.create(page=members_only, restriction_type=PageViewRestriction.LOGIN)
    page = read(client, shop.news_list.url)
    assert "Πρόχειρο" not in page
    assert "Για μέλη" not in page


@pytest.mark.parametrize("restricted", ["news", "news_list"])
def test_a_page_for_a_few_and_its_copy_ask_for_the_log_in(client: Client, shop: Shop, restricted: str) -> None:
    copy = shop.world.home.add_child(instance=NewsIndexPage(title="Αλλού", slug="allou"))
    news = shop.news.create_alias(parent=copy, update_slug="antigrafo") if restricted == "news" else shop.news
    page = getattr(shop, restricted)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert [client.get(one.get_url()).status_code for one in (shop.news, news)] == [302, 302]


def test_the_home_page_shows_what_comes_and_what_is_new(client: Client, shop: Shop) -> None:
    begins = NOW + timedelta(days=1)
    add_workshop(shop.workshop_list, "Αύριο", begins, begins + timedelta(hours=1))
    page = read(client, shop.world.home.url)
    assert "Αύριο" in page
    assert shop.news.title in page
    assert shop.workshop.title not in page


def test_the_menu_marks_where_one_is(client: Client, shop: Shop) -> None:
    page = read(client, shop.news.url)
    assert '<a href="/nea/" aria-current="true">Νέα</a>' in page
    assert '<a href="/ergastiria/">Εργαστήρια</a>' in page


def test_the_menu_leads_nobody_to_a_page_that_they_may_not_see(client: Client, shop: Shop) -> None:
    """Neither do the switch of languages and the home page; those who may see it find it there."""
    for_members, for_a_group, translated = (
        shop.world.home.add_child(instance=StandardPage(title=title, show_in_menus=True))
        for title in ("Για μέλη", "Για λίγους", "Δύο γλώσσες")
    )
    english = translate(translated, shop.world.en)
    for page in (for_members, shop.workshop_list, english):
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    few = PageViewRestriction.objects.create(page=for_a_group, restriction_type=PageViewRestriction.GROUPS)
    few.groups.add(Group.objects.create(name="Λίγοι"))
    closed = (for_members.url, for_a_group.url, shop.workshop_list.url)
    for place in (shop.world.home.url, shop.news.url):
        shown = read(client, place)
        assert f'"{shop.news_list.url}"' in shown
        assert not [url for url in closed if f'href="{url}"' in shown], place
    assert english.url not in read(client, translated.url)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        read(client, shop.news.url)
    client.force_login(get_user_model().objects.create_user("member"))
    with CaptureQueriesContext(connection) as more:
        shown = read(client, shop.news.url)
    assert [f'href="{url}"' in shown for url in closed] == [True, False, True]
    assert english.url in read(client, translated.url)
    assert len(asked) <= 15
    assert len(more) - len(asked) <= 6  # session, person and groups, then three


def test_breadcrumbs_lead_from_home_to_the_page(client: Client, shop: Shop) -> None:
    page = read(client, shop.news.url)
    trail = page[page.index("rg-breadcrumbs__list") :]
    assert trail.index("Αρχική") < trail.index("Νέα") < trail.index(shop.news.title)


def test_a_translated_page_links_to_its_other_language(client: Client, shop: Shop) -> None:
    english = shop.news_list.copy_for_translation(shop.world.en)
    english.title, english.slug = "News", "news"
    english.save_revision().publish()
    page = read(client, shop.news_list.url)
    assert 'href="/en/news/" lang="en" hreflang="en"' in page
    assert '<link rel="alternate" hreflang="en" href="http://localhost/en/news/">' in page
    assert 'lang="el" hreflang="el" aria-current="true"' in read(client, shop.news_list.url)
    assert 'href="/nea/" lang="el" hreflang="el"' in read(client, "/en/news/")


def test_an_unpublished_translation_is_not_linked(client: Client, shop: Shop) -> None:
    shop.news_list.copy_for_translation(shop.world.en)
    assert "hreflang" not in read(client, shop.news_list.url)


def test_the_page_of_another_language_speaks_it(client: Client, shop: Shop) -> None:
    index = shop.workshop_list.copy_for_translation(shop.world.en)
    index.save_revision().publish()
    shop.workshop.copy_for_translation(shop.world.en).save_revision().publish()
    page = read(client, f"/en/{index.slug}/{shop.workshop.slug}/")
    assert '<html lang="en"' in page
    assert "Monday 19 January 2026" in page
    assert "JOIST Innovation Park" in page


def test_reading_writes_no_settings(client: Client, shop: Shop) -> None:
    InnovationPagesSettings.objects.all().delete()
    read(client, shop.news.url)
    assert not InnovationPagesSettings.objects.exists()


def test_an_unpublished_page_below_is_not_found(client: Client, shop: Shop) -> None:
    shop.news.unpublish()
    read(client, "/nea/diktyo-kainotomias-dimosiou-tomea/", 404)
    read(client, "/nea/den-yparchei/", 404)
    read(client, "/nea/", 200)


@pytest.mark.parametrize("which", ["home", "news_list", "news", "workshop_list", "workshop", "statement"])
def test_no_page_costs_more_than_fifteen_statements(
    client: Client, shop: Shop, django_assert_max_num_queries, which: str
) -> None:
    page = shop.world.home if which == "home" else getattr(shop, which)
    read(client, page.url)
    cache.clear()
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    with django_assert_max_num_queries(15):
        read(client, page.url)


@pytest.mark.parametrize("which", ["news_list", "workshop_list", "home"])
def test_a_list_costs_the_same_with_many_items(
    client: Client, shop: Shop, django_assert_max_num_queries, which: str
) -> None:
    page = shop.world.home if which == "home" else getattr(shop, which)

    def cost() -> int:
        read(client, page.url)
        with django_assert_max_num_queries(100) as counted:
            read(client, page.url)
        return len(counted)

    for number in range(3):
        _add_one_of_each(shop, number)
    before = cost()
    for number in range(3, 23):
        _add_one_of_each(shop, number)
    assert cost() == before


def _add_one_of_each(shop: Shop, number: int) -> None:
    begins = NOW + timedelta(days=number + 1)
    shop.news_list.add_child(instance=NewsPage(title=f"Νέο {number}", unit=shop.unit))
    add_workshop(
        shop.workshop_list,
        f"Εργαστήριο {number}",
        begins,
        begins + timedelta(hours=1),
        venue=shop.venue,
        room=shop.room,
    )


def test_a_link_in_the_text_leads_to_the_page_in_the_language_of_the_reader(client: Client, shop: Shop) -> None:
    text = f'<p><a linktype="page" id="{shop.workshop.pk}">εδώ</a> <a linktype="page" id="0">χάθηκε</a></p>'
    shop.news.body = json.dumps([{"type": "text", "value": text + '<p><a href="https://example.org/">έξω</a></p>'}])
    shop.news.save_revision().publish()
    page = read(client, shop.news.url)
    assert f'<a href="{shop.workshop.url}">εδώ</a> <a>χάθηκε</a>' in page
    assert '<a href="https://example.org/">έξω</a>' in page


def test_buttons_links_and_forms_of_a_translated_page_stay_in_its_language(client: Client, shop: Shop) -> None:
    english = translate(shop.workshop, shop.world.en, title="Workshop")
    news = translate(shop.news, shop.world.en, title="Network")
    button = ("button", {"text": "To the workshop", "page": shop.workshop, "address": "", "kind": "primary"})
    links = [{"text": f"Link {number}", "page": page, "address": ""} for number, page in enumerate((shop.news,) * 3)]
    body = [button, ("links", {"title": "", "links": links}), ("registration", shop.workshop)]
    page = shop.world.home_en.add_child(instance=StandardPage(title="Story", locale=shop.world.en, body=body[:2]))

    text = client.get(page.url).content.decode()
    assert f'href="{english.url}"' in text
    assert text.count(f'<a href="{news.url}">Link') == 3
    assert shop.workshop.url not in text.replace(english.url, "")
    many = statements(client, page.url)
    page.body = [button, ("links", {"title": "", "links": links[:1]})]
    page.save()
    assert statements(client, page.url) == many
    page.body = body
    assert page.body[2].block.get_context(shop.workshop, {"page": page})["registration_page"].pk == english.pk
    news.unpublish()
    assert f'<a href="{shop.news.url}">Link' in client.get(page.url).content.decode()  # better in Greek than not at all
