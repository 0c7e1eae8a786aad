"""Somebody words a letter, and reads it while typing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import BrowserContext, Page, expect

from registrations.models import LetterWording
from tests.browser.fair import Fair
from tests.browser.staff import make_member


def test_the_letter_is_shown_while_its_words_are_typed_and_nothing_is_kept_before_the_button(
    page: Page, fair: Fair, sign_in: Callable[[BrowserContext, Any], None]
) -> None:
    sign_in(page.context, make_member("settler", "registrations.change_registrationsettings"))
    site = fair.world.site
    page.goto(f"{site.root_url}{reverse('registrations_wording_of_site', args=[site.pk])}?kind=accepted&language=el")
    page.locator("textarea[name=opening]").fill("Σας περιμένουμε {when}.")
    expect(page.locator("[data-wording-preview]")).to_contain_text("Σας περιμένουμε")
    assert not LetterWording.objects.exists()
    page.locator("button[name=keep]").click()
    expect(page.locator("button[name=reset]")).to_be_visible()
    assert LetterWording.objects.get().opening == "Σας περιμένουμε {when}."
