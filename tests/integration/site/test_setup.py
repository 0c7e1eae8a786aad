"""The first day of a site, and the second."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path, resolve, reverse
from wagtail.models import GroupPagePermission, Locale, Page, Site, Workflow, WorkflowContentType, WorkflowPage

from cms_site import urls
from cms_site.home.models import HomePage
from innovation_pages.models import BestPractice, NewsIndexPage, SearchPage, StandardPage, WorkshopIndexPage
from innovation_pages.setting_up.people import SITE_GROUPS
from registrations.models import DeskPermission, PrivacyNotice
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World


def set_up(**options: str) -> str:
    said = io.StringIO()
    call_command("setup_site", stdout=said, **options)
    return said.getvalue()


def everything() -> list[object]:
    """All that the command may make, to be compared."""
    return [
        list(Page.objects.order_by("pk").values_list("pk", "slug", "latest_revision", "live")),
        list(Group.objects.order_by("pk").values_list("name", "permissions")),
        *(sorted(model.objects.values_list()) for model in (GroupPagePermission, DeskPermission, Workflow)),
        sorted(WorkflowPage.objects.values_list()),
        sorted(WorkflowContentType.objects.values_list()),
    ]


def test_a_bare_site_gets_lists_in_both_languages_groups_and_a_workflow(world: World) -> None:
    WorkflowPage.objects.all().delete()
    set_up(language="el")
    for model in (NewsIndexPage, WorkshopIndexPage, SearchPage):
        greek, english = (model.objects.child_of(home).get() for home in (world.home, world.home_en))
        assert greek.translation_key == english.translation_key
        assert greek.live
        assert english.live
        assert greek.title != english.title
    for wanted in SITE_GROUPS:
        group = Group.objects.get(name__in=(wanted.english, wanted.greek))
        assert group.permissions.filter(codename="access_admin").exists()
    reviewers = Group.objects.get(name="Αξιολογητές")
    assert set(reviewers.desk_permissions.values_list("page", flat=True)) == {world.home.pk, world.home_en.pk}
    assert world.home.get_workflow() is not None
    assert BestPractice().get_workflow() == world.home.get_workflow()


def test_the_second_run_changes_nothing(world: World) -> None:
    set_up()
    before = everything()
    assert "nothing was changed" in set_up()
    assert "nothing was changed" in set_up(language="el")
    assert everything() == before


def test_what_an_editor_has_made_already_stays(world: World) -> None:
    mine = world.home.add_child(instance=NewsIndexPage(title="Τα δικά μας νέα", slug="dika-mas"))
    set_up()
    assert NewsIndexPage.objects.child_of(world.home).get().title == mine.title
    assert NewsIndexPage.objects.child_of(world.home_en).get().translation_key == mine.translation_key


def test_editors_write_and_moderators_publish(world: World) -> None:
    Group.objects.filter(name__in=("Editors", "Moderators")).delete()
    set_up(language="en")
    held = {
        name: set(
            GroupPagePermission.objects.filter(group__name=name, page=world.home).values_list(
                "permission__codename", flat=True
            )
        )
        for name in ("Editors", "Moderators")
    }
    assert held["Editors"] == {"add_page", "change_page"}
    assert "publish_page" in held["Moderators"]


@pytest.mark.parametrize(
    ("name", "actions"),
    [
        ("Editors", {"view"}),
        ("Moderators", {"view"}),
        ("Reviewers", set()),
        ("Door", set()),
        ("Data protection", {"add", "change", "view"}),
    ],
)
def test_a_privacy_notice_is_worded_by_data_protection_alone(world: World, name: str, actions: set[str]) -> None:
    Group.objects.all().delete()
    set_up(language="en")
    held = Group.objects.get(name=name).permissions.filter(codename__endswith="_privacynotice")
    assert set(held.values_list("codename", flat=True)) == {f"{action}_privacynotice" for action in actions}


def test_editors_choose_a_privacy_notice_that_they_cannot_change(world: World) -> None:
    set_up(language="en")
    notice = PrivacyNotice.objects.get()
    staff = make_staff(permissions=())
    staff.groups.set(Group.objects.filter(name="Editors"))
    editor = signed_in(staff)
    below = WorkshopIndexPage.objects.child_of(world.home).get()
    page = editor.get(reverse("wagtailadmin_pages:add", args=["innovation_pages", "workshoppage", below.pk]))
    chooser = reverse("wagtailsnippetchoosers_registrations_privacynotice:choose")
    assert chooser in page.content.decode()
    assert notice.name in editor.get(chooser).json()["html"]
    chosen = reverse("wagtailsnippetchoosers_registrations_privacynotice:chosen", args=[notice.pk])
    assert editor.get(chosen).json()["result"]["id"] == str(notice.pk)
    edit = reverse("wagtailsnippets_registrations_privacynotice:edit", args=[notice.pk])
    assert editor.post(edit, {"name": "Mine", "summary": "Mine.", "text": "{}"}).status_code == 302
    notice.refresh_from_db()
    assert notice.name != "Mine"


def test_what_admits_to_the_desk_is_one_permission_and_letters_need_no_other(world: World) -> None:
    set_up(language="en")
    for name in ("Reviewers", "Door"):
        held = Group.objects.get(name=name).permissions.values_list("codename", flat=True)
        assert set(held) == {"access_admin", "view_registration"}
    reviewer = make_staff(permissions=())
    reviewer.groups.set(Group.objects.filter(name="Reviewers"))
    assert signed_in(reviewer).get(reverse("registrations_notice_modeladmin_index")).status_code == 200


def test_a_foreign_host_with_a_home_page_of_its_own_is_served_and_told(db: None, settings: object) -> None:
    settings.LANGUAGES = settings.WAGTAIL_CONTENT_LANGUAGES = [("en", "English"), ("fr", "French")]
    Locale.objects.get_or_create(language_code="en")
    top = Page.get_first_root_node()
    home = top.add_child(instance=HomePage(title="Home", slug="h", locale=Locale.objects.get(language_code="en")))
    Site.objects.all().delete()
    Site.objects.create(hostname="example.org", root_page=home, is_default_site=True)
    said = set_up()
    assert "fr: a draft was made" in said
    assert NewsIndexPage.objects.child_of(home).get().title == "News"

    strict = top.add_child(instance=StandardPage(title="Strict", slug="strict", locale=home.locale))
    Site.objects.create(hostname="strict.example.org", root_page=strict)
    assert "StandardPage takes no NewsIndexPage below it: add it to its subpage_types" in set_up(
        site="strict.example.org"
    )


def test_a_page_is_found_where_the_site_has_an_address_of_its_own_before_it(world: World, settings: object) -> None:
    english = resolve("/en/")  # the home page
    assert english.url_name == "wagtail_serve"

    class Addresses:
        urlpatterns = [path("en/search/", lambda _request: HttpResponse("Theirs.")), *urls.urlpatterns]

    settings.ROOT_URLCONF = Addresses
    said = set_up()
    found = SearchPage.objects.child_of(world.home_en).get()
    assert found.slug == "search-2"
    assert "“search” is an address of the site itself: the page is found under “search-2”." in said
    assert said.count("address of the site itself") == 1
    assert Client().get(found.url).context["page"] == found


def test_below_the_placeholder_of_wagtail_nothing_is_made(world: World) -> None:
    placeholder = Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="welcome"))
    Site.objects.update(root_page=placeholder)
    before = everything()
    with pytest.raises(CommandError, match="“Welcome” is a plain page, below which nothing was made"):
        set_up()
    assert everything() == before


def test_an_unknown_site_is_refused_with_a_sentence(world: World) -> None:
    with pytest.raises(CommandError, match=r"no site nowhere\.example"):
        set_up(site="nowhere.example")
