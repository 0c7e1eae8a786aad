"""A copy for next year forgets one time's facts; a translation and an alias share the desk."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from innovation_pages.models import LabIndexPage, LabPage, NewsPage, WorkshopPage
from registrations.models import Desk, Registration
from tests.factories.pages import desk_of, publish_news, publish_workshop, question, republish, soon
from tests.factories.registrations import seated
from tests.rig.world import World


@pytest.fixture
def workshop(world: World) -> WorkshopPage:
    """Published, with a session, a window, a code, a question and a person."""
    begins = soon()
    page = publish_workshop(
        world,
        begins_at=begins,
        registration_opens_on=date(2026, 1, 1),
        registration_closes_on=date(2040, 1, 1),
        registration_code="ΚΩΔ-1",
        registration_capacity=12,
        questions=[question("short_text", "Φορέας")],
        sessions=[("session", {"title": "Πρωί", "begins": begins, "ends": begins, "registration": "here"})],
    )
    seated(desk_of(page), session_keys=(page.sessions[0].id,))
    return page


def is_clear(page: WorkshopPage) -> bool:
    window = (page.registration_opens_on, page.registration_closes_on, page.registration_code)
    hours = (page.begins_at, page.ends_at, page.sessions[0].value["begins"], page.sessions[0].value["ends"])
    return not any((*window, *hours))


@pytest.mark.parametrize("keep_live", [True, False])
def test_a_copy_is_a_draft_that_has_forgotten_its_days(workshop: WorkshopPage, keep_live: bool) -> None:
    held = workshop.copy(update_attrs={"slug": "next", "title": "Του χρόνου"}, keep_live=keep_live)
    stored = WorkshopPage.objects.get(pk=held.pk)
    for one in (held, stored, stored.get_latest_revision_as_object()):
        assert is_clear(one)
        assert one.title == "Του χρόνου"
        assert one.registration_capacity == 12
        assert one.questions[0].id == workshop.questions[0].id
        assert one.sessions[0].id not in {"", workshop.sessions[0].id}
    assert not stored.live
    assert stored.sessions[0].id == stored.get_latest_revision_as_object().sessions[0].id


def test_people_stay_with_the_original_and_the_copy_has_a_desk_of_its_own(workshop: WorkshopPage) -> None:
    begins = soon(400)
    copy = workshop.copy(update_attrs={"slug": "next"}).specific
    copy.sessions[0].value["begins"] = copy.sessions[0].value["ends"] = begins
    republish(copy, begins_at=begins, ends_at=begins + timedelta(hours=3))
    assert desk_of(copy) != desk_of(workshop)
    assert list(Registration.objects.values_list("desk", flat=True)) == [desk_of(workshop).pk]
    old, new = (desk_of(page).pools.get(is_closed=False) for page in (workshop, copy))
    assert old.session_key != new.session_key
    assert new.taken == 0


def test_an_editor_copies_in_the_admin_and_is_asked_for_the_days(workshop: WorkshopPage, editor: Client) -> None:
    sent = {
        "new_title": "Του χρόνου",
        "new_slug": "next",
        "new_parent_page": str(workshop.get_parent().pk),
        "publish_copies": "on",
    }
    answer = editor.post(f"/admin/pages/{workshop.pk}/copy/", sent, follow=True)
    assert "Fill in its days" in answer.content.decode()
    copy = WorkshopPage.objects.get(slug="next")
    assert is_clear(copy)
    assert not copy.live
    again = editor.post(f"/admin/pages/{workshop.pk}/copy/", sent)
    assert "already in use" in again.content.decode()


def test_a_whole_list_is_copied_clear(workshop: WorkshopPage) -> None:
    copy = Page.objects.get(pk=workshop.get_parent().pk).copy(recursive=True, update_attrs={"slug": "archive"})
    assert is_clear(WorkshopPage.objects.child_of(copy).get())
    assert not is_clear(WorkshopPage.objects.get(pk=workshop.pk))


def test_a_draft_over_a_published_page_is_forgotten_too(workshop: WorkshopPage) -> None:
    workshop.registration_code = "ΚΩΔ-2"
    workshop.save_revision()
    copy = workshop.copy(update_attrs={"slug": "next"})
    assert is_clear(copy.get_latest_revision_as_object())


def test_a_copied_lab_has_no_results(world: World) -> None:
    labs = world.home.add_child(instance=LabIndexPage(title="Labs"))
    lab = labs.add_child(
        instance=LabPage(title="Lab", begins_at=datetime(2026, 1, 1, tzinfo=UTC), outcomes=[("outcome", {"text": "α"})])
    )
    copy = LabPage.objects.get(pk=lab.copy(update_attrs={"slug": "next"}).pk)
    assert (copy.begins_at, len(copy.outcomes)) == (None, 0)
    assert len(LabPage.objects.get(pk=lab.pk).outcomes) == 1


def test_a_copied_call_is_of_today_and_plain_news_stay_as_they_are(world: World) -> None:
    call = publish_news(world, date=date(2020, 1, 1), registration_mode="here", registration_code="Α")
    copy = NewsPage.objects.get(pk=call.copy(update_attrs={"slug": "call"}).pk)
    assert (copy.date, copy.registration_code, copy.live) == (timezone.localdate(), "", False)
    plain = publish_news(world, date=date(2020, 1, 1))
    copy = NewsPage.objects.get(pk=plain.copy(update_attrs={"slug": "plain"}).pk)
    assert (copy.date, copy.live) == (date(2020, 1, 1), True)


def test_a_translation_and_an_alias_share_the_desk_and_its_days(workshop: WorkshopPage, world: World) -> None:
    translated = workshop.copy_for_translation(world.en, copy_parents=True)
    alias = workshop.create_alias(update_slug="alias")
    for one in (translated.specific, alias.specific):
        assert one.begins_at == workshop.begins_at
        assert one.registration_code == "ΚΩΔ-1"
        assert one.sessions[0].id == workshop.sessions[0].id
    republish(translated.specific)
    assert Desk.objects.count() == 1
