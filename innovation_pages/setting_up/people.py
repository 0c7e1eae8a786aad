"""The groups of a site with their rights, and the way of a draft from an editor to a moderator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from innovation_pages.models import BestPractice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .pages import Say

_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")


def _kept(*models: str) -> tuple[str, ...]:
    """The rights to keep snippets of these models, all but deleting them."""
    return tuple(model.replace(".", f".{action}_") for model in models for action in ("add", "change", "view"))


_SNIPPETS = (
    *_kept("innovation_pages.venue", "innovation_pages.contactpoint", "innovation_pages.bestpractice"),
    *_kept("registrations.organisation"),
    "registrations.view_privacynotice",  # chosen, never reworded: a notice has no draft, what is saved is in force
    "simple_translation.submit_translation",
)
_DESK = ("registrations.view_registration",)


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteGroup:
    """A group: its name in English and Greek, and its rights at pages, files, desks and elsewhere."""

    english: str
    greek: str
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    desk: tuple[str, ...] = ()
    permissions: tuple[str, ...] = ()

    def name_in(self, language: str) -> str:
        """The name of a new group."""
        return self.greek if language.startswith("el") else self.english


SITE_GROUPS = (
    SiteGroup(
        english="Editors",
        greek="Συντάκτες",
        pages=("add_page", "change_page"),
        files=_FILES,
        permissions=_SNIPPETS,
    ),
    SiteGroup(
        english="Moderators",
        greek="Επιμελητές",
        pages=("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
        files=_FILES,
        permissions=(*_SNIPPETS, "innovation_pages.publish_bestpractice"),
    ),
    SiteGroup(english="Reviewers", greek="Αξιολογητές", desk=("review", "export", "configure"), permissions=_DESK),
    SiteGroup(english="Door", greek="Υποδοχή", desk=("check_in",), permissions=_DESK),
    SiteGroup(
        english="Data protection",
        greek="Προστασία δεδομένων",
        desk=("review", "export"),
        permissions=(*_DESK, *_kept("registrations.privacynotice"), "simple_translation.submit_translation"),
    ),
)


def make_groups(homes: list[Page], language: str, say: Say) -> int:
    """Make the groups that are missing and give each the rights that it lacks; returns how much was changed.

    A group is known by its English or Greek name; new ones are named in `language`. Rights that this site does not
    know (an app that is not installed) are passed over.
    """
    return sum(_make_group(wanted, homes, language, say) for wanted in SITE_GROUPS)


def make_workflow(homes: list[Page], language: str, say: Say) -> int:
    """Let moderators approve drafts below each home page, and of best practices; returns how many kinds lacked that."""
    ways = {home.pk: home.get_workflow() for home in homes}
    lacking = [pk for pk, workflow in ways.items() if workflow is None]
    practices = ContentType.objects.get_for_model(BestPractice)
    practices_lack = not WorkflowContentType.objects.filter(content_type=practices).exists()
    if not lacking and not practices_lack:
        return 0
    workflow = next((one for one in ways.values() if one is not None), None) or _moderators_approve(language)
    for pk in lacking:
        WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(pk=pk))
    if practices_lack:
        WorkflowContentType.objects.create(workflow=workflow, content_type=practices)
    where = [f"{len(lacking)} home pages"] if lacking else []
    where += ["best practices"] if practices_lack else []
    say(f"Workflow “{workflow.name}”: set for {' and '.join(where)}.")
    return len(where)


def _moderators_approve(language: str) -> Workflow:
    """The workflow of one step that leads to the moderators."""
    moderators = _find(SITE_GROUPS[1]) or Group.objects.create(name=SITE_GROUPS[1].name_in(language))
    name = gettext("Moderators approve")
    workflow, new = Workflow.objects.get_or_create(name=name)
    if new:
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(moderators)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def _make_group(wanted: SiteGroup, homes: list[Page], language: str, say: Say) -> int:
    group = _find(wanted)
    changes = int(group is None)
    group = group or Group.objects.create(name=wanted.name_in(language))
    changes += _give_permissions(group, ("wagtailadmin.access_admin", *wanted.permissions))
    for home in homes:
        for permission in _named("wagtailcore", wanted.pages):
            changes += not _holds_above(group, home, permission) and _once(
                GroupPagePermission, group=group, page_id=home.pk, permission=permission
            )
        for right in set(wanted.desk) & _known_rights():
            changes += _once(_desk_permissions(), group=group, page_id=home.pk, right=right)
    for app in ("wagtailimages", "wagtaildocs"):
        for permission in _named(app, wanted.files):
            root = Collection.get_first_root_node()
            changes += _once(GroupCollectionPermission, group=group, collection=root, permission=permission)
    if changes:
        say(f"Group {group.name}: {changes} changes.")
    return changes


def _find(wanted: SiteGroup) -> Group | None:
    return Group.objects.filter(name__in=(wanted.english, wanted.greek)).order_by("pk").first()


def _give_permissions(group: Group, names: Iterable[str]) -> int:
    asked = {tuple(name.split(".")) for name in names}
    known = Permission.objects.filter(codename__in={codename for _app, codename in asked})
    found = {one for one in known.select_related("content_type") if (one.content_type.app_label, one.codename) in asked}
    missing = found - set(group.permissions.all())
    group.permissions.add(*missing)
    return len(missing)


def _named(app: str, codenames: Iterable[str]) -> Iterable[Permission]:
    return Permission.objects.filter(content_type__app_label=app, codename__in=codenames)


def _holds_above(group: Group, home: Page, permission: Permission) -> bool:
    """Whether the group has the permission on a page above already, as Wagtail's own groups do."""
    above = home.get_ancestors(inclusive=True)
    return GroupPagePermission.objects.filter(group=group, page__in=above, permission=permission).exists()


def _once(model: Any, **row: Any) -> bool:
    return bool(model._default_manager.get_or_create(**row)[1])


def _desk_permissions() -> Any:
    return apps.get_model("registrations", "DeskPermission")


def _known_rights() -> set[str]:
    return {value for value, _label in _desk_permissions()._meta.get_field("right").choices}
