"""Rights at the desk in Wagtail's group screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from registrations.models import DeskPermission
from tests.factories.branches import Branches


def values(name: str, *rows: tuple[int, list[str]]) -> dict[str, Any]:
    """The group form as the browser sends it, with one row a page in our panel."""
    empty = {
        f"{prefix}-{field}": 0 if field != "MAX_NUM_FORMS" else 1000
        for prefix in ("page_permissions", "document_permissions", "image_permissions", "collection_permissions")
        for field in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS")
    }
    own: dict[str, Any] = {"desk_permissions-TOTAL_FORMS": len(rows), "desk_permissions-INITIAL_FORMS": 0}
    for number, (page, rights) in enumerate(rows):
        own[f"desk_permissions-{number}-page"] = page
        own[f"desk_permissions-{number}-permissions"] = rights
    return {"name": name, **empty, **own}


def rights(group: Group) -> set[tuple[int, str]]:
    return set(DeskPermission.objects.filter(group=group).values_list("page", "right"))


def test_a_new_group_gets_its_rights(boss: Client, branches: Branches) -> None:
    response = boss.post(
        reverse("wagtailusers_groups:add"), values("Judges", (branches.north.pk, ["review", "export"]))
    )
    assert response.status_code == 302
    assert rights(Group.objects.get(name="Judges")) == {(branches.north.pk, "review"), (branches.north.pk, "export")}


def test_rights_are_shown_changed_and_taken_away(boss: Client, branches: Branches) -> None:
    group = Group.objects.create(name="Judges")
    kept = DeskPermission.objects.create(group=group, page=branches.north, right="review")
    DeskPermission.objects.create(group=group, page=branches.north, right="export")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    page = boss.get(address).content.decode()
    assert "Rights at the registration desk" in page or "desk_permissions-0-page" in page
    assert page.count("checked") >= 2
    boss.post(address, values("Judges", (branches.north.pk, ["review"]), (branches.south.pk, ["export"])))
    assert rights(group) == {(branches.north.pk, "review"), (branches.south.pk, "export")}
    assert DeskPermission.objects.filter(pk=kept.pk).exists()
    gone = values("Judges", (branches.north.pk, ["review"]))
    boss.post(address, {**gone, "desk_permissions-0-DELETE": "on"})
    assert rights(group) == set()


def test_who_gives_a_right_reads_all_that_it_opens(boss: Client) -> None:
    UserProfile.objects.create(user=get_user_model().objects.get(username="boss"), preferred_language="en")
    page = boss.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Keep the link of the online meeting, word the letters of the event, and name the mailbox for news" in page


@pytest.mark.parametrize("forged", ["publish", "review_all", ""])
def test_a_right_that_is_none_is_refused(boss: Client, branches: Branches, forged: str) -> None:
    group = Group.objects.create(name="Judges")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    boss.post(address, values("Judges", (branches.north.pk, [forged])))
    assert rights(group) == set()


def test_the_same_page_twice_is_refused(boss: Client, branches: Branches) -> None:
    group = Group.objects.create(name="Judges")
    address = reverse("wagtailusers_groups:edit", args=[group.pk])
    twice = values("Judges", (branches.north.pk, ["review"]), (branches.north.pk, ["export"]))
    assert boss.post(address, twice).status_code == 200
    assert rights(group) == set()


def test_the_group_screen_offers_only_the_box_that_means_something(boss: Client) -> None:
    page = boss.get(reverse("wagtailusers_groups:add"))
    offered = page.context["form"].fields["permissions"].queryset
    ours = offered.filter(content_type__app_label="registrations")
    about_people = ours.filter(content_type__model__in=["registration", "notice", "attendee", "place"])
    assert list(about_people.values_list("codename", flat=True)) == ["view_registration"]
