"""A body names its two members on a phone: mistakes, mending, letters, a swap, declining."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from registrations.domain.states import State
from registrations.models import Organisation, Registration
from registrations.services.reviewing import Decision, decide
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair
from tests.browser.post import link_in, newest_letter, the_worker_delivers
from tests.browser.visitor import Visitor
from tests.factories.registrations import soon
from tests.factories.staff import clerk


def swaps_them(visitor: Visitor, alternate: str) -> None:
    """The contact person makes the alternate member the regular one."""
    visitor.opens_the_letter()
    visitor.link("Swap the two members").click()
    visitor.reads("Swap the two members?")
    assert violations(visitor.page) == []
    visitor.button("Swap them").click()
    visitor.reads("The nomination of your body is accepted.")
    named = visitor.page.locator(".rg-summary__row").filter(has_text=alternate)
    expect(named).to_contain_text(visitor.say("Regular member"))


@pytest.mark.parametrize("language", ["el", "en"])
def test_a_body_names_two_people_swaps_them_and_one_of_them_declines(page: Page, fair: Fair, language: str) -> None:
    page.set_viewport_size(PHONE)
    Organisation.objects.create(name_el="Δήμος Αλκυόνας", name_en="City of Alkyona", kind="municipality")
    call = fair.news(
        registration_mode="here",
        registration_action="nominate",
        registration_review=True,
        registration_person_key="organisation",
    )
    visitor = Visitor(page, language)
    page.goto(call.address(language))
    assert violations(page) == []
    regular = page.get_by_role("group", name=visitor.say("Regular member"))
    alternate = page.get_by_role("group", name=visitor.say("Alternate member"))

    page.get_by_label(visitor.say("Your full name")).fill("Κώστας Επαφής")
    page.get_by_label(visitor.say("Your e-mail")).fill(visitor.email)
    regular.get_by_label(visitor.say("Full name")).fill("Ανθή Κρυφού")
    visitor.button("Nominate representatives").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect(regular.get_by_label(visitor.say("Full name"))).to_have_value("Ανθή Κρυφού")

    page.get_by_label(visitor.say("Your body")).select_option(index=1)
    regular.get_by_label(visitor.say("E-mail")).fill("anthi@example.org")
    alternate.get_by_label(visitor.say("Full name")).fill("Βίκτωρ Μυστικός")
    alternate.get_by_label(visitor.say("E-mail")).fill("viktor@example.org")
    visitor.button("Nominate representatives").click()
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.button("Confirm my address").click()
    visitor.reads("We have received the nomination of your body.")

    accepted = Decision(to=State.ACCEPTED)
    decide(registration=Registration.objects.get(), decision=accepted, by=clerk(), now=soon())
    the_worker_delivers()
    swaps_them(visitor, "Βίκτωρ Μυστικός")
    page.goto(link_in(newest_letter("viktor@example.org")))
    assert violations(page) == []
    visitor.button("I decline").click()
    visitor.reads("You have declined.")
    assert violations(page) == []
    the_worker_delivers()
    assert "Βίκτωρ Μυστικός" in " ".join(newest_letter(visitor.email).body.split())
