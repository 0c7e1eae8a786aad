"""After sending, on a phone: a typo corrected, answers changed, a question answered, an offer taken, one place left."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from registrations.domain.states import State
from registrations.models import Place, Registration
from registrations.services.actor import PERSON, staff
from registrations.services.asking import ask
from registrations.services.cancelling import cancel
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair, question
from tests.browser.post import link_in, newest_letter, the_worker_delivers
from tests.browser.visitor import Visitor
from tests.factories.registrations import make_desk, seated


def fits(page: Page) -> None:
    """Nothing is wider than the phone, and axe finds nothing."""
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert violations(page) == []


def test_a_typo_is_corrected_answers_are_changed_and_a_question_is_answered(page: Page, fair: Fair) -> None:
    page.set_viewport_size(PHONE)
    workshop = fair.workshop(registration_review=True, questions=[question("short_text", "Φορέας")])
    visitor = Visitor(page, "el", email="maria@example.org")
    page.goto(workshop.address("el"))
    page.get_by_label(visitor.say("Full name")).fill("Μαρία Δοκιμίδου")
    page.get_by_label(visitor.say("E-mail")).fill("marai@example.org")
    page.get_by_label("Φορέας").fill("Δήμος")
    visitor.button("Register").click()
    visitor.reads("We have written to %(email)s.", email="marai@example.org")
    page.get_by_text(visitor.say("Is the address wrong?")).click()
    fits(page)
    page.get_by_label(visitor.say("Your right e-mail address")).fill(visitor.email)
    visitor.button("Write to this address").click()
    visitor.reads("We have written again, to %(email)s.", email=visitor.email)
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.button("Confirm my address").click()
    visitor.reads("Change your answers")
    fits(page)

    visitor.link("Change your answers").click()
    fits(page)
    page.get_by_label("Φορέας").fill("Περιφέρεια")
    visitor.button("Save the answers").click()
    expect(page.get_by_text("Περιφέρεια")).to_be_visible()

    registration = Registration.objects.get()
    clerk = get_user_model().objects.create_user("clerk", "clerk@example.org", "x")
    ask(registration=registration, text="Ποια ημέρα;", by=staff(clerk), now=datetime.now(UTC))
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.link("Answer the question").click()
    fits(page)
    page.get_by_label(visitor.say("Your answer")).fill("Την πρώτη.")
    visitor.button("Send the answer").click()
    expect(page.get_by_text("Την πρώτη.")).to_be_visible()
    fits(page)
    assert Registration.objects.get().state == State.IN_REVIEW


def test_an_offer_is_taken_on_a_phone_and_one_of_three_sessions_is_left(page: Page, fair: Fair) -> None:
    page.set_viewport_size(PHONE)
    visitor = Visitor(page, "en")
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=24)
    sitting, _first = seated(desk), seated(desk, email=visitor.email)
    cancel(registration=sitting, by=PERSON, now=datetime.now(UTC))
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.reads("A seat is free for you.")
    fits(page)
    visitor.button("Take the seat").click()
    visitor.reads("You have a seat.")
    expect(page.locator("svg").first).to_be_visible()
    fits(page)

    keys = ("Morning", "Noon", "Evening")
    three = seated(make_desk(sessions=keys), email="three@example.org", session_keys=keys)
    the_worker_delivers()
    page.goto(link_in(newest_letter("three@example.org")))
    noon = page.get_by_role("listitem").filter(has_text="Noon").get_by_role("link")
    noon.click()
    fits(page)
    visitor.button("Yes, cancel").click()
    expect(noon).to_have_count(0)
    states = Place.objects.filter(registration=three).values_list("pool__session_key", "state")
    assert dict(states) == {"Morning": State.ACCEPTED, "Noon": State.CANCELLED, "Evening": State.ACCEPTED}
    fits(page)
