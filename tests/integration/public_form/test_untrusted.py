"""A form comes without the token that guards it: nothing is taken, and nothing that was typed is lost."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from wagtail import hooks
from wagtail.models import PageViewRestriction

from innovation_pages.models import WorkshopPage
from registrations.models import Attempt, Registration
from tests.factories.pages import Visitor, republish

KEPT = "όσα γράψατε διατηρήθηκαν"


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def visitor(browser: Client, workshop: WorkshopPage) -> Visitor:
    return Visitor(browser, workshop)


@pytest.mark.parametrize("token", [None, "", "x", "a" * 64])
def test_the_form_comes_back_as_it_was_typed_and_the_next_try_succeeds(visitor: Visitor, token: str | None) -> None:
    visitor.sends(name="Μαρία Αργυρού", csrfmiddlewaretoken=token)
    text = visitor.answer.content.decode()
    assert (visitor.answer.status_code, Registration.objects.count(), Attempt.objects.count()) == (403, 0, 0)
    assert visitor.answer["Cache-Control"] == "private, no-store"
    assert "Μαρία Αργυρού" in text
    assert KEPT in text.lower()
    assert visitor.sends().status_code == 302
    assert Registration.objects.get().name == "Μαρία Αργυρού"


def test_a_browser_that_lost_its_cookies_gets_new_ones(visitor: Visitor, browser: Client) -> None:
    form = visitor.form()
    browser.cookies.clear()
    visitor.answer = browser.post(visitor.url, {**form, "name": "Μαρία Αργυρού"})
    assert visitor.answer.status_code == 403
    assert visitor.sends().status_code == 302


def test_a_form_that_another_site_sent_is_not_filled_in_for_it(visitor: Visitor, browser: Client) -> None:
    form = {**visitor.form(), "name": "Somebody else wrote this"}
    for origin in ("https://evil.example", "null"):
        answer = browser.post(visitor.url, form, headers={"Origin": origin})
        assert answer.status_code == 403
        assert "Somebody else" not in answer.content.decode()
        assert "<h1" in answer.content.decode()


@pytest.mark.parametrize("why", ["restricted", "turned away", "unpublished", "no form", "elsewhere"])
def test_what_the_reader_may_not_see_is_not_shown(
    visitor: Visitor, browser: Client, workshop: WorkshopPage, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    form, url = {**visitor.form(), "name": "Μαρία Αργυρού", "csrfmiddlewaretoken": ""}, visitor.url
    match why:
        case "restricted":
            PageViewRestriction.objects.create(page=workshop, restriction_type="password", password="secret")
        case "turned away":
            guards = [lambda *_of_the_request: HttpResponse("For members only", status=403)]
            monkeypatch.setitem(hooks._hooks, "before_serve_page", [(guard, 0) for guard in guards])
        case "unpublished":
            workshop.unpublish()
        case "no form":
            republish(workshop, registration_mode="none")
        case "elsewhere":
            url = "/admin/login/"
    answer = browser.post(url, form)
    assert answer.status_code == 403
    assert "Μαρία Αργυρού" not in answer.content.decode()


def test_a_form_that_closed_meanwhile_keeps_the_words_and_offers_no_button(
    visitor: Visitor, browser: Client, workshop: WorkshopPage
) -> None:
    form = {**visitor.form(), "name": "Μαρία Αργυρού", "csrfmiddlewaretoken": ""}
    republish(workshop, registration_capacity=0, registration_waiting_list=False)
    answer = browser.post(visitor.url, form)
    text = answer.content.decode()
    assert answer.status_code == 403
    assert "Μαρία Αργυρού" in text
    assert 'class="rg-actions"' not in text


def test_a_body_that_is_too_large_is_still_said_to_be_too_large(visitor: Visitor, settings: object) -> None:
    form = visitor.form()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = visitor.client.post(visitor.url, {**form, "name": "x" * 500, "csrfmiddlewaretoken": ""})
    assert answer.status_code in {400, 413}
    assert "<h1" in answer.content.decode()
