"""What visitors do wrong, and how the page helps them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from registrations.models import Registration
from tests.browser.fair import ENGLISH_TITLE, EVERY_QUESTION, Fair, question
from tests.browser.visitor import Visitor

DESCRIBED = """
element => [element, element.closest("fieldset")]
  .flatMap((one) => one?.getAttribute("aria-describedby")?.split(" ") ?? [])
  .map((id) => document.getElementById(id)?.textContent ?? "NOWHERE")
  .join(" ")
"""

NAMED = """element => (element.closest("fieldset")?.querySelector("legend") ?? element.labels[0]).textContent"""


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_empty_form_says_what_is_missing_and_leads_to_each_field(page: Page, fair: Fair, language: str) -> None:
    workshop = fair.workshop(questions=EVERY_QUESTION)
    visitor = Visitor(page, language)
    page.goto(workshop.address(language))
    visitor.button("Register").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    expect(summary.get_by_role("heading")).to_have_text(visitor.say("There is a problem"))
    expect(page).to_have_title(re.compile(f"^{re.escape(visitor.say('Problem: '))}"))
    links = summary.get_by_role("link").all()
    assert len(links) == 12  # name, e-mail and every question but the optional one
    for link in links:
        label, complaint = link.inner_text().splitlines()
        link.click()
        field = page.locator(":focus")
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_in_viewport()
        assert complaint in field.evaluate(DESCRIBED)
        assert label in field.evaluate(NAMED)
    assert not Registration.objects.exists()


def test_what_was_typed_is_kept_and_hints_stay_beside_the_error(page: Page, fair: Fair) -> None:
    workshop = fair.workshop(
        questions=[
            question("phone", "Phone", hint="Where we reach you that day."),
            question("choice", "How do you come?", options=["By train", "On foot"]),
            question("long_text", "What do you expect?"),
        ]
    )
    visitor = Visitor(page, email="maria at example")
    page.goto(workshop.address("en"))
    visitor.fills_in("Μαρία Δοκιμίδου")
    page.get_by_label("Phone").fill("later")
    page.get_by_label("On foot").check()
    page.get_by_label("What do you expect?").fill("Two lines,\nat least.")
    visitor.button("Register").click()

    expect(page.get_by_role("alert").get_by_role("link")).to_have_count(2)
    expect(page.get_by_label("Full name")).to_have_value("Μαρία Δοκιμίδου")
    expect(page.get_by_label("Full name")).not_to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("E-mail")).to_have_value("maria at example")
    expect(page.get_by_label("Phone")).to_have_value("later")
    expect(page.get_by_label("On foot")).to_be_checked()
    expect(page.get_by_label("What do you expect?")).to_have_value("Two lines,\nat least.")
    described = page.get_by_label("Phone").evaluate(DESCRIBED)
    assert "Where we reach you that day." in described
    assert "213 13 13 152" in described

    page.get_by_label("E-mail").fill("maria@example.org")
    page.get_by_label("Phone").fill("210 000 0000")
    visitor.button("Register").click()
    visitor.reads("We have written to %(email)s.", email="maria@example.org")
    expect(page).to_have_title(re.compile(f"^{ENGLISH_TITLE}"))


def test_a_double_click_makes_one_registration(page: Page, fair: Fair) -> None:
    workshop = fair.workshop()
    visitor = Visitor(page)
    page.goto(workshop.address("en"))
    visitor.fills_in()
    visitor.button("Register").dblclick()
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    assert Registration.objects.count() == 1


def test_going_back_and_sending_again_makes_no_second_registration(page: Page, fair: Fair) -> None:
    workshop = fair.workshop()
    visitor = Visitor(page)
    visitor.registers(workshop.address("en"))
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    page.go_back()
    visitor.fills_in()
    visitor.button("Register").click()
    visitor.reads("We have written to %(email)s.", email=visitor.email)
    assert Registration.objects.count() == 1


def test_a_form_that_was_open_when_the_page_was_withdrawn_keeps_what_was_typed(page: Page, fair: Fair) -> None:
    workshop = fair.workshop()
    visitor = Visitor(page)
    page.goto(workshop.address("en"))
    visitor.fills_in("Maria Trial")
    workshop.el.unpublish()
    visitor.button("Register").click()
    expect(page.get_by_role("alert")).to_contain_text("What you wrote is still below")
    expect(page.get_by_label("Full name")).to_have_value("Maria Trial")
    expect(visitor.button("Register")).to_have_count(0)


def test_a_link_that_was_used_or_cut_off_says_so(page: Page, fair: Fair) -> None:
    visitor = Visitor(page, "el")
    answer = page.goto(f"{fair.home.address('el')}registration/abc/")
    assert answer is not None
    assert answer.status == 404
    visitor.reads("This link is not valid")
