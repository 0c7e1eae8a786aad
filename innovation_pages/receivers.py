"""What publishing means to the search: its rows follow after the commit. An address is worked out when it is shown,
so that a moved or renamed page needs nothing.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, published, unpublished

from .search.keeping import is_kept, keep_by_key, record_models


def _follow(instance: models.Model) -> None:
    model = getattr(instance, "specific_class", None) or type(instance)
    if is_kept(model):
        transaction.on_commit(partial(keep_by_key, model, instance.pk), robust=True)


@receiver([page_published, page_unpublished], dispatch_uid="innovation_pages.search_pages")
def follow_page(*, instance: models.Model, **_kwargs: Any) -> None:
    """A page was published or taken back."""
    _follow(instance)


@receiver([published, unpublished], dispatch_uid="innovation_pages.search_records")
def follow_record(*, instance: models.Model, **_kwargs: Any) -> None:
    """A record was published or taken back."""
    _follow(instance)


@receiver(post_delete, dispatch_uid="innovation_pages.search_deleted")
def follow_deleted(*, sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    """A record is gone; the row of a page goes with the page by itself."""
    if sender in record_models():
        transaction.on_commit(partial(keep_by_key, sender, instance.pk), robust=True)
