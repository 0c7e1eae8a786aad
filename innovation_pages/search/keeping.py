"""Keeps the rows of the search in step with what is public: one row for each live page or record."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import override
from wagtail.models import Page

from .reading import folded_words, stems, text_of

BATCH = 100


def _entries() -> models.Manager[Any]:
    manager: models.Manager[Any] = apps.get_model("innovation_pages", "SearchEntry")._default_manager
    return manager


def record_models() -> list[type[models.Model]]:
    """The types that are no pages and yet are found: the practices of the library.

    Bodies have addresses too, but a search leads to what names them. A topic, venue or body that gets another name is
    found by it once what names it is published again, or `update_finder` has run.
    """
    return [apps.get_model("innovation_pages", "BestPractice")]


def is_kept(model: type[models.Model]) -> bool:
    """Whether visitors look for things of this type; the page of the search is not one."""
    if issubclass(model, Page):
        return not issubclass(model, apps.get_model("innovation_pages", "SearchPage"))
    return issubclass(model, tuple(record_models()))


def keep(thing: Any) -> bool:
    """Write the row of a page or record anew, or take it away where the thing is not public. True where it is kept."""
    if not (thing.live and is_kept(type(thing))):
        forget(type(thing), thing.pk)
        return False
    language = thing.locale.language_code
    with override(language):
        text = text_of(thing)
    said = f"{thing.title}\n{text}"
    _entries().update_or_create(
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        defaults={
            "page_id": thing.pk if isinstance(thing, Page) else None,
            "language": language,
            "title": thing.title[:255],
            "text": text,
            "folded": folded_words(said),
            "title_terms": stems(thing.title),
            "terms": stems(said),
            "published_at": thing.first_published_at,
        },
    )
    return True


def keep_by_key(model: type[models.Model], key: int) -> None:
    """Read the thing as it is now, and write its row; a thing that is gone leaves none."""
    thing = model._default_manager.filter(pk=key).first()
    if thing is None:
        forget(model, key)
    else:
        keep(thing)


def forget(model: type[models.Model], key: int) -> None:
    """Take the row of a thing away."""
    _entries().filter(content_type=ContentType.objects.get_for_model(model), object_id=key).delete()


def keep_everything() -> tuple[int, int]:
    """Write all rows anew and take away those of what is no longer public. Returns how many are kept, how many went."""
    before = set(_entries().values_list("pk", flat=True))
    kept: set[tuple[int, int]] = set()
    for thing in _public_things():
        if keep(thing):
            kept.add((ContentType.objects.get_for_model(thing).pk, thing.pk))
    stale = [
        row
        for row, content_type, key in _entries().values_list("pk", "content_type_id", "object_id")
        if (content_type, key) not in kept
    ]
    _entries().filter(pk__in=stale).delete()
    return len(kept), len(before & set(stale))


def _public_things() -> Any:
    for pages in _batches(Page.objects.live().filter(depth__gt=1).order_by("pk")):
        yield from Page.objects.filter(pk__in=pages).specific()
    for model in record_models():
        yield from model._default_manager.filter(live=True).select_related("locale").iterator(chunk_size=BATCH)


def _batches(pages: Any) -> Any:
    keys = list(pages.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]
