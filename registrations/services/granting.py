"""Giving groups their rights at the desks, and taking them away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from registrations.models import DeskPermission

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.contrib.auth.models import Group


@transaction.atomic
def grant(*, group: Group, wanted: AbstractSet[tuple[int, str]]) -> None:
    """Let a group hold these rights, each for the page with this key, and no others; what it holds already stays."""
    held = {(row.page_id, row.right): row.pk for row in DeskPermission.objects.filter(group=group)}
    DeskPermission.objects.filter(pk__in=[key for right, key in held.items() if right not in wanted]).delete()
    DeskPermission.objects.bulk_create(
        DeskPermission(group=group, page_id=page, right=right) for page, right in sorted(wanted - held.keys())
    )
