"""Telling the editor what was found, after a page was saved or published by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from innovation_pages.models.base import SitePage

from .remarks import remarks

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page

_MOST = 8


def tell_remarks(request: HttpRequest, page: Page) -> None:
    """List what is to be mended in a page of ours; nothing is said when the editor saves by itself."""
    if not request.accepts("text/html") or not isinstance(page, SitePage):
        return
    found = remarks(page)
    if found:
        shown = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in found[:_MOST]))
        heading = _("The page was saved. Before visitors read it, have a look at this:")
        messages.warning(request, format_html("{}<ul>{}</ul>", heading, shown))
