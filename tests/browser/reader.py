"""A visitor who reads a page that was just published, and nobody is shut out of it."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.conftest import PHONE


def says(page: Page, *facts: str) -> None:
    """The public page shows each of the facts, once spaces and line ends are as one."""
    text = " ".join(page.locator("main").inner_text().split())
    assert [fact for fact in facts if fact.casefold() not in text.casefold()] == []


def shuts_nobody_out(page: Page) -> None:
    """The page that was just published keeps the rules of accessibility, also on a phone."""
    page.set_viewport_size(PHONE)
    page.reload()
    assert violations(page) == []
