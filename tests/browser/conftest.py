"""The browser rig: the system's Chromium, a live server, pages that the server shows, and an eye on every page."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Permission
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer
from wagtail.models import Collection, GroupCollectionPermission

from tests.browser.chromium import find
from tests.browser.fair import Fair, Pair, make_fair
from tests.browser.staff import make_editor
from tests.browser.watch import Watch
from tests.browser.writer import Writer
from tests.rig.world import World, make_world

# What keeps Chromium from calling home during a test; a sandbox inside a container is not to be had.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]

expect.set_options(timeout=30_000)  # a busy machine takes its time to publish a page

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Launch the system's Chromium; without one the test is skipped, and under CI it fails."""
    path = find()
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("The browser tests need Chromium: run `make browser`.")
        pytest.skip("there is no Chromium: run `make browser`")
    return {**browser_type_launch_args, "executable_path": path, "args": FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor in Greece at a desk, who has asked for no movement on the screen."""
    return {
        **browser_context_args,
        "locale": "el-GR",
        "timezone_id": "Europe/Athens",
        "viewport": DESK,
        "reduced_motion": "reduce",
    }


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """What went wrong behind the scenes of any page of the test; there must be nothing in the end."""
    watch = Watch(live_server.url)
    yield watch
    assert not watch.complaints, "\n".join(watch.complaints)


@pytest.fixture
def new_context(new_context: Callable[..., BrowserContext], watch: Watch) -> Callable[..., BrowserContext]:
    """Every browser window of a test is watched."""

    def watched(**options: Any) -> BrowserContext:
        context = new_context(**options)
        watch.follow(context)
        return context

    return watched


@pytest.fixture
def live_world(live_server: LiveServer, transactional_db: None) -> World:
    """The world of pages, as the live server shows it; links begin with its address."""
    address = urlsplit(live_server.url)
    return make_world(hostname=address.hostname or "localhost", port=address.port or 80)


@pytest.fixture
def bare_fair(live_world: World) -> Fair:
    """The fair as it is set up, before Wagtail's tasks run."""
    return make_fair(live_world)


@pytest.fixture
def fair(bare_fair: Fair, settings: LazySettings, tasks_at_once: None) -> Fair:
    """A small site in Greek and English; forms may come back at once, as a browser is quicker than a person."""
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    for found_by_editors in (bare_fair.unit, bare_fair.venue):
        found_by_editors.save()  # a task takes it into Wagtail's index
    return bare_fair


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[[BrowserContext, Any], None]:
    """Give a browser window the session of a member of staff."""

    def sign_in(context: BrowserContext, user: Any) -> None:
        client = Client()
        client.force_login(user)
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])

    return sign_in


@pytest.fixture
def editor(fair: Fair) -> Any:
    """An editor of the site who may also upload pictures and documents."""
    editor = make_editor(fair.home.el)
    root = Collection.get_first_root_node()
    for app, codename in (("wagtailimages", "add_image"), ("wagtaildocs", "add_document")):
        add = Permission.objects.get(content_type__app_label=app, codename=codename)
        GroupCollectionPermission.objects.create(group=editor.groups.get(), collection=root, permission=add)
    return editor


@pytest.fixture
def writes(
    page: Page, fair: Fair, editor: Any, sign_in: Callable[[BrowserContext, Any], None]
) -> Callable[[str, Pair], Writer]:
    """Open the form of a new page of a type below a list, as the editor."""
    sign_in(page.context, editor)
    home = fair.home.address("el")
    return lambda kind, above: Writer(page, f"{home}admin/pages/add/innovation_pages/{kind}/{above.el.pk}/")
