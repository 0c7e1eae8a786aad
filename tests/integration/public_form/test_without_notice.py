"""A registration whose privacy notice is missing, however its page came to be published: no form, and a reason."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from innovation_pages.models import WorkshopPage
from registrations.models import PrivacyNotice, Registration, RegistrationSettings
from registrations.queries import unshown
from tests.factories.addresses import desk_url
from tests.factories.pages import Visitor, publish_news, publish_workshop
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

SENTENCE, REASON, FORM = "Η φόρμα δεν μπορεί να εμφανιστεί", "δεν έχει επιλεγεί δήλωση", 'class="rg-form"'


@pytest.fixture
def bare(world: World) -> WorkshopPage:
    """A workshop that was published, by code, although nobody chose a notice."""
    RegistrationSettings.objects.update(privacy_notice=None)
    return publish_workshop(world, title="Χωρίς δήλωση")


def shown(client: Client, page: WorkshopPage) -> str:
    answer = client.get(page.get_url())
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    return answer.content.decode()


def test_a_visitor_reads_one_kind_sentence_and_sees_no_form(client: Client, bare: WorkshopPage) -> None:
    text = shown(client, bare)
    assert SENTENCE in text
    assert FORM not in text
    assert REASON not in text


@pytest.mark.parametrize("right", ["edits", "reviews"])
def test_who_can_mend_it_reads_why(world: World, bare: WorkshopPage, right: str) -> None:
    user = make_staff(edits=world.home) if right == "edits" else make_staff(world.home)
    text = shown(signed_in(user), bare)
    assert SENTENCE in text
    assert REASON in text


def test_other_staff_read_what_visitors_read(world: World, bare: WorkshopPage) -> None:
    assert REASON not in shown(signed_in(make_staff(world.home_en, edits=world.home_en)), bare)


def test_a_form_that_is_sent_all_the_same_is_refused_in_the_same_words(
    client: Client, world: World, bare: WorkshopPage
) -> None:
    answer = client.post(bare.get_url(), {"name": "Άννα", "email": "a@example.org"})
    assert answer.status_code == 422
    assert SENTENCE in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_notice_that_is_withdrawn_meanwhile_stops_the_form(client: Client, world: World) -> None:
    visitor = Visitor(client, publish_workshop(world))
    form = visitor.form()
    RegistrationSettings.objects.update(privacy_notice=None)
    assert client.post(visitor.url, form).status_code == 422
    assert not Registration.objects.exists()
    RegistrationSettings.objects.update(privacy_notice=PrivacyNotice.objects.get())
    assert client.post(visitor.url, form).status_code == 302


def test_a_page_that_shows_the_registration_of_another_shows_no_form_either(
    client: Client, world: World, bare: WorkshopPage
) -> None:
    news = publish_news(world, body=[("registration", bare)])
    text = client.get(news.get_url()).content.decode()
    assert SENTENCE in text
    assert FORM not in text


def test_publishing_many_at_once_shows_no_form(client: Client, world: World, bare: WorkshopPage) -> None:
    bare.unpublish()
    boss = signed_in(make_staff(edits=world.home))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={bare.pk}"
    assert boss.post(address, {}).status_code == 302
    assert WorkshopPage.objects.get(pk=bare.pk).live
    assert FORM not in shown(client, bare)


def test_the_desk_names_the_events_whose_form_is_withheld(
    world: World, bare: WorkshopPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "No privacy notice is chosen"
    reviewer, stranger = signed_in(make_staff(world.home)), signed_in(make_staff(world.home_en))
    text = reviewer.get(desk_url()).content.decode()
    assert words in text
    assert bare.title in text
    assert bare.title not in stranger.get(desk_url()).content.decode()
    assert publish_workshop(world, registration_privacy_notice=PrivacyNotice.objects.get())
    with monkeypatch.context() as patch:
        patch.setattr(unshown, "_AT_MOST", 1)
        assert words in reviewer.get(desk_url()).content.decode(), "A newer page with a notice hides the older one."
    RegistrationSettings.objects.update(privacy_notice=PrivacyNotice.objects.get())
    assert words not in reviewer.get(desk_url()).content.decode()
