"""The personal page on paper."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from registrations.notices.links import personal_path
from tests.browser.fair import Fair
from tests.browser.words import Words
from tests.factories.registrations import make_desk, seated


def test_the_printed_personal_page_offers_nothing_that_paper_cannot_do(page: Page, fair: Fair) -> None:
    say = Words("en")
    registration = seated(make_desk(party_size=3, site=fair.world.site), companions=("Nikos", "Eleni"))
    page.goto(f"{fair.world.site.root_url}{personal_path(registration)}")
    for_the_screen = [say("Cancel this seat"), say("You cannot come?"), "One person alone is cancelled further up"]
    for words in for_the_screen:
        expect(page.get_by_text(words).first).to_be_visible()
    page.emulate_media(media="print")
    for words in for_the_screen:
        expect(page.get_by_text(words).first).to_be_hidden()
    expect(page.get_by_text("Nikos", exact=True)).to_be_visible()
