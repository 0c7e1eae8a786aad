"""What an editor sees beside the page, and is told before visitors read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from innovation_pages.models import WorkshopPage
from tests.browser.axe import violations
from tests.browser.fair import Fair
from tests.browser.staff import make_editor
from tests.browser.writer import Writer
from tests.factories.registrations import seated


def test_an_editor_mends_what_the_panel_and_the_form_say(
    page: Page, fair: Fair, sign_in: Callable[[BrowserContext, Any], None]
) -> None:
    workshop = fair.workshop(registration_capacity=None)
    seated(workshop.desk)
    sign_in(page.context, make_editor(fair.home.el))
    writer = Writer(page, f"{fair.world.site.root_url}/admin/pages/{workshop.el.pk}/edit/")

    page.get_by_role("button", name="Toggle registration").click()
    panel = page.locator("[data-side-panel=registration]")
    expect(panel).to_contain_text("1 seat taken, no limit")
    expect(panel).to_contain_text("There is no limit of seats")
    expect(panel.get_by_role("link", name="To the registrations")).to_have_count(0)
    assert not [line for line in violations(page) if "data-side-panel" in line or "rg-beside" in line]

    panel.get_by_role("listitem").filter(has_text="There is no limit of seats").get_by_role("link").click()
    expect(page.get_by_role("tab", name="Registration", exact=False)).to_have_attribute("aria-selected", "true")
    writer.fills_in(registration_capacity="25")
    writer.opens_tab("Content")
    writer.fills_in(summary="Την Τρίτη 19 Ιανουαρίου 2026, στη Λάρισα.")
    writer.publishes(says="error")
    expect(page.get_by_text("It is Monday 19 January 2026.").first).to_be_visible()
    assert WorkshopPage.objects.get(pk=workshop.el.pk).registration_capacity is None

    writer.fills_in(summary="Τη Δευτέρα 19 Ιανουαρίου 2026, στη Λάρισα.")
    writer.publishes()
    assert WorkshopPage.objects.get(pk=workshop.el.pk).registration_capacity == 25
