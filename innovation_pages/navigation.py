"""The way around the site: menu, breadcrumbs and languages, read once for each request."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from innovation_pages.queries import hidden_from, is_restricted, settings_of
from registrations.public import language_name, without_controls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

KEPT = "_innovation_pages_way"
AHEAD = "_innovation_pages_ahead"
SERVE = "wagtail_serve"
OFFICE = "registrations"
SEARCH = {"app_label": "innovation_pages", "model": "searchpage"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the menu, the breadcrumbs or the language switch; `current` is the value of `aria-current` or empty.

    A link of the switch that is not `same` leads to the next thing there is in that language: the list around it.
    """

    title: str
    url: str
    current: str = ""
    language: str = ""
    full_url: str = ""
    same: bool = True


@dataclass(frozen=True, slots=True)
class Way:
    """Where the visitor is: home, menu, the trail from home to the page, and the page in the site's languages.

    `statement` is the address of the accessibility statement in the visitor's language, or in any; empty without one.
    """

    home: Link | None = None
    menu: tuple[Link, ...] = ()
    trail: tuple[Link, ...] = ()
    search: Link | None = None
    languages: tuple[Link, ...] = ()
    statement: str = ""
    here: str = ""
    """The full address of what is shown, where it is not a page but something at an address below one."""


@dataclass(frozen=True, slots=True)
class Below:
    """Something that a page shows at an address below its own, with its last word there in each language: an empty one
    where the page of that language does not show it. The switch of languages leaves out those that are not named.
    """

    title: str
    url: str
    full_url: str
    slugs: dict[str, str]


def go_below(request: HttpRequest, page: Page, below: Below) -> None:
    """Lead the way of this request one step further than the page."""
    found = way(request, page)
    above = tuple(replace(link, current="") for link in found.trail)
    languages = tuple(
        replace(link, url=f"{link.url}{slug}/", full_url=f"{link.full_url}{slug}/")
        if slug
        else replace(link, same=False)
        for link in found.languages
        if (slug := below.slugs.get(link.language)) is not None
    )
    request.__dict__[KEPT][page.pk] = replace(
        found,
        trail=(*above, Link(title=below.title, url=below.url, current="page")),
        languages=languages if len(languages) > 1 else (),
        here=below.full_url,
    )


def switch(request: HttpRequest, page: Page | None) -> tuple[Link, ...]:
    """The languages of the way, each with what the address of the page asks for and every language understands."""
    found = way(request, page)
    names: tuple[str, ...] = () if found.here else getattr(page, "in_every_language", ())
    values = ((name, without_controls(value)) for name in names for value in request.GET.getlist(name))
    asked = urlencode([(name, value) for name, value in values if value])
    return tuple(replace(link, url=f"{link.url}?{asked}") for link in found.languages) if asked else found.languages


def way(request: HttpRequest, page: Page | None) -> Way:
    """The way to the page, or to the language's home page where a view shows no page. One statement."""
    kept: dict[int | None, Way] = request.__dict__.setdefault(KEPT, {})
    key = page.pk if page is not None else None
    if key not in kept:
        kept[key] = _find(request, page)
    return kept[key]


def _find(request: HttpRequest, page: Page | None) -> Way:
    site = Site.find_for_request(request)
    if site is None:
        return Way()
    root = site.root_page
    start = page if page is not None and page.depth >= root.depth else _home_of_language(root)
    home_path = start.path[: root.depth * Page.steplen]
    found = request.__dict__.get(AHEAD, {})
    if not {home_path, start.path} <= found.keys():
        ancestors = [start.path[:end] for end in range(len(home_path), len(start.path), Page.steplen)]
        translations = Q(translation_key=start.translation_key, live=True)
        found = _read(request, home_path, Q(path__in=[home_path, *ancestors]) | translations)
    statement = settings_of(request).accessibility_page
    return _Walk(request, page, start, found, statement, hidden_from(request, found.values())).way(home_path)


def read_ahead(request: HttpRequest, home: Page, url_paths: list[str]) -> list[Page]:
    """The pages at these places in the tree; with them, in the same statement, all that the way to the last one needs.

    Kept for this request, where `home` is the home page of a language; the way is read by itself otherwise.
    """
    here = Page.objects.filter(url_path__in=url_paths[-2:])
    translations = Q(translation_key__in=here.values("translation_key"), live=True)
    found = _read(request, home.path, Q(path=home.path) | Q(url_path__in=url_paths) | translations)
    site = Site.find_for_request(request)
    if site is not None and home.depth == site.root_page.depth:
        request.__dict__[AHEAD] = found
    return list(found.values())


