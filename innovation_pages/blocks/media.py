"""Pictures and documents inside a story."""

from typing import Any

from django.db.models import Model, QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, StructBlock, StructValue
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model

from .images import PageImageBlock
from .preview import PREVIEW


def _newest(objects: "QuerySet[Any]") -> Model | None:
    return objects.order_by("-pk").first()


class PictureBlock(StructBlock):
    """A picture with the words that stand for it, its caption and its credit."""

    image = PageImageBlock(label=_("Image"))
    caption = CharBlock(label=_("Caption"), required=False, default="", max_length=255)
    credit = CharBlock(
        label=_("Credit"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Who took or drew the picture, for example “Photo: Region of Thessaly”."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        template = "innovation_pages/blocks/picture.html"
        preview_template = PREVIEW
        description = _("A picture with alternative text, caption and credit.")

    def get_preview_value(self) -> StructValue:
        """The newest picture of the site, so that the preview shows one of theirs."""
        return self.normalize(
            {
                "image": _newest(get_image_model().objects.all()),
                "caption": str(_("Teams at work in the innovation lab")),
                "credit": str(_("Photo: press office")),
            }
        )


def size_text(size: int | None) -> str:
    """A size in bytes as people say it: «245 KB», «1,4 MB»; empty where it is not known."""
    if size is None:
        return ""
    kilobytes = max(1, round(size / 1024))
    if kilobytes < 1024:
        return f"{kilobytes}\u00a0KB"
    return f"{number_format(round(size / 1024**2, 1), 1)}\u00a0MB"


class DocumentValue(StructValue):
    """A document with the words of its link."""

    @property
    def title(self) -> str:
        """The editor's title, otherwise the document's own."""
        return self.get("text") or self["document"].title

    @property
    def extension(self) -> str:
        """The type of the file as people say it, for example PDF."""
        return self["document"].file_extension.upper()

    @property
    def size(self) -> str:
        """The size in words, as noted when the file was uploaded; nothing where it never was."""
        return size_text(self["document"].file_size)


class DocumentBlock(StructBlock):
    """A document to download: its link says title, type and size."""

    document = DocumentChooserBlock(label=_("Document"))
    text = CharBlock(
        label=_("Link text"),
        required=False,
        default="",
        max_length=255,
        help_text=_("Empty: the document's own title. Type and size are added by themselves."),
    )

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "innovation_pages/blocks/document.html"
        preview_template = PREVIEW
        value_class = DocumentValue
        description = _("A file to download, with its title, type and size in the link.")

    def get_preview_value(self) -> StructValue:
        """The newest document of the site."""
        return self.normalize({"document": _newest(get_document_model().objects.all()), "text": ""})
