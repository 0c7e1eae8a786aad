"""Three come together, on a phone; one of them cannot come after all."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from registrations.domain.states import State
from registrations.models import Place
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair
from tests.browser.post import newest_letter, the_worker_delivers
from tests.browser.test_after_sending import fits
from tests.browser.visitor import Visitor

NIKOS, ELENI = "Νίκος Νικολάου", "Ελένη Ελένη"


def test_one_of_three_is_cancelled_and_the_others_keep_their_seats(page: Page, fair: Fair) -> None:
    page.set_viewport_size(PHONE)
    workshop = fair.workshop(registration_party_size=3, registration_capacity=3)
    visitor = Visitor(page, "el", email="maria@example.org")
    page.goto(workshop.address("el"))
    fits(page)
    page.get_by_label(visitor.say("Full name"), exact=True).fill("Μαρία Μαρή")
    page.get_by_label(visitor.say("E-mail")).fill(visitor.email)
    for number, name in ((2, NIKOS), (3, ELENI)):
        page.get_by_label(visitor.say("Full name of person %(number)d", number=number)).fill(name)
    visitor.button("Register").click()
    expect(page.get_by_text(ELENI)).to_be_visible()
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.button("Confirm my address").click()
    visitor.reads("You have %(number)d seats.", number=3)
    fits(page)

    page.get_by_role("listitem").filter(has_text=NIKOS).get_by_role("link").click()
    visitor.reads("Cancel the seat of %(person)s?", person=NIKOS)
    fits(page)
    visitor.button("Yes, cancel this seat").click()
    visitor.reads("You have %(number)d seats.", number=2)
    fits(page)
    the_worker_delivers()
    assert f"Στην εγγραφή: Μαρία Μαρή, {ELENI}" in newest_letter(visitor.email).body
    assert dict(Place.objects.values_list("attendee__name", "state")) == {
        "Μαρία Μαρή": State.ACCEPTED,
        NIKOS: State.CANCELLED,
        ELENI: State.ACCEPTED,
    }
