"""The smallest site that pages can hang on: root, two languages, a home page each, the default Site, its notice."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Collection, Locale, Page, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cms_site.home.models import HomePage
from registrations.models import PrivacyNotice, RegistrationSettings


@dataclass(frozen=True)
class World:
    """A site with nothing in it yet; `home` is the Greek home page, `home_en` its translation."""

    root: Page
    home: HomePage
    home_en: HomePage
    site: Site
    el: Locale
    en: Locale


def make_world(hostname: str = "localhost", port: int = 80) -> World:
    """Read the world, or make it where a test has emptied all tables. Links begin with hostname and port."""
    ContentType.objects.clear_cache()
    if not (homes := {home.locale.language_code: home for home in _homes()}):
        _build()
        homes = {home.locale.language_code: home for home in _homes()}
    site = Site.objects.get(is_default_site=True)
    if (site.hostname, site.port) != (hostname, port):
        site.hostname, site.port = hostname, port
        site.save()
    Site.clear_site_root_paths_cache()
    el, en = homes["el"], homes["en"]
    root = Page.objects.get(depth=1)
    return World(root=root, home=el, home_en=en, site=site, el=el.locale, en=en.locale)


def _homes() -> QuerySet[HomePage]:
    return HomePage.objects.filter(depth=2).select_related("locale")


def _build() -> None:
    el, _ = Locale.objects.get_or_create(language_code="el")
    en, _ = Locale.objects.get_or_create(language_code="en")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(instance=Page(title="Root", slug="root", locale=el))
    for left_over in Page.objects.filter(depth=2):  # the page that Wagtail's migrations welcome with
        left_over.delete()
    root.refresh_from_db()
    with disable_reference_index_auto_update():
        home = root.add_child(instance=HomePage(title="Αρχική", slug="home", locale=el))
        key = home.translation_key
        root.add_child(instance=HomePage(title="Home", slug="home-en", locale=en, translation_key=key))
    words = {"root_page": home, "site_name": "Desk"}
    site, _ = Site.objects.update_or_create(is_default_site=True, defaults=words)
    notice = PrivacyNotice.objects.create(name="Notice of the site", locale=el, summary="We ask.", text="<p>All</p>")
    RegistrationSettings.objects.create(site=site, privacy_notice=notice)
