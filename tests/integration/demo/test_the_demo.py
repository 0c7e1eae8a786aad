"""What a newcomer finds after `manage.py load_demo`."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone, translation
from pytest_django.plugin import DjangoDbBlocker
from wagtail.images import get_image_model
from wagtail.models import Page, Site

from cms_site.demo.days import is_working_day
from cms_site.home.models import HomePage
from innovation_pages.models import (
    BestPractice,
    InnovationPagesSettings,
    NewsPage,
    PracticeLibraryPage,
    SearchPage,
    StandardPage,
    WorkshopPage,
)
from registrations.notices.links import personal_path
from tests.integration.demo.reading import HERE, Answer, every_page, marked_templates
from tests.rig.elements import arrangements, listed, mark_of

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore:Exception ignored in.*SpooledTemporaryFile"),
]

BUDGET = 15
"""Statements that a page may cost in a process that has just begun."""

Registration = apps.get_model("registrations", "Registration")
Notice = apps.get_model("registrations", "Notice")


@pytest.fixture(autouse=True)
def _greek_afterwards() -> Iterator[None]:
    """The last page is in English; whoever comes next begins in Greek."""
    yield
    translation.activate("el")


def counts() -> dict[str, int]:
    watched = [*apps.get_models()]
    return {model._meta.label: model._base_manager.count() for model in watched if model._meta.managed}


def workshop(slug: str) -> WorkshopPage:
    return WorkshopPage.objects.get(slug=slug, locale__language_code="el")


def states(slug: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for state in Registration.objects.filter(desk__leading_page__slug=slug).values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def test_a_second_time_changes_nothing_and_says_so() -> None:
    before, said = counts(), io.StringIO()
    call_command("load_demo", stdout=said)
    assert counts() == before
    assert "nothing was changed" in said.getvalue()
    assert "reviewer / reviewer" in said.getvalue()


def test_it_is_refused_where_it_is_not_allowed(settings: object) -> None:
    settings.DEMO_ALLOWED = settings.DEBUG = False
    with pytest.raises(CommandError, match="passwords are their names"):
        call_command("load_demo")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The templates of a host that has a marked copy of every element."""
    return marked_templates(tmp_path_factory.mktemp("marked"))


@pytest.fixture(scope="module")
def answers(
    demo: None, uploads: Path, marked: list[dict[str, Any]], django_db_blocker: DjangoDbBlocker
) -> dict[str, Answer]:
    """Every page as visitors of such a host read it."""
    with django_db_blocker.unblock(), override_settings(TEMPLATES=marked, MEDIA_ROOT=uploads):
        return every_page()


def test_every_page_answers_in_both_languages(answers: dict[str, Answer]) -> None:
    assert len(answers) == Page.objects.live().filter(depth__gt=1).count() > 40
    assert {url: answer.code for url, answer in answers.items() if answer.code != 200} == {}
    assert sum(url.startswith("/en/") for url in answers) * 2 == len(answers)


def test_the_menu_ends_with_the_contact() -> None:
    for locale, last in (("el", "Επικοινωνία"), ("en", "Contact")):
        home = HomePage.objects.get(locale__language_code=locale)
        assert [page.title for page in home.get_children().live().in_menu()][-1] == last


def test_no_page_of_the_demo_costs_more_than_its_budget(answers: dict[str, Answer]) -> None:
    assert {url: answer.statements for url, answer in answers.items() if answer.statements > BUDGET} == {}


def test_an_element_of_the_host_takes_the_place_of_ours_on_every_page_that_has_it(
    answers: dict[str, Answer], marked: list[dict[str, Any]], settings: LazySettings
) -> None:
    settings.TEMPLATES = marked
    pages = {url: answer.markup for url, answer in answers.items()} | moments()
    for element in listed():
        drawn = {url: (element.drawn(markup), markup.count(element.mark)) for url, markup in pages.items()}
        assert {url: counts for url, counts in drawn.items() if counts[0] > counts[1]} == {}, element.name
        assert any(classes and marks for classes, marks in drawn.values()), f"no page shows {element.name}"
    whole = "".join(pages.values())
    assert [name for name in sorted(arrangements()) if mark_of(name) not in whole] == []


