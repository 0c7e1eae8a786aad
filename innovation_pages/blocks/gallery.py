"""A gallery of photos and of notes: people are shown only where they agreed, notes can be read as text."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, CharBlock, StreamBlock, StreamValue, StructBlock, StructValue, TextBlock
from wagtail.images import get_image_model

from .images import PageImageBlock
from .preview import PREVIEW


class PhotoValue(StructValue):
    """A photo and whether visitors may see it."""

    @property
    def lacks_consent(self) -> bool:
        """Whether people can be recognised who have not agreed; where nothing is said, there may be some."""
        return bool(self.get("people", True)) and not self.get("consent")

    @property
    def is_public(self) -> bool:
        """Whether visitors see the photo."""
        return bool(self.get("image")) and not self.lacks_consent


class PhotoBlock(StructBlock):
    """A photo of the lab; one with people in it waits until they have agreed."""

    image = PageImageBlock(label=_("Photo"))
    caption = CharBlock(label=_("Caption"), required=False, default="", max_length=255)
    credit = CharBlock(
        label=_("Credit"), required=False, default="", max_length=255, help_text=_("Who took the photo.")
    )
    people = BooleanBlock(
        label=_("People can be recognised"),
        required=False,
        default=True,
        help_text=_("Untick it only where nobody can be recognised: an empty room, hands, a drawing."),
    )
    consent = BooleanBlock(
        label=_("All of them have agreed to be shown"),
        required=False,
        default=False,
        help_text=_("Visitors see a photo of people only when this is ticked."),
    )

    class Meta:
        icon = "image"
        label = _("Photo")
        value_class = PhotoValue
        template = "innovation_pages/blocks/photo.html"
        preview_template = PREVIEW
        description = _("A photo with alternative text, caption and credit; people in it must have agreed.")

    def get_preview_value(self) -> StructValue:
        """The newest picture of the site."""
        image = get_image_model().objects.order_by("-pk").first()
        return self.normalize({"image": image, "caption": str(_("Teams at work")), "people": False})

    def get_searchable_content(self, value: StructValue) -> list[str]:
        """Words of photos that visitors do not see are not found either."""
        found: list[str] = super().get_searchable_content(value) if value.is_public else []
        return found


class NoteBlock(StructBlock):
    """A picture of what was written, with the same words as text."""

    image = PageImageBlock(label=_("Picture of the notes"))
    caption = CharBlock(label=_("Caption"), required=False, default="", max_length=255)
    credit = CharBlock(label=_("Credit"), required=False, default="", max_length=255)
    transcription = TextBlock(
        label=_("What the notes say"),
        rows=6,
        help_text=_("Word for word, a line for each note: some readers cannot see the picture, others cannot read it."),
    )

    class Meta:
        icon = "clipboard-list"
        label = _("Notes")
        template = "innovation_pages/blocks/note.html"
        preview_template = PREVIEW
        description = _("A picture of notes, flip charts or boards, with their words as text.")

    def get_preview_value(self) -> StructValue:
        """The newest picture of the site with two lines of notes."""
        image = get_image_model().objects.order_by("-pk").first()
        words = str(_("One shared calendar\nTrainers visit the islands"))
        return self.normalize({"image": image, "caption": str(_("Notes of a team")), "transcription": words})


class GalleryStream(StreamBlock):
    """Photos and notes of a lab."""

    photo = PhotoBlock()
    note = NoteBlock()


def is_shown(child: Any) -> bool:
    """Whether visitors see this item of a gallery."""
    return child.value.is_public if child.block_type == "photo" else bool(child.value.get("image"))


def shown_items(gallery: StreamValue) -> list[Any]:
    """The items that visitors see."""
    return [child for child in gallery if is_shown(child)]


def without_consent(gallery: StreamValue) -> list[Any]:
    """The photos that are kept back because somebody in them has not agreed."""
    return [child for child in gallery if child.block_type == "photo" and child.value.lacks_consent]


def gallery_images(gallery: StreamValue) -> list[Any]:
    """The images that visitors see, to fetch their renditions in one statement."""
    return [child.value["image"] for child in shown_items(gallery)]
