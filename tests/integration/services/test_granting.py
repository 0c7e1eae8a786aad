"""The rights of a group at the desks."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError

from registrations.models import DeskPermission
from registrations.services.granting import grant
from tests.rig.world import World


def held(group: Group) -> set[tuple[int, str]]:
    return set(group.desk_permissions.values_list("page_id", "right"))


def test_a_group_holds_what_is_wanted_and_nothing_else(world: World) -> None:
    group, others = (Group.objects.create(name=name) for name in ("Judges", "Others"))
    grant(group=others, wanted={(world.home.pk, "review")})
    grant(group=group, wanted={(world.home.pk, "review"), (world.home.pk, "export")})
    kept = group.desk_permissions.get(right="review")
    grant(group=group, wanted={(world.home.pk, "review"), (world.home_en.pk, "check_in")})
    assert held(group) == {(world.home.pk, "review"), (world.home_en.pk, "check_in")}
    assert group.desk_permissions.get(right="review").pk == kept.pk
    grant(group=group, wanted=set())
    assert held(group) == set()
    assert held(others) == {(world.home.pk, "review")}


def test_what_cannot_be_given_takes_nothing_away(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    group = Group.objects.create(name="Judges")
    grant(group=group, wanted={(world.home.pk, "review")})

    def broken(*_rows: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(DeskPermission.objects, "bulk_create", broken)
    with pytest.raises(DatabaseError):
        grant(group=group, wanted={(world.home.pk, "export")})
    assert held(group) == {(world.home.pk, "review")}
