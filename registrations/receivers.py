"""What the publishing of pages means to the desk: connected when the app is ready."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageLogEntry
from wagtail.signals import init_new_page, page_published, page_unpublished

from registrations.models import RegistrationSettings
from registrations.pages import RegistrationPageMixin
from registrations.pages.section import content_for
from registrations.queries.occasions import occasion_of
from registrations.services.copying import start_anew
from registrations.services.freezing import freeze
from registrations.services.publishing import publish, unpublish


@receiver(init_new_page, dispatch_uid="registrations.new_page")
def begin_as_the_site_does(*, page: Page, parent: Page, **_kwargs: Any) -> None:
    """Give a page that an editor begins the defaults of its site; one that is there keeps its own."""
    site = parent.get_site()
    if site is None or not isinstance(page, RegistrationPageMixin):
        return
    decided = RegistrationSettings.objects.filter(site=site).first()
    for name, value in (decided.defaults if decided is not None else {}).items():
        setattr(page, f"registration_{name}", value)


@receiver(page_published, dispatch_uid="registrations.page_published")
def open_the_desk(*, instance: Page, revision: Any = None, **_kwargs: Any) -> None:
    """Copy the rules of a published page to its desk, and freeze its questions; the same again changes nothing.

    Every way to publish ends here: the button, a schedule, an approval, a bulk action, code.
    """
    page = instance.specific
    if not isinstance(page, RegistrationPageMixin):
        return
    desk = publish(
        page=page,
        rules=page.registration_rules(),
        occasion=occasion_of(page),
        now=datetime.now(UTC),
        said=page.change_said(),
        user=revision.user if revision is not None else None,
    )
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


@receiver(post_save, sender=PageLogEntry, dispatch_uid="registrations.page_copied")
def begin_a_copy_anew(*, instance: PageLogEntry, created: bool, **_kwargs: Any) -> None:
    """Clear a copy, whoever made it and however many at once; Wagtail's log is where all ways of copying meet.

    A translation and an alias are logged under other names: they share the desk and keep what it is about.
    """
    if not created or instance.action != "wagtail.copy":
        return
    page = instance.page.specific
    if isinstance(page, RegistrationPageMixin):
        start_anew(page)
