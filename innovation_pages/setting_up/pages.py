"""The lists that every site has, below its home page in each language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
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
    if home.specific_class is Page:
        say(
            f"The home page “{home.title}” is a plain page: choose your own under Settings → Sites, and run this again."
        )
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
                found = _make(model, title, home, first, in_menu)
                say(f"{found.title} ({home.locale.language_code}): made.")
                made += 1
            first = first or found
    return made


def _make(model: type[SitePage], title: str, home: Page, original: SitePage | None, in_menu: bool) -> SitePage:
    """A published list; a translation of `original` where there is one."""
    with override(home.locale.language_code):
        words = gettext(title)
    address = free_slug(slug(words) or model.__name__.lower(), parent=home, own=None)
    if original is None:
        page = model(title=words, slug=address, locale=home.locale, show_in_menus=in_menu, live=False)
        Page.objects.get(pk=home.pk).add_child(instance=page)
    else:
        page = original.copy_for_translation(home.locale)
        page.title, page.slug, page.draft_title = words, address, words
    page.save_revision().publish()
    stored: SitePage = model._default_manager.get(pk=page.pk)
    return stored


def _allowed(home: Page, model: type[SitePage], say: Say) -> bool:
    if model in home.specific_class.allowed_subpage_models():
        return True
    say(f"{home.specific_class.__name__} takes no {model.__name__} below it: add it to its subpage_types.")
    return False


def _other_languages(home: Page) -> list[str]:
    if not getattr(settings, "WAGTAIL_I18N_ENABLED", False):
        return []
    return [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != home.locale.language_code]