def test_with_the_look_none_no_page_of_any_kind_links_a_style_of_the_plugin(answers: dict[str, Answer]) -> None:
    ours = re.compile(r"(?:registrations|innovation_pages)/[\w.]+\.css")
    assert [url for url, answer in answers.items() if len(ours.findall(answer.markup)) != 2] == []
    InnovationPagesSettings.objects.update(theme="none")
    cache.clear()
    browser, site = Client(**HERE), Site.objects.get()
    kinds = {page.specific_class: page.relative_url(site) for page in Page.objects.live().filter(depth__gt=1)}
    assert len(kinds) > 9
    practice = PracticeLibraryPage.objects.filter(locale__language_code="el").get().relative_url(site)
    mine = personal_path(Registration.objects.filter(state="accepted").latest("pk"))
    paths = [
        *kinds.values(),
        f"{practice}{BestPractice.objects.filter(live=True, locale__language_code='el')[0].slug}/",
    ]
    paths += [mine, f"{mine}cancel/", "/registration/find/"]
    pages = {path: browser.get(path) for path in paths}
    assert {path: answer.status_code for path, answer in pages.items() if answer.status_code != 200} == {}
    pages["a link that is not valid"] = browser.get("/registration/not-valid/")
    pages["what is not there"] = browser.get("/not-there/")
    assert [path for path, answer in pages.items() if ours.search(answer.content.decode())] == []


def moments() -> dict[str, str]:
    """What visitors meet only now and then: mistakes, filters, an empty list, their own page, a closed call."""
    browser, site = Client(**HERE), Site.objects.get()
    coming = WorkshopPage.objects.filter(begins_at__gt=timezone.now(), locale__language_code="el")
    full = workshop("ypiresies-mazi-me-tous-polites")
    mine = Registration.objects.filter(state="accepted").latest("pk")
    library = PracticeLibraryPage.objects.get(locale=full.locale).relative_url(site)
    practice = BestPractice.objects.filter(live=True, locale=full.locale, indicators__isnull=False).first()
    asked = {
        "a form that is open": browser.get(full.relative_url(site)),
        "mistakes": browser.post(full.relative_url(site), {}),
        "a personal page": browser.get(personal_path(mine)),
        "a month": browser.get(f"{coming[0].get_parent().relative_url(site)}?month={timezone.now():%Y-%m}"),
        "nothing found": browser.get(f"{SearchPage.objects.get(locale=full.locale).relative_url(site)}?q=ξψξψ"),
        "filters": browser.get(f"{library}?q=α&topic=x"),
        "a practice with figures": browser.get(f"{library}{practice.slug}/"),
    }
    with override_settings(INNOVATION_PAGES_PAGE_SIZE=1):
        asked["a long list"] = browser.get(coming[0].get_parent().relative_url(site))
    with time_machine.travel(datetime(2024, 1, 31, 21, 0, tzinfo=UTC), tick=False):
        call = NewsPage.objects.get(slug="diktyo-kainotomias")
        asked["a call for nominations"] = browser.get(call.relative_url(site))
    assert {name: answer.status_code for name, answer in asked.items() if answer.status_code not in {200, 422}} == {}
    return {name: answer.content.decode() for name, answer in asked.items()}


def test_every_page_is_translated_and_its_stream_is_valid() -> None:
    for model in (HomePage, StandardPage, NewsPage, WorkshopPage):
        for page in model.objects.all():
            assert page.get_translations(inclusive=True).count() == 2, page
            for name in ("body", "sessions", "topics", "agenda", "questions", "registration_steps"):
                if stream := getattr(page, name, None):
                    stream.stream_block.clean(stream)
            page.full_clean()


def test_the_larissa_announcement_says_what_the_region_said() -> None:
    page = workshop("koinoniki-kainotomia-larisa")
    assert (page.begins_at, page.ends_at) == (
        datetime(2026, 1, 19, 7, 0, tzinfo=UTC),
        datetime(2026, 1, 19, 14, 30, tzinfo=UTC),
    )
    conference, lab = page.session_facts
    assert [(fact.begins_at.hour, fact.ends_at.hour) for fact in (conference, lab)] == [(7, 10), (8, 14)]
    assert [(fact.room, str(fact.mode)) for fact in (conference, lab)] == [
        ("Κεντρικό αμφιθέατρο", "none"),
        ("Future Learning LAB", "elsewhere"),
    ]
    assert page.registration_code == "7001Δ26"
    assert page.registration_link == "https://online.ekdd.gr/OnlineWeb/index.jsp"
    assert page.registration_cycle == "Δημόσια Διοίκηση και Διακυβέρνηση"
    assert "πρωτότυπων εφαρμογών και των προκλήσεων της τεχνητής νοημοσύνης" in page.registration_programme
    assert page.registration_closes_on == date(2026, 1, 12)
    assert page.registration_action == "interest"
    assert timezone.localdate(page.first_published_at) == date(2026, 1, 10)
    assert [row.role for row in page.organisers.all()] == ["organiser", "co_organiser", "support", "training"]
    assert (len(page.topics), len(page.registration_steps), len(page.overlaps)) == (3, 3, 1)
    assert page.venue.city_el == "Λάρισα"
    english = page.get_translation(page.locale.__class__.objects.get(language_code="en"))
    assert [fact.key for fact in english.session_facts] == [conference.key, lab.key]
    assert english.registration_code == "7001Δ26"


