"""Links out of a story: one as a button, several as a list."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    ListBlock,
    StreamBlock,
    StructBlock,
    StructValue,
    URLBlock,
)
from wagtail.blocks.struct_block import StructBlockValidationError

from innovation_pages.languages import in_language

from .pages import TranslatedPageBlock
from .preview import PREVIEW


class LinkValue(StructValue):
    """A link to a page of the site or to an address outside."""

    @property
    def target(self) -> Any:
        """The page in the language of the reader, otherwise as it was chosen; nothing for a draft and outside."""
        page = self.get("page")
        return in_language(page) if page else None

    @property
    def shown(self) -> bool:
        """Whether there is something to go to."""
        return bool(self.target or self.get("address"))


class LinkBlock(StructBlock):
    """The words of a link, with a page or an address."""

    text = CharBlock(
        label=_("Link text"),
        max_length=255,
        help_text=_("Say where the link leads, so that it makes sense on its own: never “here” or “more”."),
    )
    page = TranslatedPageBlock(label=_("Page of this site"), required=False)
    address = URLBlock(label=_("or address outside"), required=False, default="")

    class Meta:
        icon = "link"
        label = _("Link")
        value_class = LinkValue

    def clean(self, value: StructValue) -> StructValue:
        """Ask for exactly one target."""
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) and bool(cleaned.get("address")):
            raise StructBlockValidationError(
                {"address": ValidationError(_("Choose a page or give an address, not both."))}
            )
        if not cleaned.get("page") and not cleaned.get("address") and not self.is_deferred_validation:
            raise StructBlockValidationError({"page": ValidationError(_("Choose a page or give an address."))})
        return cleaned


class ButtonBlock(LinkBlock):
    """One link that asks for an action."""

    kind = ChoiceBlock(
        label=_("Kind"), choices=[("primary", _("Main action")), ("secondary", _("Other action"))], default="primary"
    )

    class Meta:
        icon = "pick"
        label = _("Button")
        template = "innovation_pages/blocks/button.html"
        preview_template = PREVIEW
        preview_value = {"text": _("See the guide"), "address": "https://example.org/", "kind": "primary"}
        description = _("One link in the shape of a button, for the next step of the reader.")


class LinkListBlock(StructBlock):
    """Several links under a title."""

    title = CharBlock(label=_("Title"), required=False, default="", max_length=255)
    links = ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    class Meta:
        icon = "list-ul"
        label = _("List of links")
        template = "innovation_pages/blocks/link_list.html"
        preview_template = PREVIEW
        preview_value = {
            "title": _("Read also"),
            "links": [
                {"text": _("Guide to innovation labs"), "address": "https://example.org/guide"},
                {"text": _("Network of innovation"), "address": "https://example.org/network"},
            ],
        }
        description = _("Links to pages of the site or elsewhere, under a title of their own.")


class SocialBlock(StructBlock):
    """An account in a social network."""

    name = CharBlock(label=_("Network"), max_length=60, help_text=_("For example “LinkedIn”."))
    address = URLBlock(label=_("Address of the account"))

    class Meta:
        icon = "link"
        label = _("Account")
        label_format = "{name}"


class SocialStream(StreamBlock):
    """The accounts of a unit."""

    account = SocialBlock()

    class Meta:
        required = False
