"""Who may log in to the demo: users whose password is their name, and the rights of their groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db.models import EmailField
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .reading import LANGUAGES

if TYPE_CHECKING:
    from .shelf import Shelf


def open_accounts(shelf: Shelf, shared: dict[str, Any]) -> None:
    """Make the groups and users that are missing, and give rights to new groups only."""
    for name, facts in shared["groups"].items():
        _group(name, facts, shelf)
    for name, facts in shared["users"].items():
        _user(name, facts, shelf)


def find_user(name: str) -> Any:
    """The demo's user of this name; None where there is none."""
    user_model = get_user_model()
    return user_model._default_manager.filter(**{user_model.USERNAME_FIELD: login_of(name)}).first()


def login_of(name: str) -> str:
    """What the user types to log in: the name, or an address where users log in with one."""
    user_model = get_user_model()
    takes_address = isinstance(user_model._meta.get_field(user_model.USERNAME_FIELD), EmailField)
    return f"{name}@example.org" if takes_address else name


def _user(name: str, facts: dict[str, Any], shelf: Shelf) -> None:
    user = find_user(name)
    new = user is None
    if user is None:
        user_model = get_user_model()
        user = user_model(**{user_model.USERNAME_FIELD: login_of(name)})
        user.is_superuser = facts.get("superuser", False)
        user.set_password(name)
        _introduce(user, name, facts)
        user.save()
        user.groups.set(Group.objects.filter(name__in=facts["groups"]))
    shelf.put("users", name, user, new=new)


def _introduce(user: Any, name: str, facts: dict[str, Any]) -> None:
    """Give the user what Wagtail asks for before it saves anything else of an account, such as its language."""
    known = {field.name for field in user._meta.concrete_fields}
    told = {"first_name": facts["first_name"], "last_name": facts["last_name"], "email": f"{name}@example.org"}
    for field in known & told.keys():
        setattr(user, field, told[field])


def _group(name: str, facts: dict[str, Any], shelf: Shelf) -> None:
    group, new = Group.objects.get_or_create(name=name)
    if not new and set(facts["permissions"]) <= _held(group):
        return
    for permission in facts["permissions"]:
        app, codename = permission.split(".")
        group.permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    for codename in facts.get("pages", []):
        permission = _page_permission(codename)
        GroupPagePermission.objects.get_or_create(group=group, page=Page.get_first_root_node(), permission=permission)
    for codename in facts.get("files", []):
        permission = Permission.objects.get(
            content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename=codename
        )
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=Collection.get_first_root_node(), permission=permission
        )
    _give_desk_rights(group, facts.get("desk", []), shelf)
    shelf.made["groups"] += 1


def _held(group: Group) -> set[str]:
    held = group.permissions.select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}" for permission in held}


def _page_permission(codename: str) -> Permission:
    return Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)


def _give_desk_rights(group: Group, rights: list[str], shelf: Shelf) -> None:
    """Rights at the desks of all pages, through the home page of each language."""
    desk_permission = apps.get_model("registrations", "DeskPermission")
    for language in LANGUAGES:
        for right in rights:
            desk_permission.objects.get_or_create(group=group, page=shelf.page("home", language), right=right)
