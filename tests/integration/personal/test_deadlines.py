"""The deadline of a registration elsewhere as a calendar file, for anybody who may see its page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from wagtail.models import PageViewRestriction

from innovation_pages.models import WorkshopIndexPage, WorkshopPage
from tests.rig.world import World


def call_elsewhere(world: World, **facts: Any) -> WorkshopPage:
    """A published call whose applications are made in another system until the end of January."""
    parent = world.home.add_child(instance=WorkshopIndexPage(title="Εργαστήρια", slug="workshops", locale=world.el))
    page = WorkshopPage(
        **{
            "title": "Πρόσκληση",
            "slug": "call",
            "locale": world.el,
            "begins_at": datetime(2027, 3, 1, 8, tzinfo=UTC),
            "ends_at": datetime(2027, 3, 1, 12, tzinfo=UTC),
            "registration_mode": "elsewhere",
            "registration_link": "https://apply.example.org/",
            "registration_closes_on": date(2027, 1, 31),
            **facts,
        }
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def link_of(page: WorkshopPage) -> str:
    return reverse("registrations:deadline", args=[page.pk])


def test_a_deadline_given_as_a_day_is_that_whole_day(client: Client, world: World) -> None:
    page = call_elsewhere(world)
    answer = client.get(link_of(page))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.decoded("DTSTART") == date(2027, 1, 31)
    assert "Πρόσκληση" in event["SUMMARY"]
    assert event["URL"] == page.full_url
    assert answer.content == client.get(link_of(page)).content


def test_a_deadline_with_an_hour_is_that_moment(client: Client, world: World) -> None:
    page = call_elsewhere(world, registration_closes_time=time(15, 0))
    event = Calendar.from_ical(client.get(link_of(page)).content).walk("VEVENT")[0]
    assert event.decoded("DTSTART").isoformat() == "2027-01-31T15:00:00+02:00"


@pytest.mark.parametrize(
    "facts",
    [{"registration_closes_on": None}, {"registration_mode": "none"}, {"registration_mode": "here"}],
)
def test_without_a_deadline_elsewhere_there_is_no_file(client: Client, world: World, facts: dict[str, Any]) -> None:
    assert client.get(link_of(call_elsewhere(world, **facts))).status_code == 404


def test_a_page_that_is_no_call_has_no_deadline(client: Client, world: World) -> None:
    assert client.get(reverse("registrations:deadline", args=[world.home.pk])).status_code == 404
    assert client.get(reverse("registrations:deadline", args=[0])).status_code == 404


def test_a_draft_and_a_page_below_a_restricted_one_tell_nothing(client: Client, world: World) -> None:
    page = call_elsewhere(world)
    restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(link_of(page)).status_code == 404
    restriction.delete()
    assert client.get(link_of(page)).status_code == 200
    copy = page.create_alias(update_slug="copy")
    assert client.get(link_of(copy)).status_code == 200
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(link_of(copy)).status_code == 404
    restriction.delete()
    page.unpublish()
    assert client.get(link_of(page)).status_code == 404


def test_a_deadline_takes_no_forms(client: Client, world: World) -> None:
    assert client.post(link_of(call_elsewhere(world))).status_code == 405