def _read(request: HttpRequest, home_path: str, wanted: Q) -> dict[str, Page]:
    """Pages by path, each with whether it is `restricted`: those wanted, the menu, the search page, the accessibility
    statement in each language.
    """
    below = Q(path__startswith=home_path, depth=len(home_path) // Page.steplen + 1, live=True)
    wanted |= below & (Q(show_in_menus=True) | Q(**{f"content_type__{key}": value for key, value in SEARCH.items()}))
    statement = settings_of(request).accessibility_page
    if statement is not None:
        wanted |= Q(translation_key=statement.translation_key, live=True)
    pages = Page.objects.filter(wanted).annotate(restricted=is_restricted()).select_related("content_type", "locale")
    return {page.path: page for page in pages}


def _home_of_language(root: Page) -> Page:
    """The home page in the language of the moment, or the site's own where there is none."""
    translations = Page.objects.filter(translation_key=root.translation_key, locale__language_code=get_language() or "")
    return translations.live().first() or root


def _type_of(page: Page) -> dict[str, str]:
    """The type of a page, which is read with it."""
    return {"app_label": page.content_type.app_label, "model": page.content_type.model}


@dataclass(frozen=True, slots=True)
class _Walk:
    """The pages that one statement found, by their path, sorted into a way.

    It leads to none of the `hidden` pages, whose keys are those that this visitor may not see.
    """

    request: HttpRequest
    shown: Page | None
    start: Page
    pages: dict[str, Page]
    statement: Page | None
    hidden: frozenset[int]

    def may_lead_to(self, page: Page) -> bool:
        """Whether the page is published, and this visitor may see it or stands on it."""
        return bool(page.live and (page.pk not in self.hidden or page.path == self.start.path))

    def way(self, home_path: str) -> Way:
        home = self.pages.get(home_path, self.start)
        on_trail = self.shown is not None and self.start.path != home_path
        return Way(
            home=self.link(home),
            menu=tuple(self.link(page) for page in self.in_order() if self.in_menu(page, home)),
            trail=tuple(self.trail(home_path)) if on_trail else (),
            languages=self.languages(),
            statement=self.statement_url(),
            search=self.search(home),
        )

    def in_order(self) -> list[Page]:
        return [page for _path, page in sorted(self.pages.items())]

    def in_menu(self, page: Page, home: Page) -> bool:
        below = page.path.startswith(home.path) and page.depth == home.depth + 1
        return bool(below and page.show_in_menus and self.may_lead_to(page))

    def search(self, home: Page) -> Link | None:
        """The search page of the language, where it has one."""
        of_type = (page for page in self.in_order() if _type_of(page) == SEARCH)
        below = (page for page in of_type if self.may_lead_to(page) and page.path.startswith(home.path))
        return next((self.link(page) for page in below), None)

    def link(self, page: Page) -> Link:
        if self.shown is None or not self.shown.path.startswith(page.path):
            current = ""
        else:
            current = "page" if self.shown.path == page.path else "true"
        return Link(title=page.title, url=page.get_url(self.request) or "", current=current)

    def trail(self, home_path: str) -> Iterator[Link]:
        for page in self.in_order():
            if self.start.path.startswith(page.path) and len(home_path) <= len(page.path) < len(self.start.path):
                yield Link(title=page.title, url=(page.get_url(self.request) or "") if page.live else "")
        yield Link(title=self.start.title, url=self.start.get_url(self.request) or "", current="page")

    def languages(self) -> tuple[Link, ...]:
        """The page in each language in which this visitor may see it; empty where there is only one."""
        same = [page for page in self.pages.values() if page.translation_key == self.start.translation_key]
        public = [page for page in same if self.may_lead_to(page)]
        links = tuple(self.in_language(page) for page in sorted(public, key=lambda page: page.locale_id))
        if self.shown is None:
            links = _of_view(self.request, links)
        return links if len(links) > 1 else ()

    def statement_url(self) -> str:
        if self.statement is None:
            return ""
        key = self.statement.translation_key
        same = [page for page in self.pages.values() if page.translation_key == key]
        public = [page for page in same if self.may_lead_to(page)]
        own = [page for page in public if page.locale.language_code == get_language()]
        return ((own or public)[0].get_url(self.request) or "") if public else ""

    def in_language(self, page: Page) -> Link:
        code = page.locale.language_code
        current = page.path == self.shown.path if self.shown is not None else code == get_language()
        return Link(
            title=language_name(code),
            url=page.get_url(self.request) or "",
            current="true" if current else "",
            language=code,
            full_url=page.get_full_url(self.request) or "",
        )


def _of_view(request: HttpRequest, homes: tuple[Link, ...]) -> tuple[Link, ...]:
    """The address of a view in the languages of the home pages; these themselves where the view has only one address.

    An address with a token belongs to a person, who is written to in one language and reads that one there.
    """
    match = request.resolver_match
    if match is None or match.url_name == SERVE:  # an error: there is no such page in the other language either
        return homes
    if OFFICE in match.app_names and "token" in match.kwargs:
        return ()
    asked = f"?{query}" if (query := request.META.get("QUERY_STRING", "")) else ""
    urls = [translate_url(request.path_info, link.language) for link in homes]
    if len(set(urls)) < len(urls):
        return homes
    return tuple(replace(link, url=f"{url}{asked}") for link, url in zip(homes, urls, strict=True))
