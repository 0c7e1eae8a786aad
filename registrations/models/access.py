"""One answer to "whose people may this member of staff see?"; every staff screen, export, log and search asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail import hooks

from .desk import Desk
from .permissions import DeskPermission, Right
from .registration import Registration

if TYPE_CHECKING:
    from django.db.models import QuerySet

MODEL_PERMISSION = "registrations.view_registration"
NARROWING_HOOK = "registrations_desks_open_to"
"""A host's own rule: gets the desks that the rights open, the user and the right; returns those that stay open."""


def granted_pages(user: Any, right: Right) -> dict[int, str]:
    """The pages at which a group of `user` holds `right`: tree paths by key, read once per user object (a request).

    Empty for users without the model permission: both are needed.
    """
    if not (user.is_active and user.is_authenticated and user.has_perm(MODEL_PERMISSION)):
        return {}
    grants: list[tuple[str, int, str]] | None = getattr(user, "_desk_grants", None)
    if grants is None:
        rows = DeskPermission.objects.filter(group__in=user.groups.all())
        grants = list(rows.values_list("right", "page_id", "page__path"))
        user._desk_grants = grants
    return {page: path for held, page, path in grants if held == right}


def desks_open_to(user: Any, right: Right = Right.REVIEW) -> QuerySet[Desk]:
    """The desks at which `user` holds `right`: by the page's place in the tree now, or its last known place.

    A host may narrow it down further with a hook, never widen it; superusers stand above both.
    The last known place is told by the keys of the pages above, which are never given out again: a tree path is, to the
    next page that is made or sorted there.
    """
    if user.is_active and user.is_superuser:
        return Desk.objects.all()
    pages = granted_pages(user, right)
    if not pages:
        return Desk.objects.none()
    scope = Q()
    for page, path in sorted(pages.items()):
        scope |= Q(leading_page__path__startswith=path) | Q(leading_page=None, tree_path__contains=f"/{page}/")
    found = Desk.objects.filter(scope)
    for narrow in hooks.get_hooks(NARROWING_HOOK):
        found = found.filter(pk__in=narrow(found, user, right).values("pk"))
    return found


def visible_registrations(user: Any, right: Right = Right.REVIEW) -> QuerySet[Registration]:
    """The registrations at the desks at which `user` holds `right`."""
    if user.is_active and user.is_superuser:
        return Registration.objects.all()
    if not granted_pages(user, right):
        return Registration.objects.none()
    return Registration.objects.filter(desk__in=desks_open_to(user, right))


def may_at_desk(user: Any, desk: Desk, right: Right) -> bool:
    """Whether `user` holds `right` at this desk."""
    return desks_open_to(user, right).filter(pk=desk.pk).exists()
