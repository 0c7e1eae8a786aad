"""Every screen of the desk, asked for its accessibility; what Wagtail's own screens break is counted as Wagtail's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import BrowserContext, Page, ViewportSize

from registrations.models import Notice, Registration
from tests.browser.axe import Excuses, violations
from tests.browser.conftest import DESK, PHONE
from tests.browser.fair import EVERY_QUESTION, Fair
from tests.browser.post import the_worker_delivers
from tests.browser.staff import make_reviewer
from tests.factories.registrations import seated

EXCUSES: Excuses = {
    # Wagtail's own panels of page and collection permissions in the group screen carry no name.
    "landmark-unique": ("[id='-section']",),
}


def screens(page: Page, fair: Fair) -> Iterator[str]:
    """Bring up each screen in turn; what is yielded is its name."""
    workshop = fair.workshop(registration_review=True, questions=EVERY_QUESTION)
    first, second = (seated(workshop.desk, name=name) for name in ("Άννα Δοκιμίδου", "Βασίλης Δοκιμίδης"))
    seated(fair.workshop("Γεμάτο", "Full", registration_capacity=1).desk)
    the_worker_delivers()
    desk = f"{fair.world.site.root_url}/admin/registrations"
    page.goto(f"{desk}/registration/")
    yield "list"
    page.get_by_role("button", name="Filter").first.click()
    page.get_by_role("button", name="State", exact=True).click()
    page.get_by_role("checkbox", name="Under review").wait_for()
    yield "list with the filter open"
    page.goto(f"{desk}/registration/?state=in_review")
    yield "list of those who wait"
    page.goto(f"{desk}/registration/?q=nobody")
    yield "list of nobody"
    page.goto(f"{desk}/registration/inspect/{first.pk}/")
    yield "registration"
    page.goto(f"{desk}/registration/decide/{first.pk}/?to=accepted")
    yield "decision"
    page.goto(f"{desk}/registration/decide/{first.pk}/?to=rejected")
    page.get_by_label("Tell the reason in the letter").check()
    page.get_by_role("button", name="Show the letter with this reason").click()
    page.locator(".w-field__errors .error-message, .error-message").first.wait_for()
    yield "decision with a mistake"
    page.goto(f"{desk}/registration/decide/{second.pk}/?to=accepted")
    Registration.objects.filter(pk=second.pk).update(version=99)
    page.get_by_role("button", name="Accept", exact=True).click()
    page.get_by_role("heading", name="Nothing was changed").wait_for()
    yield "conflict"
    bulk = f"{fair.world.site.root_url}/admin/bulk/registrations/registration"
    page.goto(f"{bulk}/accept/?id={first.pk}&id={second.pk}&next=/admin/registrations/registration/")
    yield "bulk decision"
    page.goto(f"{desk}/notice/")
    yield "letters"
    page.goto(f"{desk}/notice/inspect/{Notice.objects.filter(registration=first).last().pk}/")
    yield "letter"


@pytest.mark.parametrize("window", [DESK, pytest.param(PHONE, marks=pytest.mark.soak)], ids=["desk", "phone"])
def test_no_screen_of_the_desk_shuts_anybody_out(
    page: Page, fair: Fair, sign_in: Callable[[BrowserContext, Any], None], window: ViewportSize
) -> None:
    page.set_viewport_size(window)
    sign_in(page.context, make_reviewer(fair.workshops.el))
    found = [f"{name}: {line}" for name in screens(page, fair) for line in violations(page, EXCUSES)]
    assert not found, "\n".join(found)


def test_the_rights_at_the_desk_shut_nobody_out(
    page: Page, fair: Fair, sign_in: Callable[[BrowserContext, Any], None]
) -> None:
    group = make_reviewer(fair.workshops.el).groups.get()
    administrator = get_user_model().objects.create_superuser("administrator", "administrator@example.org", "-")
    sign_in(page.context, administrator)
    page.goto(f"{fair.world.site.root_url}/admin/groups/edit/{group.pk}/")
    found = violations(page, EXCUSES)
    assert not found, "\n".join(found)
