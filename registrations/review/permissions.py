"""What Wagtail asks before it shows a registration or a letter; the answers come from `registrations.models.access`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q
from wagtail.permission_policies import BasePermissionPolicy
from wagtail_modeladmin.helpers import PermissionHelper

from registrations.models import (
    Desk,
    DeskChange,
    DeskPermission,
    Notice,
    Registration,
    Right,
    desks_open_to,
    visible_registrations,
)
from registrations.models.access import MODEL_PERMISSION, granted_pages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model, QuerySet

REVIEW, EXPORT, CHECK_IN, CONFIGURE = "review", "export", "check_in", "configure"
"""What the desk's own views ask for. Wagtail's `view` means review; it may ask for nothing else."""

RIGHT_OF_ACTION = {
    "view": Right.REVIEW,
    REVIEW: Right.REVIEW,
    EXPORT: Right.EXPORT,
    CHECK_IN: Right.CHECK_IN,
    CONFIGURE: Right.CONFIGURE,
}

AT_EVENTS = (REVIEW, CHECK_IN, CONFIGURE)
"""Each of these opens the list of events and the screen of one."""


def may_somewhere(user: Any, right: Right) -> bool:
    """Whether `user` holds `right` at any desk there is or will be."""
    return bool((user.is_active and user.is_superuser) or granted_pages(user, right))


class DeskPolicy(BasePermissionPolicy):
    """Registrations: nobody adds, changes or deletes them in the admin; who reviews a desk sees and decides."""

    def scoped(self, user: Any, right: Right) -> QuerySet[Any]:
        """The rows at the desks at which `user` holds `right`."""
        return visible_registrations(user, right)

    def user_has_permission(self, user: Any, action: str) -> bool:
        right = RIGHT_OF_ACTION.get(action)
        return right is not None and may_somewhere(user, right)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        right = RIGHT_OF_ACTION.get(action)
        return right is not None and self.scoped(user, right).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet[Any]:
        rights = {RIGHT_OF_ACTION[action] for action in actions if action in RIGHT_OF_ACTION}
        found = self.model._default_manager.none()
        for right in sorted(rights):
            found = found | self.scoped(user, right)
        return found

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        rights = [RIGHT_OF_ACTION[action] for action in actions if action in RIGHT_OF_ACTION]
        app_label, codename = MODEL_PERMISSION.split(".")
        seeing = Permission.objects.filter(content_type__app_label=app_label, codename=codename)
        granted = DeskPermission.objects.filter(right__in=rights)
        model_permission = Q(user_permissions__in=seeing) | Q(groups__permissions__in=seeing)
        users = get_user_model()._default_manager.filter(is_active=True)
        both = users.filter(model_permission).filter(groups__desk_permissions__in=granted)
        return users.filter(Q(is_superuser=True) | Q(pk__in=both.values("pk"))).distinct()


class LetterPolicy(DeskPolicy):
    """Letters: seen by those who review the desk that owes them."""

    def scoped(self, user: Any, right: Right) -> QuerySet[Any]:
        """The letters of the desks at which `user` reviews; there is no right to export them."""
        if right is not Right.REVIEW:
            return Notice.objects.none()
        return Notice.objects.filter(desk__in=desks_open_to(user))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return RIGHT_OF_ACTION.get(action) is Right.REVIEW and super().user_has_permission(user, action)


class EventPolicy(DeskPolicy):
    """Desks: seen, without the people, by whoever reviews them, checks in at them or keeps their link."""

    def scoped(self, user: Any, right: Right) -> QuerySet[Any]:
        """The desks at which `user` holds `right`."""
        return desks_open_to(user, right)


class ChangePolicy(DeskPolicy):
    """Changes of events: seen, and announced, by those who review the desk."""

    def scoped(self, user: Any, right: Right) -> QuerySet[Any]:
        """The changes of the desks at which `user` reviews."""
        if right is not Right.REVIEW:
            return DeskChange.objects.none()
        return DeskChange.objects.filter(desk__in=desks_open_to(user))

    def user_has_permission(self, user: Any, action: str) -> bool:
        return RIGHT_OF_ACTION.get(action) is Right.REVIEW and super().user_has_permission(user, action)


registration_policy = DeskPolicy(Registration)
letter_policy = LetterPolicy(Notice)
event_policy = EventPolicy(Desk)
change_policy = ChangePolicy(DeskChange)


class DeskPermissionHelper(PermissionHelper):
    """What modeladmin asks (for the menu and the finder of admin addresses), answered by the policy of the model."""

    policy: DeskPolicy = registration_policy

    def get_all_model_permissions(self) -> QuerySet[Permission]:
        """The one box in the group screen that means something here."""
        app_label, codename = MODEL_PERMISSION.split(".")
        return Permission.objects.filter(
            content_type__app_label=app_label, content_type__model=self.opts.model_name, codename=codename
        )

    def user_can_list(self, user: Any) -> bool:
        return bool(self.policy.user_has_any_permission(user, [REVIEW, EXPORT]))

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return self.policy.user_has_permission_for_instance(user, REVIEW, obj)

    def user_can_create(self, user: Any) -> bool:
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        return False


class LetterPermissionHelper(DeskPermissionHelper):
    """The same for letters."""

    policy = letter_policy


class EventPermissionHelper(DeskPermissionHelper):
    """The same for events."""

    policy = event_policy

    def user_can_list(self, user: Any) -> bool:
        return bool(self.policy.user_has_any_permission(user, AT_EVENTS))

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        return self.policy.instances_user_has_any_permission_for(user, AT_EVENTS).filter(pk=obj.pk).exists()


class ChangePermissionHelper(DeskPermissionHelper):
    """The same for changes of events."""

    policy = change_policy
