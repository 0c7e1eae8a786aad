"""Members of staff with exactly the rights that a test names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from registrations.models import DeskPermission
from registrations.services.actor import Actor, staff

ADMIN, REGISTRATIONS = "wagtailadmin.access_admin", "registrations.view_registration"

_number = count(1)


def make_staff(
    page: Page | None = None,
    rights: Iterable[str] = ("review",),
    permissions: Iterable[str] = (ADMIN, REGISTRATIONS),
    edits: Page | None = None,
):
    """A user who reads English, in a group of their own.

    `rights` hold at the desks of `page`, `permissions` everywhere; the pages below `edits` may be edited.
    """
    number = next(_number)
    user = get_user_model().objects.create_user(f"staff{number}", f"staff{number}@example.org", "secret")
    UserProfile.objects.create(user=user, preferred_language="en")
    group = Group.objects.create(name=f"Group {number}")
    user.groups.add(group)
    for permission in permissions:
        app_label, codename = permission.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))
    if page is not None:
        for right in rights:
            DeskPermission.objects.create(group=group, page=page, right=right)
    if edits is not None:
        for permission in Permission.objects.filter(
            content_type__app_label="wagtailcore", codename__in=["add_page", "change_page", "publish_page"]
        ):
            GroupPagePermission.objects.create(group=group, page=edits, permission=permission)
    return user


def signed_in(user) -> Client:
    """A client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def clerk() -> Actor:
    """The same member of staff each time, as a service is told who acts."""
    users = get_user_model().objects
    return staff(users.filter(username="clerk").first() or users.create_user("clerk", "clerk@example.org", "secret"))
