"""Letters in the words of staff: of a site, or of one event, with a fixed list of words in braces."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from wagtail.models import Site

from registrations.domain.placeholders import UnknownPlaceholder
from registrations.models import LetterWording, NoticeKind
from registrations.notices.composing import compose
from registrations.notices.wording import StaffWords
from registrations.services.actor import Actor, staff
from registrations.services.wording import word_letter
from tests.factories.addresses import desk_url
from tests.factories.registrations import last_letter, make_desk, seated, sign_up
from tests.factories.staff import make_staff, signed_in
from tests.rig.world import World

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, tzinfo=UTC)
BEGINS = datetime(2027, 1, 19, 7, 0, tzinfo=UTC)


@pytest.fixture
def by(admin_user: Any) -> Actor:
    return staff(admin_user)


def word(about: Any, by: Actor, kind: NoticeKind = NoticeKind.ACCEPTED, **words: str) -> None:
    word_letter(about=about, kind=kind, language="en", words=StaffWords(**words), by=by, now=NOW)


def test_the_event_has_its_own_words_the_site_words_for_the_rest_and_what_must_be_told_stays(
    world: World, by: Actor
) -> None:
    desk = make_desk(site=world.site, begins_at=BEGINS, capacity=1, waiting_list=True)
    word(world.site, by, subject="Welcome to {title}", opening="We greet {name}.")
    word(desk, by, opening="Dear {name},\n\nbring a letter on {when}. Your number: {reference}. {signature}")
    registration = seated(desk, name="Maria {when}")
    letter = compose(last_letter(registration))
    assert letter.subject == "Welcome to Workshop on plain language"
    assert "Dear Maria {when},\n\nbring a letter on Tuesday 19 January 2027" in letter.body
    assert "You have a seat" not in letter.body
    assert "Where: Town hall" in letter.body
    assert "bring a letter" in str(letter.alternatives[0].content)
    word(world.site, by, NoticeKind.WAITLISTED, opening="All seats are gone.")
    assert "All seats are gone.\n\nYour position in line: 1." in compose(last_letter(seated(desk))).body
    word(desk, by)
    word(world.site, by)
    assert compose(last_letter(registration)).subject == "You have a seat: Workshop on plain language"


def test_a_line_break_in_a_subject_or_title_stays_in_one_header(world: World, by: Actor) -> None:
    desk = make_desk(site=world.site, title="Talk\r\nBcc: x@example.org")
    word(desk, by, subject="Come\r\nBcc: y@example.org {title}")
    message = compose(last_letter(seated(desk))).message()
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    ("kind", "words", "word_shown"),
    [
        (NoticeKind.ACCEPTED, {"opening": "Hello {nmae}"}, "{nmae}"),
        (NoticeKind.ACCEPTED, {"opening": "Hello {"}, "{"),
        (NoticeKind.ACCEPTED, {"subject": "For {name}"}, "{name}"),
        (NoticeKind.VERIFY, {"opening": "Hello {name}"}, "{name}"),
    ],
)
def test_a_word_that_stands_for_nothing_is_refused(
    world: World, by: Actor, kind: NoticeKind, words: dict[str, str], word_shown: str
) -> None:
    with pytest.raises(UnknownPlaceholder) as refusal:
        word(world.site, by, kind, **words)
    assert refusal.value.word == word_shown
    assert not LetterWording.objects.exists()


def test_letters_to_staff_have_no_words_of_their_own(world: World, by: Actor) -> None:
    with pytest.raises(ValueError, match="staff_news"):
        word(world.site, by, NoticeKind.STAFF_NEWS, opening="Hello")


def test_words_to_an_unknown_address_hold_nothing_that_a_visitor_typed(world: World, by: Actor) -> None:
    desk = make_desk(site=world.site)
    word(desk, by, NoticeKind.VERIFY, opening="Please confirm for {title}.")
    letter = compose(last_letter(sign_up(desk, name="http://evil.example")))
    assert "Please confirm for Workshop on plain language." in letter.body
    assert "evil" not in letter.body


def test_the_screen_refuses_shows_keeps_tries_and_resets(world: World) -> None:
    settler = make_staff(permissions=("wagtailadmin.access_admin", "registrations.change_registrationsettings"))
    settler.email = "admin@example.org"
    settler.save()
    admin_client = signed_in(settler)
    url = f"{reverse('registrations_wording_of_site', args=[world.site.pk])}?kind=accepted&language=en"
    wrong = admin_client.post(url, {"opening": "Hi {x}", "keep": ""})
    assert wrong.status_code == 422
    assert "{x} stands for nothing here. You can use: {title}, {when}" in wrong.content.decode()
    shown = admin_client.post(url, {"opening": "Hi {name}, see you.", "preview": ""})
    assert "Hi Maria Example, see you." in shown.content.decode()
    assert not LetterWording.objects.exists()
    admin_client.post(url, {"opening": "Hi {name}, see you.", "trial": ""})
    assert [letter.to for letter in mail.outbox] == [["admin@example.org"]]
    assert "Hi Maria Example, see you." in mail.outbox[0].body
    admin_client.post(url, {"opening": "Hi {name}", "keep": ""})
    assert LetterWording.objects.get().site == world.site
    admin_client.post(url, {"reset": ""})
    assert not LetterWording.objects.exists()
    assert admin_client.get(url.replace("accepted", "staff_news")).status_code == 404
    choice = 'aria-label="Sites with letters"'
    assert choice not in admin_client.get(url).content.decode()
    second = Site.objects.create(hostname="labs.example.org", site_name="Labs", root_page=world.home)
    there = reverse("registrations_wording_of_site", args=[second.pk])
    screen = admin_client.get(url).content.decode()
    assert choice in screen
    assert f'<a href="{there}?kind=accepted&amp;language=en">Labs</a>' in screen
    assert 'aria-current="page">Labs' in admin_client.get(there).content.decode()


def test_only_who_configures_an_event_or_changes_the_settings_words_letters(world: World) -> None:
    desk = make_desk(site=world.site, leading_page=world.home)
    reviewer = signed_in(make_staff(world.home, ["review"]))
    chief = signed_in(make_staff(world.home, ["configure"]))
    of_event = desk_url("wording", desk.pk, model="desk")
    of_site = reverse("registrations_wording_of_site", args=[world.site.pk])
    assert [client.get(of_event).status_code for client in (reviewer, chief)] == [404, 200]
    chief.post(f"{of_event}?kind=reminder&language=el", {"opening": "Μην ξεχάσετε!", "keep": ""})
    assert LetterWording.objects.get().desk == desk
    for client in (reviewer, chief):
        assert client.get(of_site).status_code == 302
        assert client.post(of_site, {"opening": "x", "keep": ""}).status_code == 302
    assert LetterWording.objects.count() == 1
