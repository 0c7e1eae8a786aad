"""Members of staff with no more rights than they need; they read the admin in English."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page
from wagtail.users.models import UserProfile

from registrations.models import DeskPermission, Right

PASSWORD = "correct horse battery"


def make_member(name: str, *permissions: str) -> Any:
    """Somebody who may sign in, and has the named permissions (`app.codename`) through a group of the same name."""
    group = Group.objects.create(name=name)
    for permission in ("wagtailadmin.access_admin", *permissions):
        app, codename = permission.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    user = get_user_model().objects.create_user(name, f"{name}@example.org", PASSWORD, first_name=name.title())
    user.groups.add(group)
    UserProfile.objects.create(user=user, preferred_language="en", current_time_zone="Europe/Athens")
    return user


def make_editor(page: Page, name: str = "editor") -> Any:
    """Somebody who writes and publishes `page` and what is below it, and sees nobody's registration."""
    user = make_member(name)
    for codename in ("add_page", "change_page", "publish_page"):
        GroupPagePermission.objects.create(
            group=user.groups.get(),
            page=page,
            permission=Permission.objects.get(content_type__app_label="wagtailcore", codename=codename),
        )
    return user


def make_reviewer(page: Page, name: str = "reviewer") -> Any:
    """Somebody who decides on and exports the registrations of `page` and what is below it, and edits nothing."""
    user = make_member(name, "registrations.view_registration")
    for right in (Right.EXPORT, Right.REVIEW):
        DeskPermission.objects.create(group=user.groups.get(), page=page, right=right)
    return user
