"""The images of one page, read together with their renditions, wherever in its streams they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

_KNOWN: ContextVar[dict[int, Any]] = ContextVar("known_images", default={})  # noqa: B039 — never written to


class KnownImageChooserBlock(ImageChooserBlock):
    """Takes images that are at hand, and reads the others."""

    def bulk_to_python(self, values: Sequence[int | None]) -> list[Any]:
        known = _KNOWN.get()
        if all(key is None or key in known for key in values):
            return [None if key is None else copy(known[key]) for key in values]
        found: list[Any] = super().bulk_to_python(values)
        return found


class PageImageBlock(ImageBlock):
    """Wagtail's image with its words, for streams whose images are read together."""

    def __init__(self, required: bool = True, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)
        chooser = KnownImageChooserBlock(required=required)
        chooser.set_name("image")
        self.child_blocks["image"] = chooser


@contextmanager
def read_together(filters: Sequence[str], streams: Sequence[StreamValue], images: Sequence[Any]) -> Iterator[None]:
    """Within this, the images of the streams are at hand, and these and `images` have their renditions.

    One statement for all of them; an image in a stream that nobody has seen yet is read by its block. Nothing is kept
    afterwards.
    """
    keys = {key for stream in streams for block in stream.raw_data if (key := _image_in(block["value"]))}
    keys.update(image.pk for image in images)
    renditions = get_image_model().get_rendition_model().objects.select_related("image")
    known: dict[int, Any] = {}
    for rendition in renditions.filter(image_id__in=keys, filter_spec__in=filters) if keys else ():
        image = known.setdefault(rendition.image_id, rendition.image)
        image.__dict__.setdefault("prefetched_renditions", []).append(rendition)
    for image in images:
        image.prefetched_renditions = getattr(known.get(image.pk), "prefetched_renditions", [])
    token = _KNOWN.set(known)
    try:
        yield
    finally:
        _KNOWN.reset(token)


def _image_in(value: Any) -> int | None:
    """The key of the image of a block as it is stored: alone, or with its words."""
    image = value.get("image") if isinstance(value, dict) else None
    return image.get("image") if isinstance(image, dict) else image
