"""A cache in Redis that the site can do without: while Redis is gone, reads find nothing and writes are dropped."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache.backends.redis import RedisCache, RedisCacheClient
from redis.exceptions import RedisError

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

logger = logging.getLogger(__name__)

REST = 5.0
"""Seconds during which Redis is left alone after a fault: a page asks often, and each time could wait in vain."""
SILENCE = 60.0
"""Seconds between two lines in the log."""


class Outage:
    """What this process knows of the server: it is left alone for a while after a fault, and complained of rarely."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left_alone_until = self._next_line = float("-inf")

    @property
    def lasts(self) -> bool:
        """Whether the server is not to be asked now."""
        return self._clock() < self._left_alone_until

    def note(self, fault: Exception) -> None:
        """Remember a fault; say so unless that was said a moment ago."""
        now = self._clock()
        self._left_alone_until = now + REST
        if now >= self._next_line:
            self._next_line = now + SILENCE
            logger.warning("Redis does not answer (%s): the site goes on without its cache.", type(fault).__name__)


class SpareClient(RedisCacheClient):
    """Django's own client, whose every question has an answer for when there is no server.

    A key that is counted up is missing then (ValueError, as Django has it): nothing may rest on a count that is kept
    in a cache.
    """

    outage = Outage()

    def add(self, key: Any, value: Any, timeout: Any) -> bool:
        return self._ask(False, super().add, key, value, timeout)

    def get(self, key: Any, default: Any) -> Any:
        return self._ask(default, super().get, key, default)

    def set(self, key: Any, value: Any, timeout: Any) -> None:
        self._ask(None, super().set, key, value, timeout)

    def touch(self, key: Any, timeout: Any) -> bool:
        return self._ask(False, super().touch, key, timeout)

    def delete(self, key: Any) -> bool:
        return self._ask(False, super().delete, key)

    def get_many(self, keys: Any) -> dict[Any, Any]:
        return self._ask({}, super().get_many, keys)

    def has_key(self, key: Any) -> bool:
        return self._ask(False, super().has_key, key)

    def incr(self, key: Any, delta: Any) -> int:
        counted = self._ask(None, super().incr, key, delta)
        if counted is None:
            raise ValueError(f"Key {key!r} not found.")
        return counted

    def set_many(self, data: Any, timeout: Any) -> None:
        self._ask(None, super().set_many, data, timeout)

    def delete_many(self, keys: Any) -> None:
        self._ask(None, super().delete_many, keys)

    def clear(self) -> bool:
        return self._ask(False, super().clear)

    def _ask(self, otherwise: T, ask: Callable[..., T], *question: Any) -> T:
        if self.outage.lasts:
            return otherwise
        try:
            return ask(*question)
        except (RedisError, OSError) as fault:
            self.outage.note(fault)
            return otherwise


class SpareRedisCache(RedisCache):
    """The cache of the site. What could not be removed during an outage stays until its time is over."""

    def __init__(self, server: str | list[str], params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._class = SpareClient
