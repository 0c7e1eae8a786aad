"""The editor's tabs, in the order of thought: content, event, registration, promotion, settings."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import SlugInput

from registrations.public import slug_formatters


def title_panel() -> TitleFieldPanel:
    """The title, with what makes a good one."""
    return TitleFieldPanel(
        "title",
        help_text=_("What it is about, for example “Workshop on plain language”. Not in capitals, no full stop."),
    )


def promote_panels() -> list[Any]:
    """How the page is found: its address in Latin letters by ELOT 743 while one types, and its place in the menu."""
    return [
        MultiFieldPanel(
            [
                FieldPanel(
                    "slug",
                    widget=SlugInput(formatters=slug_formatters(), locale="und"),
                    help_text=_(
                        "The last part of the page’s address, in Latin letters. It follows the title until you change "
                        "it; after publishing change it only with a redirect."
                    ),
                ),
                FieldPanel("seo_title"),
                FieldPanel("search_description"),
            ],
            heading=_("For search engines"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("For site menus")),
    ]


def tabs(*before: tuple[str | Promise, list[Any]]) -> TabbedInterface:
    """The tabs of a page type, each with its heading and panels; Promote and Settings follow by themselves."""
    return TabbedInterface(
        [
            *(ObjectList(panels, heading=heading) for heading, panels in before),
            ObjectList(promote_panels(), heading=_("Promote")),
            ObjectList([PublishingPanel()], heading=_("Settings")),
        ]
    )
