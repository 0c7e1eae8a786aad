"""A visitor's whole way from the form to cancelling: at a desk, on a phone, by keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from registrations.domain.states import State
from registrations.models import Registration
from tests.browser.conftest import DESK, PHONE
from tests.browser.fair import ENGLISH_TITLE, GREEK_TITLE, Fair, question
from tests.browser.post import newest_letter, the_worker_delivers
from tests.browser.visitor import Visitor
from tests.factories.registrations import seated

TITLES = {"el": GREEK_TITLE, "en": ENGLISH_TITLE}


def state_of(email: str) -> str:
    return Registration.objects.get(email=email).state


@pytest.mark.parametrize(
    ("language", "window"),
    [
        pytest.param("el", PHONE, id="el-phone"),
        pytest.param("en", DESK, id="en-desk"),
        pytest.param("el", DESK, id="el-desk", marks=pytest.mark.soak),
        pytest.param("en", PHONE, id="en-phone", marks=pytest.mark.soak),
    ],
)
def test_a_visitor_gets_a_seat_and_gives_it_to_the_next_in_line(
    page: Page, fair: Fair, language: str, window: ViewportSize
) -> None:
    page.set_viewport_size(window)
    workshop = fair.workshop(registration_capacity=1)
    visitor = Visitor(page, language)

    visitor.registers(workshop.address(language))
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    visitor.reads(
        "Once you have confirmed your address, you see whether you have a seat, and we send you your personal link."
    )
    assert state_of(visitor.email) == State.UNVERIFIED

    the_worker_delivers()
    assert newest_letter(visitor.email).extra_headers["Content-Language"] == language
    visitor.opens_the_letter()
    visitor.button("Confirm my address").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[language])
    visitor.reads("You have a seat.")
    visitor.reads(Registration.objects.get(email=visitor.email).reference)

    waiting = seated(workshop.desk, email="next@example.org")
    assert waiting.state == State.WAITLISTED
    the_worker_delivers()
    mail.outbox.clear()

    visitor.link("Cancel my registration").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(visitor.say("Cancel your registration?"))
    assert state_of(visitor.email) == State.ACCEPTED
    visitor.button("Yes, cancel").click()
    visitor.reads("Your registration is cancelled.")
    assert state_of(visitor.email) == State.CANCELLED
    assert state_of("next@example.org") == State.ACCEPTED
    the_worker_delivers()
    assert newest_letter("next@example.org").extra_headers["Content-Language"] == "en"


def test_everything_can_be_done_with_the_keyboard_alone(page: Page, fair: Fair) -> None:
    workshop = fair.workshop(questions=[question("yes_no", "Do you come by train?")])
    visitor = Visitor(page)
    page.goto(workshop.address("en"))

    tab_to(page, "link", "Skip to main content")
    page.keyboard.press("Enter")
    tab_to(page, "textbox", "Full name")
    page.keyboard.type("Maria Trial")
    tab_to(page, "textbox", "E-mail")
    page.keyboard.type(visitor.email)
    tab_to(page, "radio", "Yes")
    page.keyboard.press("Space")
    tab_to(page, "button", "Register")
    page.keyboard.press("Enter")
    visitor.reads("We have written to %(email)s.", email=visitor.email)

    the_worker_delivers()
    visitor.opens_the_letter()
    tab_to(page, "button", "Confirm my address")
    page.keyboard.press("Space")
    visitor.reads("You have a seat.")
    tab_to(page, "link", "Cancel my registration")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Cancel your registration?")).to_be_visible()
    tab_to(page, "button", "Yes, cancel")
    page.keyboard.press("Enter")
    visitor.reads("Your registration is cancelled.")


def test_everything_works_without_scripts(new_context: Callable[..., BrowserContext], fair: Fair) -> None:
    page = new_context(java_script_enabled=False).new_page()
    workshop = fair.workshop()
    visitor = Visitor(page, "el")

    visitor.registers(workshop.address("el"), name="")
    expect(page.get_by_role("alert")).to_contain_text(visitor.say("Write your first and last name."))
    visitor.fills_in()
    visitor.button("Register").click()
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    the_worker_delivers()
    visitor.opens_the_letter()
    visitor.button("Confirm my address").click()
    visitor.reads("You have a seat.")
    visitor.link("Cancel my registration").click()
    visitor.link("No, keep my place").click()
    visitor.link("Cancel my registration").click()
    visitor.button("Yes, cancel").click()
    visitor.reads("Your registration is cancelled.")
    assert state_of(visitor.email) == State.CANCELLED


FOCUS = """
() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    what: element.outerHTML.slice(0, 200),
  };
}
"""


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the element has the focus; wherever the focus goes on the way, one sees it."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]  # roles are literals there
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            continue
        focus = page.evaluate(FOCUS)
        assert focus["width"] >= 2, f"the focus cannot be seen on {focus['what']}"
        assert focus["inside"], f"the focus is outside the window on {focus['what']}"
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab never reaches the {role} “{name}”")
