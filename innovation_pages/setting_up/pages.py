"""The lists that every site has, below its home page in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext, gettext_noop, override
from wagtail.models import Locale, Page, Site

from innovation_pages.models import (
    LabIndexPage,
    NewsIndexPage,
    OrganisationDirectoryPage,
    PracticeLibraryPage,
    SearchPage,
    WorkshopIndexPage,
)
from innovation_pages.queries import free_slug
from registrations.public import slug

if TYPE_CHECKING:
    from innovation_pages.models import SitePage

Say = Callable[[str], None]

_NUMBERS = 10
"""So many slugs are tried for a list, from the plain word on."""

LISTS: tuple[tuple[type[SitePage], str, bool], ...] = (
    (NewsIndexPage, gettext_noop("News"), True),
    (WorkshopIndexPage, gettext_noop("Workshops"), True),
    (LabIndexPage, gettext_noop("Innovation labs"), True),
    (PracticeLibraryPage, gettext_noop("Best practices"), True),
    (OrganisationDirectoryPage, gettext_noop("Bodies"), True),
    (SearchPage, gettext_noop("Search"), False),
)
"""Each list with its title, and whether it stands in the menu."""


def root_pages(site: Site, say: Say) -> list[Page]:
    """The home page of `site` in each configured language, the site's own first; missing translations become drafts."""
    home = site.root_page
    homes = [home]
    for code in _other_languages(home):
        locale, new = Locale.objects.get_or_create(language_code=code)
        translated = home.get_translation_or_none(locale)
        if new:
            say(f"Language {code}: made.")
        if translated is None:
            translated = home.specific.copy_for_translation(locale)
            say(f"Home page in {code}: a draft was made. Translate and publish it.")
        homes.append(translated)
    return homes


def make_lists(homes: list[Page], say: Say) -> int:
    """Publish the lists that are missing below each home page; returns how many were made.

    What a home page does not take below it is passed over and said.
    """
    made = 0
    for model, title, in_menu in LISTS:
        first: SitePage | None = None
        for home in homes:
            found = model._default_manager.child_of(home).first()
            if found is None and _allowed(home, model, say):
                found = _make(model, title, home, first, in_menu, say)
                say(f"{found.title} ({home.locale.language_code}): made.")
                made += 1
            first = first or found
    return made


def _make(
    model: type[SitePage], title: str, home: Page, original: SitePage | None, in_menu: bool, say: Say
) -> SitePage:
    """A published list; a translation of `original` where there is one."""
    with override(home.locale.language_code):
        words = gettext(title)
        address = _reachable(slug(words) or model.__name__.lower(), home, say)
    if original is None:
        page = model(title=words, slug=address, locale=home.locale, show_in_menus=in_menu, live=False)
        Page.objects.get(pk=home.pk).add_child(instance=page)
    else:
        page = original.copy_for_translation(home.locale)
        page.title, page.slug, page.draft_title = words, address, words
    page.save_revision().publish()
    stored: SitePage = model._default_manager.get(pk=page.pk)
    return stored


def _reachable(wanted: str, home: Page, say: Say) -> str:
    """The first free slug that leads to a page, where the site has an address of its own before that of the page.

    Where none does, the wanted one. The language of the home page must be active: addresses may begin with it.
    """
    first = free_slug(wanted, parent=home, own=None)
    for number in range(1, _NUMBERS):
        address = free_slug(f"{wanted}-{number}" if number > 1 else wanted, parent=home, own=None)
        if _leads_to_a_page(home, address):
            if address != first:
                say(f"“{first}” is an address of the site itself: the page is found under “{address}”.")
            return address
    return first


def _leads_to_a_page(home: Page, address: str) -> bool:
    """Whether Wagtail would be asked for a page below `home`; also where nobody would, as with a home of no site."""
    parts = home.get_url_parts()
    if not parts or parts[2] is None:
        return True
    try:
        return resolve(f"{parts[2].rstrip('/')}/{address}/").url_name == "wagtail_serve"
    except Resolver404:
        return True


def _allowed(home: Page, model: type[SitePage], say: Say) -> bool:
    if model in home.specific_class.allowed_subpage_models():
        return True
    say(f"{home.specific_class.__name__} takes no {model.__name__} below it: add it to its subpage_types.")
    return False


def _other_languages(home: Page) -> list[str]:
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return []
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != home.locale.language_code]
