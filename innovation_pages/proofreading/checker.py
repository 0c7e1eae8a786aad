"""Wagtail's content checker in the page, with the rules of this house beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import AccessibilityItem, ContentCheckerItem

if TYPE_CHECKING:
    from django.http import HttpRequest

_FILE_NAMES = (
    r"\.(avif|gif|heic|jpe?g|png|svg|tiff?|webp)$|_|^(img|dsc|dscn|pxl|image|screenshot|εικόνα|φωτογραφία) ?\d*$"
)


class PageChecker(ContentCheckerItem):
    """Also finds pictures without words, words that repeat those beside the picture, and unnamed fields."""

    axe_run_only: ClassVar = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "page-has-heading-one",
        "label",
    ]
    axe_custom_checks: ClassVar = [
        *(check for check in ContentCheckerItem.axe_custom_checks if check["id"] != "check-image-alt-text"),
        {"id": "check-image-alt-text", "options": {"pattern": _FILE_NAMES}},
    ]
    axe_messages: ClassVar = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("A picture has no words"),
            "help_text": _("Say in a sentence what it shows; mark it as decorative where it says nothing."),
        },
        "image-redundant-alt": {
            "error_name": _("The words of a picture repeat the text beside it"),
            "help_text": _("A screen reader says them twice: say what the picture adds, or mark it as decorative."),
        },
        "page-has-heading-one": {
            "error_name": _("The page has no main heading"),
            "help_text": _("Give the page a title."),
        },
        "label": {
            "error_name": _("A field has no name"),
            "help_text": _("Write the question above the field."),
        },
        "alt-text-quality": {
            "error_name": _("The words of a picture look like the name of a file"),
            "help_text": _("Say what the picture shows, for example “Teams at work around a table”."),
        },
        "heading-order": {
            "error_name": _("A heading skips a level"),
            "help_text": _("After a section (h2) comes a part of it (h3), never the other way round."),
        },
    }


def use_page_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put our checker in the place of Wagtail's own; one that a host has put there stays.

    Wagtail 7.4 hands the page over only where an argument of that name is.
    """
    items[:] = [
        PageChecker(in_editor=item.in_editor) if type(item) in (ContentCheckerItem, AccessibilityItem) else item
        for item in items
    ]
