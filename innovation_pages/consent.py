"""Telling editors which photos visitors do not see, because somebody in them has not agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import ngettext
from wagtail.admin import messages

from .blocks.gallery import without_consent

if TYPE_CHECKING:
    from django.http import HttpRequest
    from wagtail.models import Page


def tell_about_photos(request: HttpRequest, page: Page) -> None:
    """Warn whoever has published a page with photos that are kept back."""
    gallery = getattr(page.specific, "gallery", None)
    number = len(without_consent(gallery)) if gallery is not None else 0
    if number:
        sentence = ngettext(
            "Visitors do not see %(count)s photo of this page: somebody in it has not agreed to be shown. "
            "Tick the agreement, or remove the photo.",
            "Visitors do not see %(count)s photos of this page: somebody in them has not agreed to be shown. "
            "Tick the agreement, or remove the photos.",
            number,
        )
        messages.warning(request, sentence % {"count": number})
