"""The editor is asked what a change means, before it is published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.utils.timezone import localtime
from wagtail.fields import RichTextField, StreamField
from wagtail.test.utils.form_data import rich_text

from innovation_pages.models import WorkshopPage
from registrations.domain.changes import Nature
from registrations.models import NoticeKind
from tests.factories.addresses import desk_url
from tests.factories.pages import desk_of, publish_workshop, republish, soon
from tests.factories.registrations import last_letter, seated
from tests.rig.world import World

pytestmark = pytest.mark.django_db


def form_of(page: WorkshopPage, **typed: Any) -> Any:
    """The page form as it comes back from the editor."""
    form_class = WorkshopPage.get_edit_handler().get_form_class()
    sent: dict[str, Any] = {"title": page.title, "slug": page.slug, "registration_mode": "none", "zone": page.zone}
    sent |= {"delivery": "in_person", "date_precision": "exact", "event_state": "scheduled"}
    sent |= {"begins_at": shown(page.begins_at), "ends_at": shown(page.ends_at)}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            sent[f"{field.name}-count"] = "0"
        if isinstance(field, RichTextField):
            sent[field.name] = rich_text("")
    sent |= {f"organisers-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return form_class({**sent, **typed}, instance=page)


def shown(moment: datetime | None) -> str:
    return localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""


def errors_of(page: WorkshopPage, **typed: Any) -> set[str]:
    return set(form_of(page, **typed).errors)


@pytest.fixture
def attended(world: World) -> WorkshopPage:
    """A published workshop with somebody registered."""
    page = publish_workshop(world, begins_at=soon(30).replace(second=0, microsecond=0))
    seated(desk_of(page))
    return WorkshopPage.objects.get(pk=page.pk)


def test_a_changed_date_asks_for_its_meaning_and_a_real_change_for_its_reason(attended: WorkshopPage) -> None:
    page = attended
    later = {"begins_at": shown(soon(40)), "ends_at": shown(soon(40) + timedelta(hours=2))}
    assert "registration_change" not in errors_of(page)
    assert "registration_change" in errors_of(page, **later)
    assert errors_of(page, **later, registration_change="moved") >= {"registration_change_reason"}
    for said in (
        {"registration_change": "correction"},
        {"registration_change": "moved", "registration_change_reason": "x"},
    ):
        assert not {"registration_change", "registration_change_reason"} & errors_of(page, **later, **said)


def test_cancelling_needs_its_reason(attended: WorkshopPage) -> None:
    page = attended
    asked = errors_of(page, event_state="cancelled")
    assert {"registration_change", "registration_change_reason"} <= asked


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_what_is_called_off_is_no_correction_for_those_who_have_registered(attended: WorkshopPage, state: str) -> None:
    page, reason = attended, {"registration_change_reason": "Λόγος"}
    asked = {"registration_change", "registration_change_reason"}
    assert errors_of(page, event_state=state, registration_change="correction") >= asked
    assert asked & errors_of(page, event_state=state, registration_change="correction", **reason) == {
        "registration_change"
    }
    assert not asked & errors_of(page, event_state=state, registration_change="moved", **reason)


def test_calling_off_an_event_needs_its_reason_also_where_nobody_has_registered(world: World) -> None:
    page = publish_workshop(world)
    said = {"event_state": "cancelled", "registration_change": "correction"}
    assert {"registration_change", "registration_change_reason"} & errors_of(page, **said) == {
        "registration_change_reason"
    }


def test_nobody_is_asked_where_nobody_has_registered(world: World) -> None:
    page = publish_workshop(world)
    assert "registration_change" not in errors_of(page, begins_at=shown(soon(10)))


@pytest.mark.parametrize(("seats", "refused"), [("0", True), ("1", False), ("100000", False), ("3000000000", True)])
def test_a_number_of_seats_that_no_event_has_is_refused(world: World, seats: str, refused: bool) -> None:
    page = publish_workshop(world)
    assert ("registration_capacity" in errors_of(page, registration_capacity=seats)) is refused


def test_an_expected_date_has_a_period_and_no_hours(world: World) -> None:
    page = publish_workshop(world)
    assert {"begins_at"} <= errors_of(page, date_precision="mid", expected_on="2027-09-01")
    vague = {"begins_at": "", "ends_at": "", "date_precision": "mid"}
    assert "expected_on" in errors_of(page, **vague)
    assert not {"begins_at", "ends_at", "expected_on"} & errors_of(page, **vague, expected_on="2027-09-01")
    assert {"begins_at", "ends_at"} <= errors_of(page, begins_at="", ends_at="")


def test_what_was_said_counts_for_the_next_change_only(attended: WorkshopPage) -> None:
    page = attended
    form = form_of(page, registration_change="moved", registration_change_reason="Λόγος")
    form.is_valid()
    assert page.registration_change_basis == 0
    said = {"registration_change": "moved", "registration_change_reason": "Λόγος", "registration_change_basis": 0}
    assert page.begins_at
    page = republish(page, begins_at=page.begins_at + timedelta(hours=1), **said)
    assert desk_of(page).changes.get().nature == Nature.MOVED
    assert form_of(page).initial["registration_change"] == ""


def test_the_letters_are_previewed_in_each_language(attended: WorkshopPage, rf: RequestFactory) -> None:
    page = attended
    assert page.begins_at
    seated(desk_of(page), language="el")
    page.begins_at += timedelta(days=1)
    page.ends_at = page.begins_at + timedelta(hours=2)
    page.registration_change_reason = "Η αίθουσα έχει βλάβη."
    request = page._get_dummy_request() if hasattr(page, "_get_dummy_request") else rf.get("/")
    shown_page = page.serve_preview(request, "change_letter").content.decode()
    assert "Νέα ημερομηνία" in shown_page
    assert "New date" in shown_page
    assert "Η αίθουσα έχει βλάβη." in shown_page


def test_the_desk_announces_what_was_published_without_a_word(attended: WorkshopPage, admin_client: Client) -> None:
    page = attended
    person = desk_of(page).registrations.get()
    assert page.begins_at
    republish(page, begins_at=page.begins_at + timedelta(hours=1))
    change = desk_of(page).changes.get()
    assert page.title in admin_client.get(desk_url(model="deskchange")).content.decode()
    address = desk_url("inspect", change.pk, model="deskchange")
    assert admin_client.post(address, {"nature": "moved"}).status_code == 422
    typed = {"nature": "moved", "reason_el": "Λόγος", "reason_en": "A reason"}
    assert "A reason" in admin_client.post(address, {**typed, "preview": "1"}).content.decode()
    change.refresh_from_db()
    assert change.is_pending
    assert admin_client.post(address, typed).status_code == 302
    change.refresh_from_db()
    assert (change.nature, change.letters) == (Nature.MOVED, 1)
    assert last_letter(person).kind == NoticeKind.EVENT_MOVED
    assert admin_client.post(address, typed).status_code == 302
    assert admin_client.get(address).status_code == 200
