"""Online meetings and the door, in a browser: somebody joins, and somebody on a phone ticks people off."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from registrations.models import DeskPermission, Right
from registrations.notices.links import personal_path
from tests.browser.axe import Excuses, violations
from tests.browser.conftest import PHONE
from tests.browser.fair import Fair
from tests.browser.staff import make_member
from tests.browser.watch import Watch
from tests.browser.words import Words
from tests.factories.meetings import ADDRESS, give_link
from tests.factories.registrations import seated, soon

FADING: Excuses = {"color-contrast": (".messages",)}  # Wagtail's messages fade in


@pytest.mark.parametrize("language", ["el", "en"])
def test_an_accepted_person_joins_the_meeting_from_the_personal_page(
    page: Page, fair: Fair, watch: Watch, language: str
) -> None:
    say = Words(language)
    workshop = fair.workshop(begins_at=soon(hours=1 / 6), delivery="online", venue=None)
    give_link(workshop.desk)
    registration = seated(workshop.desk, language=language)
    asked: list[tuple[str, str | None]] = []
    watch.meant.append(ADDRESS)
    page.set_viewport_size(PHONE)
    page.goto(f"{fair.world.site.root_url}{personal_path(registration)}")
    assert not violations(page)
    page.context.on("request", lambda one: asked.append((one.url, one.headers.get("referer"))))
    with page.expect_request(ADDRESS):  # the redirect to another host is not held back by the policy of the page
        page.get_by_role("button", name=say("Join the meeting")).click(no_wait_after=True)
    assert (ADDRESS, None) in asked
    again = page.context.new_page()  # nobody answers in the first one
    again.goto(f"{fair.world.site.root_url}{personal_path(registration)}")
    expect(again.get_by_role("button", name=say("Join again"))).to_be_visible()
    assert registration.places.get().attendance == "attended"


def test_the_door_ticks_people_off_on_a_phone(
    page: Page, fair: Fair, sign_in: Callable[[BrowserContext, Any], None]
) -> None:
    desk = fair.workshop().desk
    for name in ("Νίκος Παπαδόπουλος", "Άννα Βέργη"):
        seated(desk, name=name)
    keeper = make_member("door", "registrations.view_registration")
    DeskPermission.objects.create(group=keeper.groups.get(), page=fair.workshops.el, right=Right.CHECK_IN)
    page.set_viewport_size(PHONE)
    sign_in(page.context, keeper)
    page.goto(f"{fair.world.site.root_url}/admin/registrations/desk/")
    assert not violations(page)
    page.get_by_role("link", name="Check-in").first.click()
    expect(page.get_by_text("0 of 2 present")).to_be_visible()
    assert not violations(page)
    page.get_by_label("Name or reference").fill("ΠΑΠΑΔ")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("button", name=re.compile("Has come ?: Νίκος Παπαδόπουλος")).click()
    expect(page.get_by_text("1 of 2 present")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Undo ?: Νίκος Παπαδόπουλος"))).to_be_visible()
    assert not violations(page, FADING)
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
