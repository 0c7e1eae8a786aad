"""An editor moves an event that somebody has registered for, reads the letter first, and the person learns of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import BrowserContext, Page, expect

from innovation_pages.models import WorkshopPage
from registrations.models import Notice, NoticeKind
from registrations.notices.composing import compose
from registrations.notices.links import personal_path
from registrations.text import date_text
from tests.browser.fair import Fair
from tests.browser.staff import make_editor
from tests.factories.registrations import seated, soon

SignIn = Callable[[BrowserContext, Any], None]
REASON = "Η αίθουσα έχει βλάβη."


@pytest.fixture
def moved_to() -> Any:
    return localtime(soon(days=44)).replace(hour=10)  # so that it ends on the same day, whenever the test runs


def test_an_editor_moves_an_event_and_the_person_learns_of_it(
    page: Page, fair: Fair, sign_in: SignIn, moved_to: Any
) -> None:
    pair = fair.workshop(registration_capacity=5)
    person = seated(pair.desk, language="el")
    sign_in(page.context, make_editor(fair.home.el))
    page.goto(f"{fair.home.address('el')}admin/pages/{pair.el.pk}/edit/")
    page.get_by_role("tab", name="Event", exact=False).click()
    for name, moment in (("begins_at", moved_to), ("ends_at", moved_to + timedelta(hours=3))):
        page.locator(f"[name={name}]").fill(moment.strftime("%d/%m/%Y %H:%M"))
        page.keyboard.press("Escape")

    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("error")
    page.get_by_role("tab", name="Registration", exact=False).click()
    choice = page.locator("[name=registration_change]")
    complaint = page.locator(".w-field").filter(has=choice).locator(".w-field__errors")
    expect(complaint).to_contain_text("Say whether it is a correction or a real change")
    choice.select_option("moved")
    page.locator("[name=registration_change_reason]").fill(REASON)

    page.get_by_role("button", name="Toggle preview").click()
    letter = page.frame_locator("[data-side-panel=preview] iframe").last
    # Wagtail throws a preview away that is asked for while the one before it still loads.
    expect(letter.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    page.locator("[data-side-panel=preview] select").select_option("change_letter")
    expect(letter.locator("body")).to_contain_text(REASON, timeout=20_000)
    expect(letter.locator("body")).to_contain_text(date_text(moved_to.date(), "el"))
    page.get_by_role("button", name="Toggle preview").click()

    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".messages")).to_contain_text("published", timeout=30_000)

    notice = Notice.objects.get(registration=person, kind=NoticeKind.EVENT_MOVED)
    body = " ".join(compose(notice).body.split())
    assert date_text(moved_to.date(), "el") in body
    page.goto(f"{fair.home.address('el').rstrip('/')}{personal_path(person)}")
    expect(page.locator("main")).to_contain_text(date_text(moved_to.date(), "el"))
    page.goto(WorkshopPage.objects.get(pk=pair.el.pk).full_url)
    expect(page.locator("main s").first).to_be_visible()
    expect(page.locator("main")).to_contain_text(REASON)