@time_machine.travel(datetime(2026, 1, 10, 10, 0, tzinfo=UTC), tick=False)
def test_on_the_day_of_the_announcement_the_way_to_the_training_centre_is_open() -> None:
    page = workshop("koinoniki-kainotomia-larisa")
    html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
    shown = [
        "7001Δ26",
        "https://online.ekdd.gr/OnlineWeb/index.jsp",
        page.registration_programme,
        "Future Learning LAB",
    ]
    assert [fact for fact in shown if fact not in html] == []
    assert "Κλείνει σε 2\xa0ημέρες" in html or "Κλείνει σε 2 ημέρες" in html
    assert 'class="rg-form' not in html


def test_the_call_of_the_network_is_closed_since_the_end_of_january() -> None:
    page = NewsPage.objects.get(slug="diktyo-kainotomias")
    with translation.override("el"):
        assert page.byline == "Τμήμα Καινοτομίας και Βέλτιστων Πρακτικών | 18 Ιανουαρίου 2024"
    assert page.registration_action == "nominate"
    assert page.registration_rules().closes_at == datetime(2024, 1, 31, 22, 0, tzinfo=UTC)
    assert page.registration_by_month
    html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
    assert "tel:+302131313152" in html
    assert "έως και τον Ιανουάριο 2024" in html
    assert "περίληψη της πρόσκλησης (PDF, 26\xa0KB)" in html
    assert 'class="rg-form' not in html


def test_more_than_a_hundred_bodies_of_five_kinds_are_members_and_nobody_reads_whom_they_named() -> None:
    for slug in ("meli-diktyou", "network-members"):
        page = Page.objects.get(slug=slug).specific
        kinds = dict(page.bodies.order_by().values_list("kind").annotate(number=Count("pk")))
        assert sum(kinds.values()) > 100
        assert set(kinds) == {"ministry", "independent", "public_body", "region", "municipality"}
        html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
        named = Registration.objects.exclude(body_name="").values_list("attendees__name", "name")
        assert [name for names in named for name in names if name and name in html] == []
    waiting = Registration.objects.exclude(body_name="").filter(state="in_review").count()
    assert waiting == 3


@time_machine.travel(datetime(2024, 1, 31, 21, 0, tzinfo=UTC), tick=False)
def test_on_the_last_evening_of_january_a_body_could_still_name_two_people() -> None:
    page = NewsPage.objects.get(slug="diktyo-kainotomias")
    html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
    assert html.count('<fieldset class="rg-group">') == 2
    assert "έως και τον <strong>Ιανουάριο 2024</strong>" in html


def test_six_events_are_to_come_on_working_days() -> None:
    coming = WorkshopPage.objects.filter(begins_at__gt=timezone.now(), locale__language_code="el")
    assert coming.count() == 6
    assert all(is_working_day(timezone.localdate(page.begins_at)) for page in coming)
    today = timezone.localdate()
    assert all(today < page.registration_closes_on < timezone.localdate(page.begins_at) for page in coming)
    assert max(len(page.title) for page in coming) == 150


def test_people_have_come_in_through_the_door() -> None:
    assert states("ypiresies-mazi-me-tous-polites") == {"accepted": 12, "unverified": 1}
    assert states("anoichti-diakyvernisi") == {"accepted": 7}
    assert states("apli-glossa") == {"accepted": 12, "waitlisted": 4}
    assert states("ergastirio-prototypon") == {"accepted": 7, "rejected": 2, "in_review": 9}
    application = Registration.objects.get(email="ilektra-raftopoulou@example.org")
    assert len(application.answers) == 7
    assert application.privacy_notice is not None
    assert not Registration.objects.exclude(email__regex=r"[@.]example\.org$").exists()


