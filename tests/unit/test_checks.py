"""What is found in a host's set-up before anybody visits it."""

from __future__ import annotations

from registrations.checks import check_settings


def test_a_host_without_time_zones_is_told_at_the_start(settings: object) -> None:
    assert check_settings() == []
    settings.USE_TZ = False
    assert [message.id for message in check_settings()] == ["registrations.E006"]
