"""The head of a page: its one address, its translations, and how a link to it looks where somebody shares it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page, Site

from innovation_pages import linked_data
from innovation_pages.navigation import Link, way
from innovation_pages.queries import SHARED_PICTURE, settings_of
from innovation_pages.renditions import existing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest

TERRITORIES = {"el": "el_GR", "en": "en_GB"}
"""Open Graph wants a territory with the language; a language that is not here is not named."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture of a social card, with the whole address of a JPEG of known size."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head of one page says."""

    title: str = ""
    description: str = ""
    canonical: str = ""
    languages: tuple[Link, ...] = ()
    default_url: str = ""
    site_name: str = ""
    kind: str = "website"
    locale: str = ""
    other_locales: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    picture: Picture | None = None
    nodes: tuple[linked_data.Node, ...] = ()


def head_of(context: Mapping[Any, Any], request: HttpRequest) -> Head:
    """The head of what the context shows: a page, or a practice or body at an address below one. Empty elsewhere."""
    page = context.get("page")
    site = Site.find_for_request(request)
    if not isinstance(page, Page) or site is None:
        return Head()
    root, found = site.root_url, way(request, page)
    shown = context.get("practice") or context.get("organisation") or page
    language = get_language() or settings.LANGUAGE_CODE  # that of the page, which is served in its own language
    canonical = found.here or getattr(page, "canonical_url", "") or _own(page, request)
    languages = tuple(link for link in found.languages if link.same)
    languages = languages if len(languages) > 1 else ()
    picture = _picture(shown, request, root)
    nodes = _described(shown, request, canonical, picture)
    is_article = any(node["@type"] in {"Article", "NewsArticle"} for node in nodes)
    return Head(
        title=_title(shown),
        description=str(getattr(shown, "search_description", "") or getattr(shown, "summary", "") or ""),
        canonical=canonical,
        languages=languages,
        default_url=next((link.full_url for link in languages if link.language == settings.LANGUAGE_CODE), ""),
        site_name=site.site_name,
        kind="article" if is_article else "website",
        locale=TERRITORIES.get(language, ""),
        other_locales=tuple(TERRITORIES[link.language] for link in languages if _is_other(link, language)),
        published=nodes[0].get("datePublished", "") if is_article else "",
        modified=nodes[0].get("dateModified", "") if is_article else "",
        picture=picture,
        nodes=(
            *nodes,
            *linked_data.frame(
                page,
                request,
                root=root,
                name=site.site_name or (found.home.title if found.home else ""),
                language=language,
                trail=found.trail,
            ),
        ),
    )


def _title(shown: Any) -> str:
    return str(getattr(shown, "seo_title", "") or getattr(shown, "title", "") or getattr(shown, "name", ""))


def _own(page: Page, request: HttpRequest) -> str:
    return page.get_full_url(request) or ""


def _is_other(link: Link, language: str) -> bool:
    return link.language != language and link.language in TERRITORIES


def _described(
    shown: Any, request: HttpRequest, canonical: str, picture: Picture | None
) -> tuple[linked_data.Node, ...]:
    """What the page says about its content, with the address, the picture and the publisher that the head knows."""
    if not hasattr(shown, "linked_data"):
        return ()
    site = Site.find_for_request(request)
    common = {"url": canonical, "image": picture.url if picture else None}
    nodes = []
    for node in shown.linked_data(request):
        whole = linked_data.compact({**common, **node})
        if whole["@type"] in {"Article", "NewsArticle"}:
            whole |= {"mainEntityOfPage": canonical, "publisher": {"@id": f"{site.root_url}/#publisher"}}
        nodes.append(whole)
    return tuple(nodes)


def _picture(shown: Any, request: HttpRequest, root: str) -> Picture | None:
    """The page's own picture, otherwise that of the site's settings; only what was made after a publish."""
    words = settings_of(request)
    own = shown.shared_picture() if hasattr(shown, "shared_picture") else None
    default = (words.shared_image, words.shared_image_alt) if words.shared_image else None
    for found in (own, default):
        rendition = existing(found[0], SHARED_PICTURE) if found is not None else None
        if found is not None and rendition is not None:
            url = linked_data.absolute(rendition.url, root)
            return Picture(url=url, width=rendition.width, height=rendition.height, alt=found[1])
    return None
