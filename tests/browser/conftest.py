"""The browser rig: the system's Chromium, a live server, and a world of pages that the server shows."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import find
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
    """A visitor in Greece on a laptop."""
    return {
        **browser_context_args,
        "locale": "el-GR",
        "timezone_id": "Europe/Athens",
        "viewport": {"width": 1280, "height": 900},
    }


@pytest.fixture
def live_world(live_server: LiveServer, transactional_db: None) -> World:
    """The world of pages, as the live server shows it; links begin with its address."""
    address = urlsplit(live_server.url)
    return make_world(hostname=address.hostname or "localhost", port=address.port or 80)


@pytest.fixture
def console(page: Page) -> list[str]:
    """Collect what the browser complains about, such as a blocked script; assert on it or let it be."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints
