"""What is found in a host's set-up before anybody visits it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from registrations.checks import check_database, check_options, check_proxies, check_settings


def test_a_host_without_time_zones_is_told_at_the_start(settings: object) -> None:
    assert check_settings() == []
    settings.USE_TZ = False
    assert [message.id for message in check_settings()] == ["registrations.E006"]


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("ATTEMPTS_PER_HOUR", "120", "REGISTRATIONS_ATTEMPTS_PER_HOUR = 120"),
        ("TRUSTED_PROXIES", "1", "REGISTRATIONS_TRUSTED_PROXIES = 1"),
        ("MINIMUM_SECONDS", 2.5, "REGISTRATIONS_MINIMUM_SECONDS = 2"),
        ("LETTERS_PER_HOUR", None, "REGISTRATIONS_LETTERS_PER_HOUR = 5"),
        ("UNDO_MINUTES", True, "REGISTRATIONS_UNDO_MINUTES = 5"),
        ("BOUNCE_ADDRESS", None, 'REGISTRATIONS_BOUNCE_ADDRESS = ""'),
        ("BOUNCE_IMAP", None, 'REGISTRATIONS_BOUNCE_IMAP = ""'),
        ("BOUNCE_MAILDIR", 5, 'REGISTRATIONS_BOUNCE_MAILDIR = ""'),
        ("ZONE", None, 'REGISTRATIONS_ZONE = "Europe/Athens"'),
    ],
)
def test_an_option_of_another_type_is_named_with_the_line_to_write(
    settings: object, name: str, value: object, line: str
) -> None:
    setattr(settings, f"REGISTRATIONS_{name}", value)
    (message,) = check_options()
    assert (message.id, message.hint) == ("registrations.E100", line)
    assert message.msg.startswith(f"REGISTRATIONS_{name} must be ")


def test_a_secret_of_another_type_is_not_told(settings: object) -> None:
    settings.REGISTRATIONS_BOUNCE_SECRET = b"very-secret"
    (message,) = check_options()
    assert message.msg == "REGISTRATIONS_BOUNCE_SECRET must be text in quotes; it is of the type bytes."
    assert "very-secret" not in f"{message}"


@pytest.mark.parametrize(("name", "value", "least"), [("HOLD_MINUTES", -5, 0), ("BULK_LIMIT", 0, 1)])
def test_a_number_that_is_too_low_is_named(settings: object, name: str, value: int, least: int) -> None:
    setattr(settings, f"REGISTRATIONS_{name}", value)
    (message,) = check_options()
    assert message.id == "registrations.E101"
    assert message.msg == f"REGISTRATIONS_{name} must be {least} or more; it is {value}."


def test_a_setting_that_nobody_reads_is_named_with_the_one_that_was_meant(settings: object) -> None:
    settings.REGISTRATIONS_HOLD_MINUTE = 5
    settings.REGISTRATIONS_QUITE_ANOTHER_THING = 5
    first, second = check_options()
    assert {first.id, second.id} == {"registrations.W100"}
    assert first.hint == "Write REGISTRATIONS_HOLD_MINUTES, or take the line out."
    assert second.hint == "Take the line out."


def test_a_directory_of_mail_may_be_a_path(settings: object, tmp_path: Path) -> None:
    settings.REGISTRATIONS_BOUNCE_MAILDIR = tmp_path
    assert check_options() == []


@pytest.mark.parametrize(
    "address", ["mail.example.org", "https://mail.example.org", "imaps:///INBOX", "imaps://desk:pass-word@host:x/"]
)
def test_a_mailbox_without_a_server_is_refused_and_its_password_not_told(settings: object, address: str) -> None:
    settings.REGISTRATIONS_BOUNCE_IMAP = address
    (message,) = check_options()
    assert message.id == "registrations.E012"
    assert "pass-word" not in f"{message}"
    settings.REGISTRATIONS_BOUNCE_IMAP = "imaps://desk%40example.org:pass-word@mail.example.org/INBOX"
    assert check_options() == []


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
