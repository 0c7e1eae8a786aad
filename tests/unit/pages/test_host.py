"""What the app asks of the site that it is installed in."""

import pytest
from django.conf import settings as django_settings

from innovation_pages import checks
from innovation_pages.checks import check_host
from innovation_pages.conf import app_settings
from innovation_pages.zones import default_zone, zone_choices


def ids() -> list[str | None]:
    return [message.id for message in check_host(None)]


def test_the_example_site_is_a_good_host() -> None:
    assert ids() == []


@pytest.mark.parametrize(
    ("name", "option", "expected"),
    [
        ("INNOVATION_PAGES_PHONE_COUNTRY_CODE", "0030", "innovation_pages.E002"),
        ("INNOVATION_PAGES_ZONE", "Europe/Larissa", "innovation_pages.E003"),
        ("INNOVATION_PAGES_PAGE_SIZE", 0, "innovation_pages.E101"),
        ("INNOVATION_PAGES_PAGE_SIZE", "12", "innovation_pages.E100"),
        ("INNOVATION_PAGES_PHONE_COUNTRY_CODE", 30, "innovation_pages.E100"),
        ("INNOVATION_PAGES_ZONE", None, "innovation_pages.E100"),
        ("INNOVATION_PAGES_PAGESIZE", 12, "innovation_pages.W100"),
    ],
)
def test_an_option_that_cannot_be_meant_is_named(settings, name: str, option: object, expected: str) -> None:
    setattr(settings, name, option)
    assert ids() == [expected]


def test_each_missing_app_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks.apps, "is_installed", lambda name: name != "wagtail.contrib.settings")
    (message,) = check_host(None)
    assert message.id == "innovation_pages.E001"
    assert "wagtail.contrib.settings" in message.msg


def test_without_options_the_defaults_count() -> None:
    assert app_settings.PHONE_COUNTRY_CODE == "+30"
    assert app_settings.PAGE_SIZE == 12
    assert app_settings.ZONE == django_settings.TIME_ZONE


def test_the_zones_begin_with_the_default_and_hold_no_place_twice() -> None:
    names = [name for name, _label in zone_choices()]
    assert names[0] == default_zone()
    assert len(names) == len(set(names))
    assert {"UTC", "Europe/Athens", "Europe/Brussels", "America/New_York"} <= set(names)
    assert "Etc/GMT+2" not in names
