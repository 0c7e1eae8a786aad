"""Tags for the frame of a page: menu, breadcrumbs, language switch, and what the site says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from wagtail.models import Page

from innovation_pages.navigation import Link, way
from innovation_pages.queries import settings_of

if TYPE_CHECKING:
    from django.template.context import Context

    from innovation_pages.models import InnovationPagesSettings

register = template.Library()


def _page(context: Context) -> Page | None:
    """The page that is shown; nothing on a personal link, an error or a view of the host."""
    page = context.get("page")
    return page if isinstance(page, Page) else None


@register.inclusion_tag("innovation_pages/elements/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """Draw the menu of the site: the children of the home page that are shown in menus."""
    request = context.get("request")
    return {"links": way(request, _page(context)).menu if request else ()}


@register.inclusion_tag("innovation_pages/elements/search_box.html", takes_context=True)
def search_box(context: Context) -> dict[str, Any]:
    """Draw the field that searches the site; nothing where the language has no search page, or on that page."""
    request = context.get("request")
    search = way(request, _page(context)).search if request else None
    return {"search": None if search is None or search.current else search}


@register.simple_tag(takes_context=True)
def menu_links(context: Context) -> tuple[Link, ...]:
    """The links of the menu, for a page that offers them again."""
    request = context.get("request")
    return way(request, _page(context)).menu if request else ()


@register.simple_tag(takes_context=True)
def search_elsewhere(context: Context) -> tuple[Link, ...]:
    """The page of the moment in its other languages."""
    return tuple(link for link in _languages(context) if not link.current)


@register.inclusion_tag("innovation_pages/elements/breadcrumbs.html", takes_context=True)
def breadcrumbs(context: Context) -> dict[str, Any]:
    """Draw the way from the home page to this one; nothing on the home page itself."""
    request = context.get("request")
    return {"items": way(request, _page(context)).trail if request else ()}


@register.inclusion_tag("innovation_pages/elements/language_switch.html", takes_context=True)
def language_switch(context: Context) -> dict[str, Any]:
    """Draw links to this page in its other languages."""
    return {"links": _languages(context)}


@register.inclusion_tag("innovation_pages/elements/alternates.html", takes_context=True)
def alternate_links(context: Context) -> dict[str, Any]:
    """Name the page's own address, or that of its original elsewhere, and its translations to search engines."""
    page, request = _page(context), context.get("request")
    if page is None or not request:
        return {"canonical": "", "links": ()}
    original = way(request, page).here or getattr(page, "canonical_url", "")
    return {"canonical": original or page.get_full_url(request) or "", "links": _languages(context)}


@register.simple_tag(takes_context=True)
def home_link(context: Context) -> Link | None:
    """The home page in the language of this page."""
    request = context.get("request")
    return way(request, _page(context)).home if request else None


@register.simple_tag(takes_context=True)
def site_words(context: Context) -> InnovationPagesSettings | None:
    """What the site says about itself: department, contact, footer."""
    request = context.get("request")
    return settings_of(request) if request else None


@register.inclusion_tag("innovation_pages/elements/footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """Draw department, contact, and the link to the accessibility statement."""
    request = context.get("request")
    if not request:
        return {"words": None, "statement": ""}
    return {"words": settings_of(request), "statement": way(request, _page(context)).statement}


def _languages(context: Context) -> tuple[Link, ...]:
    request = context.get("request")
    return way(request, _page(context)).languages if request else ()
