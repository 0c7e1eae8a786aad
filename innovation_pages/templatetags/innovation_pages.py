"""Tags for the frame of a page: menu, breadcrumbs, language switch, and what the site says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from wagtail.models import Page

from innovation_pages.linked_data import script_safe
from innovation_pages.navigation import Link, switch, way
from innovation_pages.queries import settings_of
from innovation_pages.renditions import existing
from innovation_pages.sharing import Head, head_of

if TYPE_CHECKING:
    from django.template.context import Context
    from django.utils.safestring import SafeString

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


@register.inclusion_tag("innovation_pages/elements/menu_toggle.html", takes_context=True)
def menu_toggle(context: Context) -> dict[str, Any]:
    """Draw what opens menu and search on a phone; stands before both of them, nothing where there is no menu."""
    request = context.get("request")
    return {"menu": request and way(request, _page(context)).menu, "search": _search(context)}


@register.inclusion_tag("innovation_pages/elements/search_box.html", takes_context=True)
def search_box(context: Context) -> dict[str, Any]:
    """Draw the field that searches the site; nothing where the language has no search page, or on that page."""
    return {"search": _search(context)}


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
    """Draw links to this page, or to what a view shows, in the other languages."""
    request = context.get("request")
    return {"links": switch(request, _page(context)) if request else ()}


@register.simple_tag(takes_context=True)
def head_facts(context: Context) -> Head:
    """What the head says: description, addresses, translations, social card, and nodes for machines."""
    request = context.get("request")
    return head_of(context.flatten(), request) if request else Head()


@register.inclusion_tag("innovation_pages/elements/linked_data.html")
def linked_data(head: Head) -> dict[str, Any]:
    """Draw the nodes of a head as one data block."""
    return {"graph": script_safe(list(head.nodes)) if head.nodes else ""}


@register.simple_tag(takes_context=True)
def picture(context: Context, image: Any, size: str, **attributes: Any) -> SafeString | str:
    """Draw the image in a size that was made before, with width and height; nothing where it was not made yet.

    Only a preview makes what is missing: no visitor waits for that.
    """
    if not image:
        return ""
    request = getattr(context, "request", None) or context.get("request")
    made = image.get_rendition(size) if getattr(request, "is_preview", False) else existing(image, size)
    return made.img_tag(attributes) if made is not None else ""


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


def _search(context: Context) -> Link | None:
    """The search page, where it is not the page of the moment."""
    request = context.get("request")
    search = way(request, _page(context)).search if request else None
    return None if search is None or search.current else search
