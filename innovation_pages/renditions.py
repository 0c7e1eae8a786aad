"""The sizes in which visitors meet images: made after publish, never while somebody waits for a page.

Whatever shows images says so with `wanted_renditions()`: pages, practices, the settings of a site, page types of the
host too. A rendition that is not there yet is left out of the page; the next publish or `make_renditions` brings it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import Filter, SourceImageIOError
from wagtail.models import ReferenceIndex

logger = logging.getLogger(__name__)


def existing(image: Any, size: str) -> Any | None:
    """The rendition of this size where it was made; it knows its width and height."""
    wanted = image.clean_filter_for_svg(Filter(spec=size))
    found: Any | None = image.find_existing_renditions(wanted).get(wanted)
    if found is not None:
        found.image = image  # its alternative text may be that of the place where it stands
    return found


def make_for(owner: Any) -> int:
    """Make what the owner wants and does not have yet; answer how many were made."""
    made = 0
    for image, sizes in owner.wanted_renditions():
        made += sum(_make(image, size) for size in sizes if existing(image, size) is None)
    return made


def make_missing() -> int:
    """Make the missing renditions of everything that visitors see; answer how many were made."""
    return sum(make_for(owner) for owner in _owners())


def wants_renditions(model: type[models.Model]) -> bool:
    """Whether things of this type say which renditions they want."""
    return hasattr(model, "wanted_renditions")


def users_of(image: Any) -> Iterator[tuple[type[models.Model], Any]]:
    """Type and key of all that shows an image, as Wagtail's reference index knows it."""
    references = ReferenceIndex.get_references_to(image).order_by()
    for content_type, key in references.values_list("content_type", "object_id").distinct():
        model = ContentType.objects.get_for_id(content_type).model_class()
        if model is not None and wants_renditions(model):
            yield model, key


def shown(model: type[models.Model], keys: Iterable[Any] | None = None) -> models.QuerySet[Any]:
    """What visitors see of this type, all of it or that with the keys."""
    found = model._default_manager.all() if keys is None else model._default_manager.filter(pk__in=list(keys))
    return found.filter(live=True) if hasattr(model, "live") else found


def _owners() -> Iterator[Any]:
    for model in apps.get_models():
        if wants_renditions(model):
            yield from shown(model).iterator(chunk_size=200)


def _make(image: Any, size: str) -> int:
    try:
        image.get_rendition(size)
    except (SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.exception("The size %s of image %s cannot be made.", size, image.pk)
        return 0
    return 1
