"""An editor composes a workshop with its form in the page editor, by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import localtime
from playwright.sync_api import BrowserContext, Page, expect

from innovation_pages.models import WorkshopPage
from tests.browser.fair import Fair
from tests.browser.staff import PASSWORD, make_editor
from tests.factories.registrations import soon

SignIn = Callable[[BrowserContext, Any], None]


@pytest.fixture
def new_workshop(fair: Fair) -> str:
    """The address of the editor for a new workshop."""
    home = fair.home.address("el")
    return f"{home}admin/pages/add/innovation_pages/workshoppage/{fair.workshops.el.pk}/"


def opens_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=False).click()


def fills_in_the_hours(page: Page) -> None:
    begins = localtime(soon(days=30))
    opens_tab(page, "Event")
    page.locator("[name=begins_at]").fill(begins.strftime("%d/%m/%Y %H:%M"))
    page.keyboard.press("Escape")
    page.locator("[name=ends_at]").fill((begins + timedelta(hours=3)).strftime("%d/%m/%Y %H:%M"))
    page.keyboard.press("Escape")


def publishes(page: Page) -> None:
    page.get_by_role("button", name="More actions").last.click()
    page.get_by_role("button", name="Publish", exact=True).click()


def adds_a_question(page: Page, kind: str, label: str) -> None:
    """Choose a kind from the block menu below the last question, and type the question."""
    questions = page.locator("#panel-child-registration-questions-section, [id*=questions-section]").first
    boxes = questions.get_by_role("textbox", name="Question")
    before = boxes.count()
    questions.get_by_role("button", name="Insert a block").last.click()
    menu = page.locator(".w-combobox")
    menu.get_by_role("option", name=kind, exact=True).click()
    expect(menu).to_have_count(0)  # it fades away, and the next one must not open beside it
    expect(boxes).not_to_have_count(before)  # the new one stands there, or its label would go to the one before it
    boxes.last.fill(label)


def test_an_editor_publishes_a_workshop_with_a_form(page: Page, fair: Fair, new_workshop: str) -> None:
    make_editor(fair.home.el)
    page.goto(new_workshop)
    page.get_by_label("Όνομα χρήστη").or_(page.get_by_label("Username")).fill("editor")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")

    page.get_by_role("textbox", name="Title").press_sequentially("Ψηφιακή υπογραφή για όλους", delay=20)
    opens_tab(page, "Promote")
    expect(page.locator("[name=slug]")).to_have_value("psifiaki-ypografi-gia-olous")
    fills_in_the_hours(page)
    opens_tab(page, "Registration")
    page.get_by_label("How people register").select_option("here")
    page.locator("[name=registration_capacity]").fill("25")
    adds_a_question(page, "Short text", "Από ποιον φορέα;")
    adds_a_question(page, "Yes or no", "Θα έρθετε με τρένο;")
    publishes(page)
    expect(page.locator(".messages")).to_contain_text("published")

    workshop = WorkshopPage.objects.get(slug="psifiaki-ypografi-gia-olous")
    assert workshop.live
    page.goto(workshop.full_url)
    expect(page.get_by_role("heading", level=1)).to_have_text("Ψηφιακή υπογραφή για όλους")
    expect(page.get_by_label("Από ποιον φορέα;")).to_be_visible()
    expect(page.get_by_role("group", name="Θα έρθετε με τρένο;")).to_be_visible()
    expect(page.get_by_text("25", exact=False).first).to_be_visible()


def test_a_registration_elsewhere_needs_its_link_before_it_is_published(
    page: Page, fair: Fair, new_workshop: str, sign_in: SignIn
) -> None:
    sign_in(page.context, make_editor(fair.home.el))
    page.goto(new_workshop)
    page.get_by_role("textbox", name="Title").press_sequentially("Αλλού", delay=20)
    fills_in_the_hours(page)
    opens_tab(page, "Registration")
    page.get_by_label("How people register").select_option("elsewhere")

    publishes(page)
    expect(page.locator(".messages")).to_contain_text("error")
    opens_tab(page, "Registration")
    link = page.locator("[name=registration_link]")
    expect(link).to_be_visible()
    complaint = page.locator(".w-field").filter(has=link).locator(".w-field__errors")
    expect(complaint).to_contain_text("say where, with a link that starts with https://")
    assert not WorkshopPage.objects.filter(live=True).exists()

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    assert not WorkshopPage.objects.get(title="Αλλού").live
