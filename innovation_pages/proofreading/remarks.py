"""What a reader would stumble over and a script in the page cannot judge: said to the editor, never refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from registrations.public import fold

from .passages import Passage, passages
from .weekdays import complaints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

_EMPTY_WORDS = frozenset(
    fold(words)
    for words in (
        *("εδώ", "εδω", "πατήστε εδώ", "κάντε κλικ εδώ", "κλικ εδώ", "δείτε εδώ", "διαβάστε εδώ", "περισσότερα"),
        *("διαβάστε περισσότερα", "δείτε περισσότερα", "σύνδεσμος", "link", "here", "click here", "read here"),
        *("see here", "press here", "more", "read more", "see more", "learn more", "this link", "αυτόν τον σύνδεσμο"),
    )
)
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>()]+", re.IGNORECASE)
_FILE_NAME = re.compile(
    r"\.(?:avif|gif|heic|jpe?g|png|svg|tiff?|webp)$|^(?:img|dsc|dscn|pxl|image|screenshot)[ _-]?\d", re.I
)
_SHOUT = 10
"""From how many letters on a title in capitals is no acronym."""


def remarks(page: Page) -> list[str]:
    """One sentence for each thing to mend in the newest words of `page`, in the language of the moment."""
    values = {
        field.name: getattr(page, field.name) for field in page._meta.concrete_fields if field.name in _words(page)
    }
    found = [sentence for _field, _place, sentence in complaints(type(page), values)]
    if is_shouting(page.title):
        found.append(_("The title is in capitals only: readers take it for shouting, and screen readers may spell it."))
    for passage in passages(type(page), values):
        found += links_of(passage)
    found += _pictures(page, values)
    found += _levels(values.get("body"))
    return list(dict.fromkeys(found))


def is_shouting(title: str) -> bool:
    """Whether a title of several words is written in capitals only."""
    letters = [character for character in title if character.isalpha()]
    return len(letters) >= _SHOUT and len(title.split()) > 1 and all(letter.isupper() for letter in letters)


def links_of(passage: Passage) -> Iterator[str]:
    """What is wrong with the links in some words: texts that say nothing, and addresses that stand bare."""
    links = _Links()
    links.feed(passage.html)
    for text in links.texts:
        if fold(text).strip(" .:;!,»«›→") in _EMPTY_WORDS:
            yield _("The link “%(text)s” does not say where it leads. Put the name of the page into it.") % {
                "text": text
            }
    for address in _ADDRESS.findall(" ".join([*links.texts, links.outside])):
        yield _("The address %(address)s stands bare in the text. Make a link of the words that say what it is.") % {
            "address": address.rstrip(".,;")
        }


class _Links(HTMLParser):
    """Collects the texts of links, and the text outside of them."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.outside = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.outside += " "
        if tag == "a":
            self._inside = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts[-1] += data
        else:
            self.outside += data


def _words(page: Page) -> set[str]:
    """The fields with words that visitors read, and the days that lend a year."""
    bound = type(page).get_edit_handler().get_form_class().base_fields
    return {*bound, "begins_at", "ends_at", "zone"} - {"slug", "registration_link", "source_url"}


def _pictures(page: Page, values: dict[str, Any]) -> Iterator[str]:
    lead = getattr(page, "lead_image", None)
    if lead is not None:
        alt = getattr(page, "lead_image_alt", "")
        if not alt.strip():
            yield _(
                "The lead picture has no words for those who do not see it. Say what it shows, unless it decorates."
            )
        yield from _alt_remarks(lead, alt)
    for value in values.values():
        if isinstance(value, StreamValue):
            for child in value:
                image = child.value.get("image") if hasattr(child.value, "get") else None
                if image is not None and not getattr(image, "decorative", False):
                    yield from _alt_remarks(image, getattr(image, "contextual_alt_text", "") or "")


def _alt_remarks(image: Any, alt: str) -> Iterator[str]:
    names = {fold(PurePath(image.file.name).name), fold(PurePath(image.file.name).stem)}
    if alt and (fold(alt) in names or _FILE_NAME.search(alt.strip())):
        yield _("“%(alt)s” is the name of a file and not what the picture shows.") % {"alt": alt}


def _levels(body: Any) -> Iterator[str]:
    """Headings of the story that skip a level; the title of the page is the first."""
    if not isinstance(body, StreamValue):
        return
    before = 1
    for child in body:
        for level, text in _headings(child):
            if level > before + 1:
                yield _("The heading “%(text)s” skips a level: put a heading of the level above before it.") % {
                    "text": text
                }
            before = level


def _headings(child: Any) -> list[tuple[int, str]]:
    if child.block_type == "heading":
        return [(int(child.value.get("level") or 2), child.value.get("text") or "")]
    if child.block_type == "text":
        found = re.findall(r"<h([2-6])[^>]*>(.*?)</h\1>", child.value.source)
        return [(int(level), re.sub(r"<[^>]+>", "", text)) for level, text in found]
    return []
