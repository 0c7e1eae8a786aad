"""What a desk's occasion is called in somebody's language: the instants of the desk, the words of the page in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext as _
from wagtail.models import Page

from registrations.domain.occasion import Occasion
from registrations.models import PrivacyNoticeVersion
from registrations.text import tidy_line
from registrations.text.vague import Precision, vague_text

from .occasions import occasion_of

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument

    from registrations.domain.changes import Facts
    from registrations.models import Desk


def page_in(desk: Desk, language: str) -> Page | None:
    """The published page of the desk in a language, else its leading page; None where neither is published."""
    family = Page.objects.live().filter(translation_key=desk.translation_key, alias_of=None)
    pages = list(family.select_related("content_type", "locale"))
    spoken = [page for page in pages if page.locale.language_code == language]
    leading = [page for page in pages if page.pk == desk.leading_page_id]
    return next(iter(spoken + leading), None)


def _own_type_of(page: Page) -> Any:
    """The page as its own type, with its language; nothing where the type is gone."""
    model = page.content_type.model_class()
    return model._default_manager.select_related("locale").filter(pk=page.pk).first() if model else None


def occasion_in(desk: Desk, language: str) -> Occasion:
    """What people register for at the desk, in the words of a language where the page exists in it."""
    return occasion_on(page_in(desk, language), desk)


def occasion_on(page: Page | None, desk: Desk) -> Occasion:
    """The same in the words of a page of the desk that has been read already."""
    known = desk.occasion
    spoken: Any = _own_type_of(page) if page is not None else None
    if not hasattr(spoken, "occasion"):
        return known
    words = occasion_of(spoken)
    return replace(
        known,
        title=words.title or known.title,
        venue=words.venue or known.venue,
        address=words.address or known.address,
        online=words.online,
        action=words.action or getattr(spoken, "registration_action", ""),
        sessions=words.sessions,
    )


def where_text(occasion: Occasion, room: str = "") -> str:
    """Room, venue and address on one line, and that there is none where people meet online, in the active language."""
    parts = (tidy_line(part) for part in (room, occasion.venue, occasion.address))
    return ", ".join(part for part in parts if part) or (_("Online") if occasion.online else "")


def expected_text(occasion: Occasion | Facts, language: str) -> str:
    """The period in which an event without a day is expected, in words; empty for any other."""
    if occasion.begins_at is not None or occasion.expected_on is None or not occasion.precision:
        return ""
    return vague_text(occasion.expected_on, Precision(occasion.precision), language)


class Afterwards(NamedTuple):
    """What people read once the event is over, the address of its page, and the documents for those who took part."""

    words: str = ""
    address: str = ""
    materials: tuple[AbstractDocument, ...] = ()


def afterwards_in(desk: Desk, language: str) -> Afterwards:
    """What there is in a language once the event is over; all of it empty where no page is published.

    A translation without such words, or without materials, lends those of the leading page.
    """
    page = page_in(desk, language)
    if page is None:
        return Afterwards()
    words, materials = _afterwards_of(_own_type_of(page))
    if not (words and materials) and desk.leading_page_id not in {None, page.pk}:
        lent = _afterwards_of(desk.leading_page.specific)  # type: ignore[union-attr]  # it is not None
        words, materials = words or lent[0], materials or lent[1]
    return Afterwards(words, page.full_url or "", materials)


def _afterwards_of(page: Any) -> tuple[str, tuple[AbstractDocument, ...]]:
    """The words and the documents of a page; a document that was deleted since is not among them."""
    chosen = getattr(page, "registration_materials", None) or ()
    documents = tuple(block.value for block in chosen if block.value is not None)
    return getattr(page, "registration_afterwards", "").strip(), documents


def wording_in(version: PrivacyNoticeVersion | None, language: str) -> PrivacyNoticeVersion | None:
    """The wording of a privacy notice in a language: its newest translation, else the version itself."""
    notice = version.notice if version is not None else None
    if notice is None or notice.locale.language_code == language:
        return version
    family = PrivacyNoticeVersion.objects.filter(notice__translation_key=notice.translation_key)
    return family.filter(notice__locale__language_code=language).order_by("-number").first() or version
