"""Attempts are counted per network and forgotten after an hour."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import RequestFactory

from registrations.domain.errors import TooManyAttempts
from registrations.models import Attempt
from registrations.services.limiting import count_attempt, forget_attempts, network_address
from tests.factories.truths import NOW


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, "", "203.0.113.1", "203.0.113.1"),
        (0, "1.1.1.1", "203.0.113.1", "203.0.113.1"),
        (1, "", "203.0.113.1", "203.0.113.1"),
        (1, "1.1.1.1, 198.51.100.7", "10.0.0.1", "198.51.100.7"),
        (2, "1.1.1.1, 198.51.100.7, 10.0.0.2", "10.0.0.1", "198.51.100.7"),
        (2, "198.51.100.7", "10.0.0.1", "10.0.0.1"),
        (1, " , ,", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", ""),
        (0, "", "", ""),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "2001:db8:1:2::1", "2001:db8:1:2::/64"),
        (0, "", "::ffff:203.0.113.1", "203.0.113.1"),
        (0, "", "unix:", ""),
    ],
)
def test_whose_network_it_is(settings: object, proxies: int, forwarded: str, remote: str, expected: str) -> None:
    settings.REGISTRATIONS_TRUSTED_PROXIES = proxies
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert network_address(RequestFactory().get("/", REMOTE_ADDR=remote, **extra)) == expected


@pytest.mark.django_db
def test_the_limit_holds_for_an_hour_a_network_and_a_scope(settings: object) -> None:
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 2
    for _ in range(2):
        count_attempt(scope="a", address="203.0.113.1", now=NOW)
    with pytest.raises(TooManyAttempts):
        count_attempt(scope="a", address="203.0.113.1", now=NOW)
    count_attempt(scope="b", address="203.0.113.1", now=NOW)
    count_attempt(scope="a", address="203.0.113.2", now=NOW)
    count_attempt(scope="a", address="203.0.113.1", now=NOW + timedelta(hours=1))


@pytest.mark.django_db
def test_attempts_are_forgotten_after_an_hour() -> None:
    count_attempt(scope="a", address="203.0.113.1", now=NOW)
    count_attempt(scope="a", address="203.0.113.1", now=NOW + timedelta(minutes=30))
    assert forget_attempts(now=NOW + timedelta(hours=1)) == 1
    assert Attempt.objects.count() == 1
    assert str(Attempt.objects.get()) == Attempt.objects.get().origin[:8]
