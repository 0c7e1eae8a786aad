"""The way around the site: menu, breadcrumbs and languages, read once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

KEPT = "_innovation_pages_way"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the menu, the breadcrumbs or the language switch; `current` is the value of `aria-current` or empty."""

    title: str
    url: str
    current: str = ""
    language: str = ""
    full_url: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """Where the visitor is: the home page of this language, the menu, and the trail from home to the page."""

    home: Link | None
    menu: tuple[Link, ...]
    trail: tuple[Link, ...]


def way(request: HttpRequest, page: Page | None) -> Way:
    """Menu and trail of the page, or of the language's home page where a view shows no page. One statement."""
    kept: dict[int | None, Way] = request.__dict__.setdefault(KEPT, {})
    key = page.pk if page is not None else None
    if key not in kept:
        kept[key] = _find(request, page)
    return kept[key]


def languages(request: HttpRequest, page: Page | None) -> tuple[Link, ...]:
    """The page in each language in which it is public, this one included; empty where there is only one."""
    start = page or _root(request)
    if start is None:
        return ()
    same = Page.objects.filter(translation_key=start.translation_key, alias_of__isnull=True)
    links = tuple(
        Link(
            title=get_language_info(other.locale.language_code)["name_local"].capitalize(),
            url=other.get_url(request) or "",
            current="true" if _is_shown(other, page) else "",
            language=other.locale.language_code,
            full_url=other.get_full_url(request) or "",
        )
        for other in same.live().select_related("locale").order_by("locale__pk")
    )
    return links if len(links) > 1 else ()


def _is_shown(other: Page, page: Page | None) -> bool:
    """Whether this language is the one that the visitor reads."""
    if page is None:
        return bool(other.locale.language_code == get_language())
    return bool(other.pk == page.pk)


def _root(request: HttpRequest) -> Page | None:
    site = Site.find_for_request(request)
    return site.root_page if site else None


def _find(request: HttpRequest, page: Page | None) -> Way:
    root = _root(request)
    if root is None:
        return Way(home=None, menu=(), trail=())
    start = page if page is not None and page.depth >= root.depth else _home_of_language(root)
    steplen = Page.steplen
    home_path = start.path[: root.depth * steplen]
    ancestors = [start.path[:end] for end in range(len(home_path), len(start.path), steplen)]
    in_menu = Q(path__startswith=home_path, depth=root.depth + 1, live=True, show_in_menus=True)
    found = Page.objects.filter(Q(path__in=[*ancestors, home_path]) | in_menu).select_related("locale").order_by("path")
    return _way(request, list(found), start=start, home_path=home_path, shown=page)


def _way(request: HttpRequest, pages: list[Page], *, start: Page, home_path: str, shown: Page | None) -> Way:
    by_path = {page.path: page for page in pages}
    home = by_path.get(home_path, start)
    menu = tuple(
        _link(request, page, shown) for page in pages if page.depth == home.depth + 1 and page.live and page.show_in_menus
    )
    trail = tuple(_trail(request, by_path, start)) if shown is not None and start.path != home_path else ()
    return Way(home=_link(request, home, shown), menu=menu, trail=trail)


def _trail(request: HttpRequest, by_path: dict[str, Page], page: Page) -> Iterator[Link]:
    for path in sorted(path for path in by_path if page.path.startswith(path) and path != page.path):
        yield Link(title=by_path[path].title, url=(by_path[path].get_url(request) or "") * by_path[path].live)
    yield Link(title=page.title, url=page.get_url(request) or "", current="page")


def _link(request: HttpRequest, page: Page, shown: Page | None) -> Link:
    if shown is None or not shown.path.startswith(page.path):
        current = ""
    else:
        current = "page" if shown.path == page.path else "true"
    return Link(title=page.title, url=page.get_url(request) or "", current=current)


def _home_of_language(root: Page) -> Page:
    """The home page in the language of the moment, or the site's own where there is none."""
    code = get_language() or ""
    pages = Page.objects.filter(translation_key=root.translation_key, locale__language_code=code).live()
    return pages.first() or root
