"""A visitor at the browser: what somebody does on the public pages, step by step."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.post import link_in, newest_letter
from tests.browser.words import Words


class Visitor:
    """Somebody who reads the site in one language and has one e-mail address."""

    def __init__(self, page: Page, language: str = "en", email: str = "visitor@example.org") -> None:
        self.page, self.email = page, email
        self.say = Words(language)

    def button(self, words: str) -> Locator:
        """The button with these words."""
        return self.page.get_by_role("button", name=self.say(words), exact=True)

    def link(self, words: str) -> Locator:
        """The link with these words."""
        return self.page.get_by_role("link", name=self.say(words), exact=True)

    def fills_in(self, name: str = "Μαρία Δοκιμίδου") -> None:
        """Type name and address."""
        self.page.get_by_label(self.say("Full name")).fill(name)
        self.page.get_by_label(self.say("E-mail")).fill(self.email)

    def registers(self, address: str, name: str = "Μαρία Δοκιμίδου") -> None:
        """Open the page, fill in the form and send it."""
        self.page.goto(address)
        self.fills_in(name)
        self.button("Register").click()

    def opens_the_letter(self) -> None:
        """Follow the link of the newest letter."""
        self.page.goto(link_in(newest_letter(self.email)))

    def reads(self, words: str, **names: object) -> None:
        """See these words on the page."""
        expect(self.page.get_by_text(self.say(words, **names)).first).to_be_visible()
