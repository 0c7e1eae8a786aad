"""Redis is gone: the site is slower, and nothing else."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches
from django.test import Client
from redis.exceptions import BusyLoadingError

from cms_site.cache import REST, SILENCE, Outage, SpareClient
from cms_site.settings.environment import redis_cache
from registrations.models import Registration
from tests.factories.pages import Visitor, publish_workshop
from tests.rig.world import World


class Clock:
    """A clock that moves on by itself, a step each time that somebody looks at it."""

    now, step = 0.0, 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def _dead_redis(settings: object, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> Iterator[None]:
    """A port on which nobody listens."""
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        port = reserved.getsockname()[1]
        monkeypatch.setattr(SpareClient, "outage", Outage(clock))
        settings.CACHES = {"default": redis_cache(f"redis://127.0.0.1:{port}/0")}
        yield


@pytest.mark.usefixtures("_dead_redis")
@pytest.mark.parametrize("resting", [False, True])
def test_reads_find_nothing_and_writes_are_dropped(clock: Clock, resting: bool) -> None:
    clock.step = 0 if resting else REST
    cache.set("a", 1)
    assert cache.get("a") is None
    assert cache.get("a", "default") == "default"
    assert cache.get_or_set("a", lambda: 7) == 7
    assert cache.get_many(["a", "b"]) == {}
    assert "a" not in cache
    assert not any([cache.add("a", 1), cache.touch("a"), cache.delete("a"), cache.clear()])
    assert cache.set_many({"a": 1}) == []
    cache.delete_many(["a"])
    with pytest.raises(ValueError, match="not found"):
        cache.incr("a")


@pytest.mark.usefixtures("_dead_redis")
def test_the_log_hears_of_it_once_a_minute(clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="cms_site.cache"):
        for _ in range(30):
            cache.get("somebody@example.org")
            clock.now += REST
        lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 1 + 29 * REST // SILENCE
    assert "ConnectionError" in lines[0]
    assert "somebody" not in caplog.text


def test_a_server_that_answers_again_is_asked_again(monkeypatch: pytest.MonkeyPatch, clock: Clock) -> None:
    client = SpareClient(["redis://127.0.0.1:1/0"])
    monkeypatch.setattr(client, "outage", Outage(clock))
    asked = []

    def ask(answer: str) -> str:
        asked.append(answer)
        if len(asked) == 1:
            raise BusyLoadingError("loading")
        return answer

    told = []
    for _ in range(3):
        told.append(client._ask("nothing", ask, "found"))
        clock.now += REST / 2
    assert (told, len(asked)) == (["nothing", "nothing", "found"], 2)


@pytest.mark.django_db
@pytest.mark.usefixtures("_dead_redis")
def test_pages_are_shown_forms_are_taken_and_the_limit_of_a_network_holds(
    client: Client, world: World, settings: object
) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 2
    assert type(caches["default"]).__name__ == "SpareRedisCache"
    page = publish_workshop(world)
    answers = [Visitor(Client(), page).sends().status_code for _ in range(3)]
    assert answers == [302, 302, 429]
    assert Registration.objects.count() == 2
    assert client.get("/").status_code == 200
    assert client.get("/admin/login/").status_code == 200
