"""What publishing means to the search and to images: both follow after the commit. An address is worked out when it is
shown, so that a moved or renamed page needs nothing.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.images import get_image_model
from wagtail.signals import page_published, page_unpublished, published, unpublished

from .models import InnovationPagesSettings
from .renditions import users_of, wants_renditions
from .search.keeping import is_kept, keep_by_key, record_models
from .tasks import make_renditions


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


def _illustrate(model: type[models.Model], key: Any) -> None:
    if wants_renditions(model):
        transaction.on_commit(partial(make_renditions.enqueue, model._meta.label, str(key)), robust=True)


@receiver([page_published, published], dispatch_uid="innovation_pages.renditions_of_published")
def illustrate(*, instance: models.Model, **_kwargs: Any) -> None:
    """A page or a record was published: its images are made in the sizes that it shows."""
    _illustrate(getattr(instance, "specific_class", None) or type(instance), instance.pk)


@receiver(post_save, sender=InnovationPagesSettings, dispatch_uid="innovation_pages.renditions_of_settings")
def illustrate_site(*, instance: models.Model, **_kwargs: Any) -> None:
    """The picture for shared links may be another one."""
    _illustrate(type(instance), instance.pk)


@receiver(post_save, sender=get_image_model(), dispatch_uid="innovation_pages.renditions_of_image")
def illustrate_again(*, instance: models.Model, created: bool, raw: bool = False, **_kwargs: Any) -> None:
    """An image got another file or focal point: Wagtail forgets its renditions, and what shows it needs new ones."""
    if not created and not raw:
        for model, key in users_of(instance):
            _illustrate(model, key)
