"""What the publishing of pages means to the desk: connected when the app is ready."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from registrations.pages import RegistrationPageMixin
from registrations.pages.section import content_for
from registrations.services.freezing import freeze
from registrations.services.publishing import publish, unpublish


@receiver(page_published, dispatch_uid="registrations.page_published")
def open_the_desk(*, instance: Page, **_kwargs: Any) -> None:
    """Copy the rules of a published page to its desk, and freeze its questions; the same again changes nothing."""
    page = instance.specific
    if not isinstance(page, RegistrationPageMixin):
        return
    desk = publish(page=page, rules=page.registration_rules(), occasion=page.occasion(), now=datetime.now(UTC))
    freeze(desk=desk, content=content_for(page, desk))


@receiver(page_unpublished, dispatch_uid="registrations.page_unpublished")
def close_the_desk(*, instance: Page, **_kwargs: Any) -> None:
    """No new registrations while the leading page is unpublished."""
    if issubclass(instance.specific_class or Page, RegistrationPageMixin):
        unpublish(page=instance)


@receiver(pre_delete, dispatch_uid="registrations.page_deleted")
def keep_the_people(*, sender: type[Any], instance: Any, **_kwargs: Any) -> None:
    """A deleted page leaves its desk behind, closed, with its title and place in the tree."""
    if issubclass(sender, Page) and issubclass(sender, RegistrationPageMixin):
        unpublish(page=instance)