def test_a_few_letters_wait_for_the_worker() -> None:
    assert 1 <= Notice.objects.filter(state="queued").count() <= 10
    assert not Notice.objects.filter(state__in=["failed", "retry", "aborted"]).exists()


def test_a_news_item_carries_the_form_of_the_workshop() -> None:
    page = NewsPage.objects.get(slug="engrafes-ergastirio-polites")
    html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
    assert f'action="{workshop("ypiresies-mazi-me-tous-polites").relative_url(Site.objects.get())}#' in html


@pytest.mark.parametrize(
    ("name", "rights", "may_write"),
    [
        ("administrator", set(), True),
        ("editor", {"configure"}, True),
        ("reviewer", {"review", "export"}, False),
        ("door", {"check_in"}, False),
    ],
)
def test_everybody_logs_in_with_their_name_and_has_their_own_rights_at_the_desk(
    name: str, rights: set[str], may_write: bool
) -> None:
    browser = Client(**HERE)
    assert browser.login(username=name, password=name)
    assert browser.get("/admin/").status_code == 200
    user = get_user_model().objects.get(username=name)
    home = HomePage.objects.get(slug="archiki")
    assert user.has_perm("registrations.view_registration")
    assert home.permissions_for_user(user).can_publish() is may_write
    desk_permission = apps.get_model("registrations", "DeskPermission")
    held = {(row.right, row.page.slug) for row in desk_permission.objects.filter(group__in=user.groups.all())}
    assert held == {(right, slug) for right in rights for slug in ("archiki", "home")}


@pytest.mark.parametrize("way", ["/registration/find/", "/en/registration/find/"])
def test_who_has_lost_a_link_is_led_to_where_it_is_sent_again(way: str) -> None:
    contact = "/en/contact/" if way.startswith("/en/") else "/epikoinonia/"
    assert f'href="{way}"' in Client(**HERE).get(contact).content.decode()
    assert Client(**HERE).get(way).status_code == 200


@pytest.mark.parametrize("name", ["administrator", "editor", "reviewer", "door"])
def test_everybody_can_change_the_language_of_their_account_and_nothing_else_is_asked(name: str) -> None:
    browser = Client(**HERE)
    browser.login(username=name, password=name)
    shown = browser.get("/admin/account/").context["panels_by_tab"]
    forms = [panel.get_form() for panels in shown.values() for panel in panels]
    empty = [
        field.html_name for form in forms for field in form if field.field.required and field.value() in (None, "")
    ]
    assert any("first_name" in field.html_name for form in forms for field in form)
    assert [one for one in empty if "password" not in one] == []


def test_the_pictures_have_titles_in_greek() -> None:
    titles = get_image_model().objects.values_list("title", flat=True)
    assert titles
    assert not [title for title in titles if title.isascii()]


def test_the_working_meeting_of_the_ideathon_says_what_its_invitation_said() -> None:
    page = workshop("ogp-greece-ideathon")
    assert (page.begins_at, page.ends_at) == (
        datetime(2020, 12, 17, 15, 0, tzinfo=UTC),
        datetime(2020, 12, 17, 17, 0, tzinfo=UTC),
    )
    assert (page.delivery, page.place_in("el"), len(page.topics)) == ("online", "", 4)
    assert "e:presence" in str(page.body)
    assert [str(row.organisation) for row in page.organisers.all()] == ["Υπουργείο Ψηφιακής Διακυβέρνησης"]
    html = Client(**HERE).get(page.relative_url(Site.objects.get())).content.decode()
    assert "Πέμπτη 17 Δεκεμβρίου 2020" in html
    assert "17:00–19:00" in html
    assert 'class="rg-form' not in html


@pytest.mark.parametrize("slug", ["anoichti-diakyvernisi", "apli-glossa"])
def test_an_online_meeting_to_come_has_its_link_at_the_desk_only(slug: str) -> None:
    page = workshop(slug)
    link = apps.get_model("registrations", "JoinLink").objects.get(desk__translation_key=page.translation_key)
    assert link.url.startswith("https://meet.example.org/")
    for url in (page.relative_url(Site.objects.get()), "/", "/ergastiria/"):
        assert "meet.example.org" not in Client(**HERE).get(url).content.decode()
