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
from tests.browser.writer import Writer
from tests.factories.registrations import soon

SignIn = Callable[[BrowserContext, Any], None]


@pytest.fixture
def new_workshop(fair: Fair) -> str:
    """The address of the editor for a new workshop."""
    home = fair.home.address("el")
    return f"{home}admin/pages/add/innovation_pages/workshoppage/{fair.workshops.el.pk}/"


def fills_in_the_hours(writer: Writer) -> None:
    begins = localtime(soon(days=30))
    ends = begins + timedelta(hours=3)
    writer.opens_tab("Event")
    writer.fills_in(begins_at=f"{begins:%d/%m/%Y %H:%M}", ends_at=f"{ends:%d/%m/%Y %H:%M}")


def test_an_editor_publishes_a_workshop_with_a_form(page: Page, fair: Fair, new_workshop: str) -> None:
    make_editor(fair.home.el)
    page.goto(new_workshop)
    page.get_by_label("Όνομα χρήστη").or_(page.get_by_label("Username")).fill("editor")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(new_workshop)

    writer = Writer(page)
    page.get_by_role("textbox", name="Title").press_sequentially("Ψηφιακή υπογραφή για όλους", delay=20)
    writer.opens_tab("Promote")
    expect(page.locator("[name=slug]")).to_have_value("psifiaki-ypografi-gia-olous")
    fills_in_the_hours(writer)
    writer.opens_tab("Registration")
    page.get_by_label("How people register").select_option("here")
    writer.fills_in(registration_capacity="25")
    writer.adds_block("questions", "Short text", label="Από ποιον φορέα;")
    writer.adds_block("questions", "Yes or no", label="Θα έρθετε με τρένο;")
    writer.publishes()

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
    writer = Writer(page, new_workshop)
    page.get_by_role("textbox", name="Title").press_sequentially("Αλλού", delay=20)
    fills_in_the_hours(writer)
    writer.opens_tab("Registration")
    page.get_by_label("How people register").select_option("elsewhere")

    writer.publishes(says="error")
    writer.opens_tab("Registration")
    link = page.locator("[name=registration_link]")
    expect(link).to_be_visible()
    complaint = page.locator(".w-field").filter(has=link).locator(".w-field__errors")
    expect(complaint).to_contain_text("say where, with a link that starts with https://")
    assert not WorkshopPage.objects.filter(live=True).exists()

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".messages")).to_contain_text(re.compile("created|saved|updated"))
    assert not WorkshopPage.objects.get(title="Αλλού").live
