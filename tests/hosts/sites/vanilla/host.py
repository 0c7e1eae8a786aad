"""What the walk needs to know of the site."""

from datetime import UTC, datetime, timedelta
from io import StringIO

from tour.plan import Host
from tour.reading import Reading
from tour.walk import ADDRESS, NAME

SETTINGS = "mysite.settings.base"
NEXT_MONTH = datetime.now(UTC) + timedelta(days=30)


def prepare(walk):
    from django.core.management import call_command
    from home.models import HomePage
    from wagtail.models import Page, Site

    from innovation_pages.models import WorkshopIndexPage

    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Home", slug="house", locale=root.locale))
    Site.objects.update(root_page=home)
    call_command("setup_site", stdout=StringIO())
    return WorkshopIndexPage.objects.child_of(home).get()


def restyles_every_button(walk):
    """one element template of the site restyles every button of the plugin"""
    pages = [walk.page.get_url(), walk.personal]
    buttons = [button for path in pages for button in Reading(walk.seen(path)).having("rg-button")]
    assert len(buttons) > 2
    assert [button for button in buttons if "house-button" not in button["class"].split()] == []


def speaks_english_under_its_prefix(walk):
    """a translation of the page shares the seats, under /en/"""
    from wagtail.models import Locale

    from registrations.models import Desk

    translated = walk.page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    translated.slug = "talk-in-english"
    translated.save_revision().publish()
    for parent in translated.get_ancestors().filter(locale=translated.locale):
        parent.specific.save_revision().publish()
    address = type(translated).objects.get(pk=translated.pk).get_url()
    assert address.startswith("/en/"), address
    assert "Register" in walk.seen(address)
    assert Desk.objects.filter(translation_key=walk.page.translation_key).count() == 1


def keeps_people_from_those_without_a_right(walk):
    """every address of the desk, found and tried by people without a right to it, tells and changes nothing"""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group, Permission
    from django.test import Client
    from django.urls import reverse
    from tour.desk_walk import LISTS, trespasses, unclassified
    from wagtail.models import GroupPagePermission

    from innovation_pages.models import NewsIndexPage
    from registrations.models import DeskPermission, Registration

    assert unclassified() == []
    person = Registration.objects.get(email=ADDRESS)
    secrets = (NAME, ADDRESS, person.reference)
    elsewhere = NewsIndexPage.objects.first()
    held = Permission.objects.filter(codename__in=["access_admin", "view_registration"])
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    cast = {"signed out": Client()}
    for who in ("admin access only", "editor of the page", "reviewer elsewhere", "reviewer without admin access"):
        group = Group.objects.create(name=who)
        group.permissions.set(held)
        if who == "admin access only":
            group.permissions.set(held.filter(codename="access_admin"))
        if who == "editor of the page":
            GroupPagePermission.objects.create(group=group, page=walk.parent, permission=publish)
        if who == "reviewer elsewhere":
            for right in ("review", "export", "check_in", "configure"):
                DeskPermission.objects.create(group=group, page=elsewhere, right=right)
        if who == "reviewer without admin access":
            group.permissions.set(held.filter(codename="view_registration"))
            DeskPermission.objects.create(group=group, page=walk.parent, right="review")
        user = get_user_model().objects.create_user(f"{group.pk}@example.org", "secret-2-word")
        user.groups.add(group)
        cast[who] = Client()
        cast[who].force_login(user)
    assert list(trespasses(cast, person, secrets)) == []
    for who, client in cast.items():
        for name in sorted(LISTS):
            listed = client.get(reverse(name))
            assert listed.status_code == (200 if who == "reviewer elsewhere" else 302), (who, name)
            assert [secret for secret in secrets if secret in listed.content.decode()] == [], (who, name)
    assert person.reference in walk.seen(reverse("registrations_registration_modeladmin_index"), walk.staff)


def tells_browsers_to_be_strict(walk):
    """the pages travel under the site's strict policy"""
    assert "'unsafe" not in walk.visitor.get(walk.page.get_url())["Content-Security-Policy"]


HOST = Host(
    apps=("home", "people"),
    page_type="innovation_pages.workshoppage",
    fields={"begins_at": f"{NEXT_MONTH:%Y-%m-%d} 17:00", "ends_at": f"{NEXT_MONTH:%Y-%m-%d} 19:00"},
    superuser={"email": "boss@example.org"},
    prepare=prepare,
    more=(
        restyles_every_button, speaks_english_under_its_prefix, tells_browsers_to_be_strict,
        keeps_people_from_those_without_a_right,
    ),
)  # fmt: skip
