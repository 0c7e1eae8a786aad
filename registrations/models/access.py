"""One answer to "whose people may this member of staff see?"; every staff screen, export, log and search asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from .desk import Desk
from .permissions import DeskPermission, Right
from .registration import Registration

if TYPE_CHECKING:
    from django.db.models import QuerySet

MODEL_PERMISSION = "registrations.view_registration"


def granted_paths(user: Any, right: Right) -> frozenset[str]:
    """The tree paths of the pages at which a group of `user` holds `right`, read once per user object (a request).

    Empty for users without the model permission: both are needed.
    """
    if not (user.is_active and user.is_authenticated and user.has_perm(MODEL_PERMISSION)):
        return frozenset()
    grants: list[tuple[str, str]] | None = getattr(user, "_desk_grants", None)
    if grants is None:
        rows = DeskPermission.objects.filter(group__in=user.groups.all())
        grants = list(rows.values_list("right", "page__path"))
        user._desk_grants = grants
    return frozenset(path for held, path in grants if held == right)


def desks_open_to(user: Any, right: Right = Right.REVIEW) -> QuerySet[Desk]:
    """The desks at which `user` holds `right`: by the page's place in the tree now, or its last known place."""
    if user.is_active and user.is_superuser:
        return Desk.objects.all()
    paths = granted_paths(user, right)
    if not paths:
        return Desk.objects.none()
    scope = Q()
    for path in sorted(paths):
        scope |= Q(leading_page__path__startswith=path)
        scope |= Q(leading_page=None, tree_path__startswith=path) & ~Q(tree_path=path)
    return Desk.objects.filter(scope)


def visible_registrations(user: Any, right: Right = Right.REVIEW) -> QuerySet[Registration]:
    """The registrations at the desks at which `user` holds `right`."""
    if user.is_active and user.is_superuser:
        return Registration.objects.all()
    if not granted_paths(user, right):
        return Registration.objects.none()
    return Registration.objects.filter(desk__in=desks_open_to(user, right))


def may_at_desk(user: Any, desk: Desk, right: Right) -> bool:
    """Whether `user` holds `right` at this desk."""
    return desks_open_to(user, right).filter(pk=desk.pk).exists()
