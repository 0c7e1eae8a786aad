"""Many pages and records at once, written as rows: for tests that ask what a long list costs."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from innovation_pages.models import BestPractice
from innovation_pages.models.search import SearchEntry

P = TypeVar("P", bound=Page)
NOT_COPIED = {"id", "path", "numchild", "title", "draft_title", "slug", "url_path", "translation_key"}


def crowd_of(page: P, number: int) -> None:
    """That many live siblings like `page`, each with a row of the search: no signal, no revision."""
    parent, model = Page.objects.get(pk=page.get_parent().pk), type(page)
    begin = parent.numchild
    common = {
        field.attname: getattr(page, field.attname)
        for field in Page._meta.concrete_fields
        if field.name not in NOT_COPIED
    }
    rows = Page.objects.bulk_create(
        Page(
            path=Page._get_path(parent.path, parent.depth + 1, begin + place),
            title=f"{page.title} {begin + place}",
            draft_title=page.title,
            slug=f"{page.slug[:40]}-{begin + place}",
            url_path=f"{parent.url_path}{page.slug[:40]}-{begin + place}/",
            translation_key=uuid.uuid4(),
            **common,
        )
        for place in range(1, number + 1)
    )
    Page.objects.filter(pk=parent.pk).update(numchild=begin + number)
    own = [field for field in model._meta.local_concrete_fields if field.attname != "page_ptr_id"]
    facts = {field.attname: getattr(page, field.attname) for field in own}
    manager = model._base_manager
    manager._insert(  # what `bulk_create` would do, were it not for the parent's table, which has its rows already
        [model(page_ptr_id=row.pk, **facts) for row in rows],
        fields=[model._meta.get_field("page_ptr"), *own],
        using=manager.db,
    )
    kind = ContentType.objects.get_for_model(model)
    SearchEntry.objects.bulk_create(_entry(kind, row.pk, row.title, page_id=row.pk) for row in rows)


def crowd_of_practices(practice: BestPractice, number: int) -> None:
    """That many live practices like this one, with its topics."""
    taken = BestPractice.objects.count()
    facts = {
        field.attname: getattr(practice, field.attname)
        for field in BestPractice._meta.concrete_fields
        if field.name not in {"id", "slug", "reference", "translation_key"}
    }
    rows = BestPractice.objects.bulk_create(
        BestPractice(
            slug=f"like-{taken + place}", reference=f"X-{taken + place}", translation_key=uuid.uuid4(), **facts
        )
        for place in range(number)
    )
    filed = BestPractice.topics.through
    topics = practice.topics.values_list("pk", flat=True)
    filed.objects.bulk_create(filed(bestpractice_id=row.pk, topic_id=topic) for row in rows for topic in topics)


def _entry(kind: ContentType, key: int, title: str, *, page_id: int) -> SearchEntry:
    words = " λιμανι "
    return SearchEntry(
        content_type=kind,
        object_id=key,
        page_id=page_id,
        language="el",
        title=title,
        text=f"{title} λιμάνι",
        folded=words,
        title_terms=words,
        terms=words,
    )
