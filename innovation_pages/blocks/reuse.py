"""What a best practice leaves to others, and the law that it stands on."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, StreamBlock, StructBlock, StructValue, URLBlock
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from innovation_pages.practices.vocabularies import AssetKind

from .media import size_text
from .preview import PREVIEW


class PaperValue(StructValue):
    """Something to read or to take over: a file, an address, or only its title."""

    @property
    def url(self) -> str:
        """Where it is: the file, otherwise the address outside."""
        document = self.get("document")
        return str(document.url if document else self.get("address") or "")

    @property
    def link_text(self) -> str:
        """The title, with type and size of a file."""
        document = self.get("document")
        parts = [document.file_extension.upper(), size_text(document.file_size)] if document else []
        facts = ", ".join(part for part in parts if part)
        return f"{self['title']} ({facts})" if facts else str(self["title"])


class AssetValue(PaperValue):
    """Something that another body can take over."""

    @property
    def kind_text(self) -> str:
        """What it is, in words."""
        return str(AssetKind(self["kind"]).label)


class PaperBlock(StructBlock):
    """A report or a measurement, as a file or at an address."""

    title = CharBlock(
        label=_("Title"), max_length=255, help_text=_("What it is called, for example “Sheet of documents”.")
    )
    document = DocumentChooserBlock(label=_("File"), required=False)
    address = URLBlock(label=_("or address outside"), required=False, default="")

    class Meta:
        icon = "doc-full"
        label = _("Proof")
        value_class = PaperValue
        template = "innovation_pages/blocks/proof.html"
        preview_template = PREVIEW
        preview_value = {"title": _("Evaluation of the first year"), "address": "https://example.org/evaluation"}
        description = _("A report, a measurement or an evaluation that shows the results.")

    def clean(self, value: StructValue) -> StructValue:
        """Refuse two places for one thing; one that is handed over on demand has none."""
        cleaned = super().clean(value)
        if cleaned.get("document") and cleaned.get("address"):
            raise StructBlockValidationError(
                {"address": ValidationError(_("Choose a file or give an address, not both."))}
            )
        return cleaned


class ProofStream(StreamBlock):
    """What shows the results."""

    proof = PaperBlock()


class AssetBlock(PaperBlock):
    """A guide, a template, code or data, as a file or at an address."""

    kind = ChoiceBlock(label=_("Kind"), choices=AssetKind.choices, default=AssetKind.GUIDE)
    licence = CharBlock(
        label=_("Licence"),
        required=False,
        default="",
        max_length=80,
        help_text=_("Only where it is not that of the record, for example “EUPL 1.2”."),
    )

    class Meta:
        icon = "download"
        label = _("Reusable asset")
        value_class = AssetValue
        template = "innovation_pages/blocks/asset.html"
        preview_value = {
            "kind": AssetKind.TEMPLATE.value,
            "title": _("Template of the letter"),
            "address": "https://example.org/letter",
            "licence": "",
        }
        description = _("A guide, a template, code or data that another body can take over.")


class AssetStream(StreamBlock):
    """What another body can take over."""

    asset = AssetBlock()


class LawBlock(StructBlock):
    """A law, decree or decision."""

    reference = CharBlock(
        label=_("Law"), max_length=120, help_text=_("With number and year, for example “ν. 5027/2023”.")
    )
    about = CharBlock(
        label=_("What it says of this"),
        required=False,
        default="",
        max_length=255,
        help_text=_("The article and its matter, for example “article 7: pilot projects”."),
    )
    address = URLBlock(label=_("Address of the text"), required=False, default="")

    class Meta:
        icon = "doc-full-inverse"
        label = _("Law")
        template = "innovation_pages/blocks/law.html"
        preview_template = PREVIEW
        preview_value = {"reference": "ν. 5027/2023", "about": _("Innovation in the public sector"), "address": ""}
        description = _("A law, decree or decision that the practice stands on.")


class LawStream(StreamBlock):
    """The law that the practice stands on."""

    law = LawBlock()
