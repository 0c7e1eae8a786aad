"""The skip link: it lies over the page, so that nothing moves away from under the mouse when it gets or loses focus."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles import finders
from playwright.sync_api import Page, expect

from tests.browser.fair import Fair


def it_moves_nothing(page: Page) -> None:
    main, skip = page.locator("main"), page.locator("a[href='#main']")
    before = main.bounding_box()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.elementFromPoint(10, 10).getAttribute('href')") == "#main"
    assert main.bounding_box() == before


def test_in_the_frame_of_a_host(page: Page, fair: Fair) -> None:
    page.goto(f"{fair.world.site.root_url}/en/")
    it_moves_nothing(page)


def test_in_the_frame_of_the_booking_office_alone(page: Page) -> None:
    styles = [
        Path(str(finders.find(f"registrations/{name}.css"))).read_text() for name in ("registrations", "standalone")
    ]
    page.set_content(
        f"<style>{''.join(styles)}</style><body class='rg-page'><a class='rg-skip' href='#main'>Skip</a>"
        "<main id='main' class='rg-main'><h1>Title</h1></main>"
    )
    it_moves_nothing(page)
