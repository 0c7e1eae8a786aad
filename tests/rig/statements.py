"""How much a request asks of the database."""

from __future__ import annotations

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def statements(client: Client, address: str, **query: str) -> int:
    """How many statements an address takes once what is kept for everybody is kept."""
    cache.clear()
    client.get(address, query)
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address, query).status_code == 200
    return len(caught)
