"""Words inside a story: headings, text, quotes and call-outs."""

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, RichTextBlock, StructBlock, TextBlock
from wagtail.rich_text import RichText

from .page_links import with_page_links
from .preview import PREVIEW

TEXT_FEATURES = ["h3", "h4", "bold", "italic", "ol", "ul", "link", "document-link"]


class ParagraphBlock(RichTextBlock):
    """Running text with small headings, lists and links."""

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "innovation_pages/blocks/paragraph.html"
        preview_template = PREVIEW
        description = _("Running text with small headings, lists and links.")

    def get_context(self, value: RichText, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Give the template the text with its links to pages."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        return {**context, "value": RichText(with_page_links(value.source))}

    def get_preview_value(self) -> RichText:
        """Two sentences that show a link and a bold word."""
        words = gettext(
            "The lab brings together <b>staff of regions and municipalities</b> who try out new services. "
            "See <a href='#'>the programme of the year</a>."
        )
        return RichText(f"<p>{words}</p>")


class HeadingBlock(StructBlock):
    """A heading that divides a long story."""

    text = CharBlock(label=_("Heading"), max_length=255)
    level = ChoiceBlock(
        label=_("Level"),
        choices=[("2", _("Section (h2)")), ("3", _("Part of a section (h3)"))],
        default="2",
        help_text=_("A part comes after a section: levels are never skipped."),
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        template = "innovation_pages/blocks/heading.html"
        preview_template = PREVIEW
        preview_value = {"text": _("What the lab will work on"), "level": "2"}
        description = _("A heading that divides a long story.")


class QuoteBlock(StructBlock):
    """Somebody's words, with the speaker."""

    text = TextBlock(
        label=pgettext_lazy("quotation", "Words"), help_text=_("Without quotation marks: they are added by themselves.")
    )
    who = CharBlock(
        label=_("Who said it"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Name and office, in the nominative."),
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "innovation_pages/blocks/quote.html"
        preview_template = PREVIEW
        preview_value = {
            "text": _("We learned more in one afternoon with citizens than in a year of reports."),
            "who": _("A participant"),
        }
        description = _("Somebody’s words, with the name and office of the speaker.")


class CalloutBlock(StructBlock):
    """A short message that must not be overlooked."""

    title = CharBlock(label=_("Title"), max_length=255)
    text = TextBlock(label=_("Text"), required=False, default="")
    kind = ChoiceBlock(
        label=_("Kind"),
        choices=[("info", _("Information")), ("warning", _("Important")), ("success", _("Good news"))],
        default="info",
    )

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "innovation_pages/blocks/callout.html"
        preview_template = PREVIEW
        preview_value = {
            "title": _("Bring your service card"),
            "text": _("Entrance to the building is by service card or identity card."),
            "kind": "info",
        }
        description = _("A short message that must not be overlooked, one or two on a page.")
