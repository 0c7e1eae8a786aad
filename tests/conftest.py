"""Fixtures and rules for every test: the database, the world of pages, and no silent skip under CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs an event loop beside the tests

import hypothesis
import pytest
from django.conf import LazySettings, settings
from django.core.cache import cache
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from pytest_django.plugin import blocking_manager_key

from tests.rig.database import fresh_database
from tests.rig.postgres import point_at_a_server
from tests.rig.world import World, make_world

HERE = Path(__file__).parent
NOT_COUNTED = {
    "packaging",
    "security",
    "integration/demo",
    "integration/editing/test_beside.py",
    "integration/editing/test_proofreading.py",
    "integration/finding/test_growth.py",
    "integration/head",
    "integration/labs/test_labs.py",
    "integration/notices/test_composing.py",
    "integration/notices/test_delivering.py",
    "integration/notices/test_storm.py",
    "integration/pages/test_practice_blocks.py",
    "integration/pages/test_visitors.py",
    "integration/personal/test_personal_links.py",
    "integration/personal/test_scanners.py",
    "integration/public_form/test_bad_input.py",
    "integration/public_form/test_months.py",
    "integration/public_form/test_previews.py",
    "integration/public_form/test_statements.py",
    "integration/public_form/test_untrusted.py",
    "integration/public_form/test_without_notice.py",
    "integration/publishing/test_desks.py",
    "integration/review/test_exporting.py",
    "integration/review/test_list.py",
    "integration/services/test_machine.py",
    "integration/site",
    "integration/translations",
}
"""What walks again over lines that other rooms test: counting a line doubles the time that it takes."""
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
SOAKING = os.environ.get("SOAK", "") == "1"

hypothesis.settings.register_profile("every-day", deadline=None, derandomize=True, database=None, max_examples=50)
hypothesis.settings.register_profile("soak", deadline=None, database=None, max_examples=2_000)
hypothesis.settings.load_profile("soak" if SOAKING else "every-day")


def pytest_configure(config: pytest.Config) -> None:
    """Start the embedded server once, in the process that the workers come from; they inherit its address."""
    point_at_a_server()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by their room; leave the long matrices to `make soak`; contention is a matter of PostgreSQL.

    `no_cover` is a mark of pytest-cov.
    """
    for item in items:
        room = Path(item.path).relative_to(HERE).parts[0]
        if room == "browser":
            item.add_marker(pytest.mark.browser)
        if any(Path(item.path).is_relative_to(HERE / part) for part in NOT_COUNTED):
            item.add_marker(pytest.mark.no_cover)
        if room == "contention":
            item.add_marker(pytest.mark.contention)
        if room in {"contention", "production"}:
            item.add_marker(pytest.mark.postgres)
            item.add_marker(pytest.mark.xdist_group(room))  # side by side, each in a process of its own
    items.sort(key=lambda item: not Path(item.path).is_relative_to(HERE / "hosts"))  # the longest first
    if not SOAKING:
        long = [item for item in items if item.get_closest_marker("soak")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if not item.get_closest_marker("soak")]
    if not settings.ON_POSTGRESQL:
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="true only on PostgreSQL: set TEST_DATABASE=postgresql"))


@contextmanager
def _uncounted(item: pytest.Item) -> Iterator[None]:
    """Count no lines meanwhile, where a test is not counted."""
    counting = item.config.pluginmanager.getplugin("_cov")
    if counting is None or not item.get_closest_marker("no_cover"):
        yield
        return
    counting.cov_controller.pause()
    try:
        yield
    finally:
        counting.cov_controller.resume()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """The world of an uncounted test is not counted either: the mark of pytest-cov speaks of its call alone."""
    with _uncounted(item):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Turn a skip into a failure under CI, where everything that a test needs must be there."""
    report = yield
    meant = item.get_closest_marker("postgres") and not settings.ON_POSTGRESQL  # it runs in the second pass
    if IN_CI and report.skipped and not hasattr(report, "wasxfail") and not meant:
        report.outcome = "failed"
        report.longrepr = f"Skipped under CI, which counts as failed: {report.longrepr}"
    return report


def empties_tables(item: pytest.Item | None) -> bool:
    """Whether a test commits, so that all tables are emptied after it."""
    if item is None:
        return False
    marker = item.get_closest_marker("django_db")
    commits = marker is not None and bool(marker.kwargs.get("transaction"))
    return commits or not {"transactional_db", "live_server"}.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Put the world back after a test that emptied all tables: a process may take work from another one later."""
    yield
    if empties_tables(item) and nextitem is not None and not empties_tables(nextitem):
        with item.config.stash[blocking_manager_key].unblock():
            make_world()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Replace pytest-django's own set-up: copy a database that was migrated once (a minute) instead of migrating.

    It is open to those alone who ask for it: what others wrote would stay for the tests that follow.
    """
    with ExitStack() as held:
        with django_db_blocker.unblock():
            held.enter_context(fresh_database())
        yield
        with django_db_blocker.unblock():
            held.close()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Nothing that one test cached reaches the next one."""
    cache.clear()
    yield
    cache.clear()
    if isinstance(idle := task_backends["default"], DummyBackend):
        idle.clear()  # it remembers every task


@pytest.fixture
def tasks_at_once(settings: LazySettings) -> None:
    """Run Wagtail's tasks where they are enqueued, as the example site does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture(autouse=True)
def _own_uploads(settings: LazySettings, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Uploads of a test go to a directory that pytest removes."""
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")


@pytest.fixture
def world(db: None) -> World:
    """The smallest site: root page, Greek and English home page, default Site at http://localhost."""
    return make_world()
