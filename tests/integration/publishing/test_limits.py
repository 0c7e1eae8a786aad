"""Days and numbers that nothing can be reckoned with come back to the editor in a sentence, beside what was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection
from django.test import Client
from django.utils.translation import override

from innovation_pages.models import WorkshopPage
from registrations.notices.links import personal_path
from registrations.pages.limits import LONGEST, MOST_SEATS
from registrations.pages.readiness import readiness
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.pages import desk_of, publish_news, publish_workshop
from tests.factories.registrations import make_desk, seated, soon
from tests.integration.publishing.test_windows_in_the_editor import errors_of
from tests.rig.world import World

pytestmark = pytest.mark.django_db

HUGE = 2_147_483_647


def refused(page: WorkshopPage, **facts: Any) -> list[str]:
    """The fields that the page objects to, as a draft and as published."""
    for name, value in facts.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as found:
        page.full_clean()
    list(readiness(page, now=datetime.now(UTC)))  # the editor shows the page as it was typed
    return list(found.value.message_dict)


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("registration_closes_on", date(9999, 12, 31)),
        ("registration_closes_on", date(9999, 1, 1)),
        ("registration_opens_on", date(1, 1, 1)),
        ("registration_opens_on", date(9999, 12, 31)),
    ],
)
@pytest.mark.parametrize("by_month", [False, True])
def test_a_day_with_which_the_calendar_ends_is_refused_on_its_field(
    world: World, field: str, day: date, by_month: bool
) -> None:
    assert refused(publish_workshop(world), **{field: day}, registration_by_month=by_month) == [field]


def test_the_form_of_the_editor_comes_back_and_says_what_to_do(world: World) -> None:
    with override("en"):
        errors = errors_of(publish_news(world), registration_closes_on="9999-12-31")
        assert "leave the field empty" in str(errors["registration_closes_on"])


@pytest.mark.parametrize("year", [2, 1821, 2200, 9999])
def test_an_event_is_held_in_a_year_that_somebody_can_mean(world: World, year: int) -> None:
    begins = datetime(year, 6, 1, 8, tzinfo=UTC)
    page = publish_workshop(world)
    assert refused(page, begins_at=begins, ends_at=begins + timedelta(hours=2)) == ["begins_at", "ends_at"]


@pytest.mark.parametrize("begins", [datetime(9999, 12, 31, 23, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)])
def test_so_is_a_session(world: World, begins: datetime) -> None:
    block = ("session", {"title": "Πρωί", "begins": begins, "ends": begins, "registration": "here"})
    assert "sessions" in refused(publish_workshop(world), sessions=[block])


def test_an_expected_day_has_such_a_year_too(world: World) -> None:
    page = publish_workshop(world)
    facts = {"begins_at": None, "ends_at": None, "date_precision": "quarter", "expected_on": date(9999, 12, 1)}
    assert refused(page, **facts) == ["expected_on"]


def test_a_page_type_whose_hours_cannot_be_read_at_all_is_refused_as_a_whole(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = publish_workshop(world)

    def beyond(_page: WorkshopPage) -> None:
        raise OverflowError

    monkeypatch.setattr(WorkshopPage, "occasion", beyond)
    with pytest.raises(ValidationError) as found:
        page.full_clean()
    assert list(found.value.message_dict) == [NON_FIELD_ERRORS]


@pytest.mark.parametrize("field", LONGEST)
def test_a_number_that_nobody_means_is_refused_on_its_field(world: World, field: str) -> None:
    page = publish_workshop(world)
    assert refused(page, **{field: HUGE}) == [field]
    setattr(page, field, LONGEST[field])
    page.full_clean()


def test_so_are_the_seats_of_a_session(world: World) -> None:
    hours = {"begins": soon(days=30), "ends": soon(days=30, hours=1)}
    block = ("session", {"title": "Πρωί", **hours, "registration": "here", "capacity": MOST_SEATS + 1})
    page = publish_workshop(world)
    assert refused(page, begins_at=hours["begins"], ends_at=hours["ends"], sessions=[block]) == ["sessions"]


def test_what_was_stored_before_breaks_nobodys_page(client: Client) -> None:
    most = 2**15 - 1 if connection.vendor == "postgresql" else HUGE  # as much as the column takes
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=most, begins_at=None)
    sitting, waiting = seated(desk), seated(desk)
    cancel(registration=sitting, by=PERSON, now=soon())
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    late = seated(make_desk(edits="before_begin", edit_hours=most, remind_hours=most))
    for person in (waiting, late):
        assert client.get(personal_path(person)).status_code == 200


def test_an_event_at_the_end_of_the_calendar_that_was_stored_before_leaves_the_list_standing(
    world: World, client: Client
) -> None:
    page = publish_workshop(world)
    begins = datetime(9999, 12, 30, 8, tzinfo=UTC)
    WorkshopPage.objects.filter(pk=page.pk).update(begins_at=begins, ends_at=begins + timedelta(hours=1))
    assert client.get(page.get_parent().get_url() + "ics/").status_code == 200
    desk = desk_of(page)
    desk.begins_at, desk.ends_at = begins, begins + timedelta(hours=1)
    desk.save()
    person = seated(desk)
    assert client.get(personal_path(person) + "calendar.ics").status_code == 200
