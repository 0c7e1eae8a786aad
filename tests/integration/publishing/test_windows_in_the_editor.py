"""The days of a registration are checked as the editor types them, not as they were before."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.fields import RichTextField, StreamField
from wagtail.test.utils.form_data import rich_text

from innovation_pages.models import NewsPage
from registrations.pages.readiness import readiness
from registrations.public import Occasion, RegistrationPageForm
from tests.factories.pages import desk_of, publish_news
from tests.rig.world import World

SPRING = date(2027, 3, 28)
"""The clocks of Greece go from 3 to 4 in the morning of that day."""


def errors_of(page: NewsPage, **typed: Any) -> dict[str, Any]:
    """What the page form says when its registration fields are sent with these values."""
    form_class = NewsPage.get_edit_handler().get_form_class()
    sent: dict[str, Any] = {"title": page.title, "slug": page.slug, "registration_mode": page.registration_mode}
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            sent[f"{field.name}-count"] = "0"
        if isinstance(field, RichTextField):
            sent[field.name] = rich_text("")
    return form_class({**sent, **typed}, instance=page).errors


def test_a_registration_that_closes_before_it_opens_is_refused_at_once(world: World) -> None:
    page = publish_news(world)
    days = {"registration_opens_on": "2027-05-02", "registration_closes_on": "2027-05-01"}
    assert "registration_closes_on" in errors_of(page, **days)


def test_what_is_wrong_with_two_rules_is_said_at_once(world: World) -> None:
    page = publish_news(world, registration_mode="here")
    rules = {"registration_person_key": "organisation", "registration_party_size": "4"}
    assert {"registration_person_key", "registration_party_size"} <= errors_of(page, **rules).keys()


def test_a_registration_that_was_mended_is_taken_at_once(world: World) -> None:
    page = publish_news(world, registration_opens_on=date(2027, 5, 2), registration_closes_on=date(2027, 5, 1))
    days = {"registration_opens_on": "2027-05-02", "registration_closes_on": "2027-05-03"}
    assert "registration_closes_on" not in errors_of(page, **days)


def test_a_time_that_no_clock_shows_is_refused_on_its_field(world: World) -> None:
    days = {"registration_closes_on": "2027-03-28", "registration_closes_time": "03:30"}
    assert "registration_closes_time" in errors_of(publish_news(world), **days)


def test_the_time_at_which_it_opens_is_blamed_on_its_own_field_also_where_that_is_not_in_the_form(world: World) -> None:
    class Title(RegistrationPageForm):
        class Meta:
            model = NewsPage
            fields = ("title",)
            formsets = ()

    page = publish_news(world)
    days = {"registration_opens_on": "2027-03-28", "registration_opens_time": "03:30"}
    assert {"registration_opens_time", "registration_closes_time"} & set(errors_of(page, **days)) == {
        "registration_opens_time"
    }
    page.registration_opens_on, page.registration_opens_time = SPRING, time(3, 30)
    assert list(Title({"title": "New"}, instance=page).errors) == ["__all__"]
    assert "registration_opens_time" in {line.field for line in readiness(page, now=datetime.now(UTC))}


def test_the_window_is_counted_and_shown_in_the_one_zone_of_the_occasion(
    world: World, settings: Any, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    settings.REGISTRATIONS_ZONE = "Pacific/Auckland"
    page = publish_news(world, registration_mode="here", registration_closes_on=date(2099, 7, 1))
    desk = desk_of(page)
    assert (desk.zone, desk.closes_at) == ("Pacific/Auckland", datetime(2099, 7, 1, 12, tzinfo=UTC))
    monkeypatch.setattr(NewsPage, "occasion", lambda page: Occasion(title=page.title, zone="Mars/Olympus"))
    with pytest.raises(ValidationError, match="Mars/Olympus"):
        page.full_clean()
    assert client.get(page.get_url()).status_code == 200


def test_a_draft_with_such_a_time_is_not_kept_since_nobody_could_look_at_it(world: World) -> None:
    page = publish_news(world)
    page.registration_closes_on, page.registration_closes_time = SPRING, time(3, 30)
    with pytest.raises(ValidationError, match="registration_closes_time"):
        page.save_revision()


def test_whole_months_have_no_hour(world: World) -> None:
    typed = {"registration_closes_on": "2024-01-10", "registration_closes_time": "12:00", "registration_by_month": "on"}
    assert "registration_closes_time" in errors_of(publish_news(world), **typed)


def test_whole_months_of_one_year_in_the_wrong_order_are_refused(world: World) -> None:
    days = {"registration_opens_on": "2024-02-01", "registration_closes_on": "2024-01-31"}
    assert "registration_closes_on" in errors_of(publish_news(world), registration_by_month="on", **days)
    days["registration_closes_on"] = "2024-02-01"
    assert "registration_closes_on" not in errors_of(publish_news(world), registration_by_month="on", **days)
