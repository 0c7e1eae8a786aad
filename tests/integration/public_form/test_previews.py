"""A preview shows the form and takes nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from innovation_pages.models import NewsPage, WorkshopPage
from registrations.models import Desk, Registration
from registrations.pages.previewing import EXAMPLE_ADDRESS, EXAMPLE_REFERENCE
from tests.factories.pages import desk_of, publish_news, publish_workshop, question, soon
from tests.factories.registrations import seated
from tests.rig.world import World


def preview(page: Any, mode: str = "") -> HttpResponse:
    with CaptureQueriesContext(connection) as captured:
        answer = page.make_preview_request(preview_mode=mode)
        if hasattr(answer, "render"):
            answer.render()
    writes = [query["sql"] for query in captured if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert not writes
    assert answer.status_code == 200
    return answer


WITH_FORM = {"", "open", "waiting"}
SAYS = {
    "not_yet": "Ανοίγει",
    "waiting": "περιμένουν 3",
    "full": "Δεν υπάρχει λίστα αναμονής",
    "closed": "Έκλεισε",
    "review": EXAMPLE_REFERENCE,
    "thanks": EXAMPLE_ADDRESS,
    "elsewhere": "example.org",
}


@pytest.mark.parametrize("mode", [mode for mode, _name in WorkshopPage.preview_modes])
def test_each_preview_is_drawn_and_writes_nothing(workshop: WorkshopPage, mode: str) -> None:
    seated(desk_of(workshop))
    workshop.registration_capacity = 1
    text = preview(workshop, mode).content.decode()
    section = text.partition(f'id="registration-{workshop.pk}"')[2]
    assert ('class="rg-form"' in section) == (mode in WITH_FORM)
    assert ("<fieldset" in section and "disabled" in section) == (mode in WITH_FORM)
    assert SAYS.get(mode, "") in section


@pytest.mark.parametrize("mode", [mode for mode, _name in NewsPage.preview_modes])
def test_each_preview_of_a_page_without_registration_is_drawn_too(world: World, mode: str) -> None:
    text = preview(publish_news(world), mode).content.decode()
    assert ('class="rg-form"' in text) == (mode in WITH_FORM - {""})


def test_a_preview_keeps_the_days_of_the_page_where_they_fit(workshop: WorkshopPage) -> None:
    workshop.registration_opens_on, workshop.registration_closes_on = date(2040, 3, 1), date(2040, 3, 9)
    assert "1 Μαρτίου 2040" in preview(workshop, "not_yet").content.decode()
    assert "9 Μαρτίου 2040" in preview(workshop, "open").content.decode()
    assert (
        "2040" not in preview(workshop, "closed").content.decode().partition("rg-section")[2].partition("</section")[0]
    )


def test_a_page_that_was_never_saved_can_be_previewed(world: World) -> None:
    index = publish_workshop(world).get_parent()
    page = WorkshopPage(
        title="Προσχέδιο",
        slug="draft",
        registration_mode="here",
        begins_at=soon(9),
        ends_at=soon(10),
        locale=world.el,
        questions=[question("choice", "Γεύμα", options=["α", "β"])],
    )
    page.path = index.path + "9999"
    page.depth, page.url_path = index.depth + 1, index.url_path + "draft/"
    desks = Desk.objects.count()
    assert "Γεύμα" in preview(page).content.decode()
    assert Desk.objects.count() == desks


def test_a_draft_of_a_question_is_shown_and_not_frozen(workshop: WorkshopPage) -> None:
    before = desk_of(workshop).questionnaires.count()
    workshop.questions[0].value["label"] = "Μόνο στο προσχέδιο"
    assert "Μόνο στο προσχέδιο" in preview(workshop).content.decode()
    assert desk_of(workshop).questionnaires.count() == before


@pytest.mark.parametrize("host", ["news", "home"])
def test_a_form_inside_the_preview_of_another_page_is_disabled_too(
    workshop: WorkshopPage, world: World, host: str
) -> None:
    body = [("registration", workshop)]
    page = publish_news(world, body=body) if host == "news" else world.home
    page.body = body
    text = preview(page).content.decode()
    form = text.partition('class="rg-form"')[2].partition("</form>")[0]
    assert "disabled" in form.partition(">")[2].partition(">")[0] or "<fieldset" in form


def test_what_is_sent_to_a_preview_is_not_taken(workshop: WorkshopPage) -> None:
    request = RequestFactory().post("/", {"name": "x", "email": "a@example.gr"})
    request.is_preview = True
    request.user = get_user_model()(username="x")
    answer = workshop.specific.serve_preview(request, "")
    assert answer.status_code == 200
    assert not Registration.objects.exists()


def test_an_editor_sees_the_preview_in_the_admin(workshop: WorkshopPage, client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser("root", "root@example.org", "x"))
    workshop.save_revision()
    answer = client.get(f"/admin/pages/{workshop.pk}/view_draft/")
    assert answer.status_code == 200
    assert "disabled" in answer.content.decode()
