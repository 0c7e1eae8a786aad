"""One site under production settings for all tests of this room: it starts once, and is shared."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django.plugin import DjangoDbBlocker

from tests.rig.database import another_database
from tests.rig.production import HOST, Browser, Redis, Site, redis_server, url_of
from tests.rig.smtp import MailServer, mail_server
from tests.rig.world import make_world


@pytest.fixture(scope="package")
def post() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


@pytest.fixture(scope="package")
def redis() -> Iterator[Redis]:
    with redis_server() as server:
        yield server


@pytest.fixture(scope="package")
def site(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
    post: MailServer,
    redis: Redis,
) -> Iterator[Site]:
    """Two web processes and a worker at a database of their own, which the tests see too."""
    assert django_settings.ON_POSTGRESQL
    with django_db_blocker.unblock(), another_database("production") as name:
        make_world(hostname=HOST, port=443)
        site = Site(tmp_path_factory.mktemp("site"), url_of(name), post.port, redis.url)
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda words: site.manage(*words, "--no-input"), [("migrate",), ("collectstatic",)]))
        try:
            site.start_web()
            site.start_worker()
            yield site
        finally:
            site.end()


@pytest.fixture
def visitor(site: Site) -> Browser:
    return Browser(site.port)


@pytest.fixture
def place(site: Site) -> Path:
    return site.place
