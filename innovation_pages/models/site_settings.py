"""What a site says about itself on every page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, PageChooserPanel, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.images import get_image_model_string

from innovation_pages.fields import SocialField
from innovation_pages.queries import SHARED_PICTURE
from registrations.public import in_language


class Theme(models.TextChoices):
    """Who draws the pages."""

    OWN = "own", _("The plain look of the plugin")
    NONE = "none", _("None: the site draws everything itself")


@register_setting(icon="site")
class InnovationPagesSettings(BaseSiteSetting):
    """The department behind the site, whom to ask, and where its accessibility statement is."""

    unit = models.ForeignKey(
        "registrations.Organisation",
        verbose_name=_("department"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Its name stands in the header and the footer of each page."),
    )
    contact = models.ForeignKey(
        "innovation_pages.ContactPoint",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown on every page that names no contact of its own."),
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("accessibility statement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Choose the page in any language: visitors get the one in theirs."),
    )
    footer_text_el = models.TextField(_("footer in Greek"), blank=True)
    footer_text_en = models.TextField(_("footer in English"), blank=True)

    shared_image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture for shared links"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Shown where somebody shares a page that has no picture of its own. At least 1200 × 630."),
    )
    shared_image_alt_el = models.CharField(_("what the picture shows, in Greek"), max_length=255, blank=True)
    shared_image_alt_en = models.CharField(_("what the picture shows, in English"), max_length=255, blank=True)

    select_related: ClassVar = ("unit", "contact", "accessibility_page__locale", "shared_image")

    theme = models.CharField(
        _("look"),
        max_length=10,
        choices=Theme.choices,
        default=Theme.OWN,
        help_text=_("“None” links no style sheet of ours: for a site that draws everything itself."),
    )
    social = SocialField(
        verbose_name=_("social networks"),
        blank=True,
        help_text=_("The accounts of the unit, not of a person; they stand in the footer."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [FieldPanel("unit"), FieldPanel("contact"), PageChooserPanel("accessibility_page")],
                heading=_("Who we are"),
            ),
            ObjectList(
                [FieldPanel("footer_text_el"), FieldPanel("footer_text_en"), FieldPanel("social")], heading=_("Footer")
            ),
            ObjectList([FieldPanel("theme")], heading=_("Look")),
            ObjectList(
                [FieldPanel("shared_image"), FieldPanel("shared_image_alt_el"), FieldPanel("shared_image_alt_en")],
                heading=_("Shared links"),
            ),
        ]
    )

    class Meta:
        verbose_name = _("innovation pages")

    @property
    def has_own_look(self) -> bool:
        """Whether pages link the style sheets of the plugin."""
        return self.theme != Theme.NONE

    @property
    def footer_text(self) -> str:
        """The footer in the language of the moment."""
        return in_language(self.footer_text_el, self.footer_text_en)

    def wanted_renditions(self) -> list[tuple[Any, tuple[str, ...]]]:
        """The picture for shared links, in its one size."""
        return [(self.shared_image, (SHARED_PICTURE,))] if self.shared_image else []

    @property
    def shared_image_alt(self) -> str:
        """What the picture for shared links shows, in the language of the moment."""
        return in_language(self.shared_image_alt_el, self.shared_image_alt_en)
