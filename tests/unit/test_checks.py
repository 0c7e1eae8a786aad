"""What is found in a host's set-up before anybody visits it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from registrations.checks import check_database, check_proxies, check_settings


def test_a_host_without_time_zones_is_told_at_the_start(settings: object) -> None:
    assert check_settings() == []
    settings.USE_TZ = False
    assert [message.id for message in check_settings()] == ["registrations.E006"]


def test_a_host_behind_a_proxy_is_told_when_all_visitors_would_share_one_limit(settings: object) -> None:
    assert check_proxies() == []
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert [message.id for message in check_proxies()] == ["registrations.W004"]
    settings.REGISTRATIONS_TRUSTED_PROXIES = 1
    assert check_proxies() == []


def test_a_host_on_sqlite_is_told_how_people_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {}}
    databases = {"default": plain, "other": {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {}}}
    monkeypatch.setattr("registrations.checks.connections", SimpleNamespace(settings=databases))
    assert [message.id for message in check_database()] == ["registrations.W005"]
    databases["default"] = {**plain, "OPTIONS": {"transaction_mode": "immediate"}}
    assert check_database() == []
