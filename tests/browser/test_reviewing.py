"""A reviewer at the desk: finds, reads, previews, decides; alone, for several at once, and against a colleague."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from registrations.domain.states import State
from registrations.models import Registration
from tests.browser.fair import Fair, Pair
from tests.browser.post import newest_letter, the_worker_delivers
from tests.browser.staff import make_editor, make_reviewer
from tests.factories.registrations import seated

SignIn = Callable[[BrowserContext, Any], None]
DESK_ADDRESS = "/admin/registrations/registration/"


@pytest.fixture
def reviewed(fair: Fair) -> Pair:
    """A workshop for which four people have applied."""
    workshop = fair.workshop(registration_review=True)
    for number, name in enumerate(["Άννα Δοκιμίδου", "Βασίλης Δοκιμίδης", "Γιώργος Δοκιμίδης", "Δήμητρα Δοκιμίδου"]):
        seated(workshop.desk, name=name, email=f"applicant{number}@example.org", language="el")
    return workshop


@pytest.fixture
def reviewer(page: Page, fair: Fair, reviewed: Pair, sign_in: SignIn) -> Page:
    """The window of somebody who reviews the workshops, at the list of registrations."""
    sign_in(page.context, make_reviewer(fair.workshops.el))
    page.goto(f"{fair.world.site.root_url}{DESK_ADDRESS}")
    return page


def rows(page: Page) -> Any:
    return page.locator("table.listing tbody tr")


def state_of(number: int) -> str:
    return Registration.objects.get(email=f"applicant{number}@example.org").state


def test_a_reviewer_finds_reads_previews_and_accepts(reviewer: Page, reviewed: Pair, fair: Fair) -> None:
    seated(fair.workshop("Άλλο", "Another").desk, name="Ελένη Δοκιμίδου")
    reviewer.reload()
    expect(rows(reviewer)).to_have_count(5)
    reviewer.get_by_role("button", name="Filter").first.click()
    reviewer.get_by_role("button", name="State", exact=True).click()
    reviewer.get_by_role("checkbox", name="Under review").check()
    expect(rows(reviewer)).to_have_count(4)
    reviewer.keyboard.press("Escape")
    reviewer.get_by_role("searchbox").or_(reviewer.get_by_placeholder("Search")).first.fill("ΑΝΝΑ δοκιμιδου")
    expect(rows(reviewer)).to_have_count(1)
    reviewer.get_by_role("link", name="Άννα Δοκιμίδου").click()

    expect(reviewer.get_by_role("heading", name="Άννα Δοκιμίδου")).to_be_visible()
    reviewer.get_by_role("link", name="Accept", exact=True).click()
    reviewer.get_by_role("textbox", name="Reason").fill("Ελάτε δέκα λεπτά νωρίτερα.")
    reviewer.get_by_label("Tell the reason in the letter").check()
    reviewer.get_by_role("button", name="Show the letter with this reason").click()
    expect(reviewer.locator("#letter")).to_contain_text("Ελάτε δέκα λεπτά νωρίτερα.")
    assert state_of(0) == State.IN_REVIEW
    reviewer.get_by_role("button", name="Accept", exact=True).click()
    expect(reviewer.locator(".messages")).to_contain_text("Accepted")
    assert state_of(0) == State.ACCEPTED
    for _letter in range(3):  # each letter waits for the one before it
        the_worker_delivers()
    assert "Ελάτε δέκα λεπτά νωρίτερα." in str(newest_letter("applicant0@example.org").body)


def test_three_are_accepted_at_once(reviewer: Page) -> None:
    for number in range(3):
        rows(reviewer).nth(number).locator("input[type=checkbox]").check(force=True)
    reviewer.get_by_role("link", name="Accept the chosen registrations").click()
    expect(reviewer.get_by_role("heading", name="Accept: 3 registrations").first).to_be_visible()
    expect(reviewer.locator("#letter")).to_be_visible()
    reviewer.get_by_role("button", name="Accept: 3").click()
    expect(reviewer.locator(".messages")).to_contain_text("3 registrations")
    assert sorted(state_of(number) for number in range(4)) == [State.ACCEPTED] * 3 + [State.IN_REVIEW]


def test_the_second_of_two_reviewers_is_told_what_the_first_did(
    reviewer: Page, new_context: Callable[..., BrowserContext], fair: Fair, sign_in: SignIn
) -> None:
    address = f"{reviewer.url}decide/{Registration.objects.get(email='applicant0@example.org').pk}/"
    window = new_context()
    sign_in(window, make_reviewer(fair.workshops.el, "colleague"))
    colleague = window.new_page()
    reviewer.goto(f"{address}?to=rejected")
    colleague.goto(f"{address}?to=accepted")
    colleague.get_by_role("button", name="Accept", exact=True).click()
    expect(colleague.locator(".messages")).to_contain_text("Accepted")

    reviewer.get_by_role("textbox", name="Reason").fill("Δεν αφορά τον φορέα σας.")
    reviewer.get_by_role("button", name="Reject", exact=True).click()
    expect(reviewer.get_by_role("heading", name="Nothing was changed")).to_be_visible()
    expect(reviewer.get_by_text("Colleague").first).to_be_visible()
    expect(reviewer.get_by_text("Δεν αφορά τον φορέα σας.")).to_be_visible()
    assert state_of(0) == State.ACCEPTED


def test_the_list_is_taken_out_as_a_file(reviewer: Page, tmp_path: Path) -> None:
    with reviewer.expect_download() as waiting:
        reviewer.locator("header").get_by_role("button", name="Actions").click()
        reviewer.get_by_role("link", name="CSV").click()
    file = tmp_path / waiting.value.suggested_filename
    waiting.value.save_as(file)
    assert file.suffix == ".csv"
    table = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    assert "Δήμητρα Δοκιμίδου" in table[1]
    assert len(table) == 5


def test_an_editor_sees_nothing_of_the_desk(page: Page, fair: Fair, reviewed: Pair, sign_in: SignIn) -> None:
    sign_in(page.context, make_editor(fair.home.el))
    page.goto(f"{fair.world.site.root_url}/admin/")
    expect(page.get_by_role("navigation").first).to_contain_text("Pages")
    expect(page.get_by_text("Registrations")).to_have_count(0)
    page.goto(f"{fair.world.site.root_url}{DESK_ADDRESS}")
    expect(page).to_have_url(f"{fair.world.site.root_url}/admin/")
    expect(page.locator(".messages").get_by_role("listitem")).to_be_visible()  # it says that this is not allowed
    expect(page.get_by_text("Άννα Δοκιμίδου")).to_have_count(0)
