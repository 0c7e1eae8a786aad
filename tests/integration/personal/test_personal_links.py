"""What people see behind the links of their letters, and what happens when they press the buttons there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar

from registrations.domain.states import State
from registrations.models import Registration
from registrations.notices.composing import compose
from registrations.notices.links import personal_path, verify_path
from registrations.services.actor import staff
from registrations.services.promoting import sweep
from registrations.services.reviewing import Decision, decide
from registrations.tokens import Purpose, make_token
from tests.factories.pages import desk_of, publish_workshop
from tests.factories.registrations import (
    confirm,
    last_letter,
    letters_of,
    make_desk,
    make_questionnaire,
    seated,
    sign_up,
)
from tests.rig.world import World

BEGINNING = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock(world: World) -> Iterator[None]:
    with time_machine.travel(BEGINNING, tick=True):
        yield


def text_of(response: HttpResponse) -> str:
    return response.content.decode()


def state_of(registration: Registration) -> str:
    return str(Registration.objects.get(pk=registration.pk).state)


def insistent() -> Client:
    """A browser whose forms need the token that their page gave it."""
    return Client(enforce_csrf_checks=True)


def pressed(client: Client, path: str, **headers: Any) -> HttpResponse:
    """Open a page, and press its button."""
    page = client.get(path)
    token = page.context["csrf_token"]
    return client.post(page.context["action_url"], {"csrfmiddlewaretoken": str(token)}, headers=headers)


def test_confirming_takes_one_press_and_leads_to_the_personal_page() -> None:
    registration = sign_up(make_desk(capacity=3))
    client = insistent()
    page = client.get(verify_path(registration))
    assert page.status_code == 200
    assert state_of(registration) == State.UNVERIFIED
    answer = pressed(client, verify_path(registration), origin="http://testserver")
    assert (answer.status_code, answer["Location"]) == (302, personal_path(registration))
    assert state_of(registration) == State.ACCEPTED
    shown = text_of(client.get(answer["Location"]))
    assert "You have a seat." in shown
    assert registration.reference in shown


def test_links_outlive_a_new_key_of_the_site_while_the_old_one_is_still_believed(
    client: Client, settings: LazySettings
) -> None:
    path, old = personal_path(seated(make_desk())), settings.SECRET_KEY
    settings.SECRET_KEY = "another-key-of-the-site-" + "9876543210" * 4
    assert client.get(path).status_code == 404
    settings.SECRET_KEY_FALLBACKS = [old]
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_unknown_used_late_and_foreign_links_all_get_the_same_answer(client: Client, method: str) -> None:
    used = seated(make_desk())
    late = sign_up(make_desk(), now=BEGINNING - timedelta(hours=49))
    foreign = sign_up(make_desk())
    rotated = sign_up(make_desk())
    dead = verify_path(rotated)
    Registration.objects.filter(pk=rotated.pk).update(secret="new")
    paths = [
        verify_path(used),
        verify_path(late),
        verify_path(foreign).replace(make_token(foreign, Purpose.VERIFY), make_token(foreign, Purpose.PERSONAL)),
        dead,
        "/en/registration/verify/nonsense/",
        "/en/registration/verify/%CE%B1%00/",
        verify_path(foreign)[:-3] + "A/",
    ]
    answers = [getattr(client, method)(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert "our last letter" in text_of(answers[0])
    assert [state_of(one) for one in (used, foreign)] == [State.ACCEPTED, State.UNVERIFIED]


def test_a_link_to_confirm_does_not_open_the_personal_page(client: Client) -> None:
    registration = sign_up(make_desk())
    token = make_token(registration, Purpose.VERIFY)
    for tail in ("", "cancel/", "calendar.ics"):
        assert client.get(f"/en/registration/{token}/{tail}").status_code == 404


@pytest.mark.parametrize("tail", ["", "cancel/", "calendar.ics", "nonsense"])
def test_pages_behind_letters_are_kept_from_caches_robots_and_other_sites(client: Client, tail: str) -> None:
    path = personal_path(seated(make_desk())) + tail
    answer = client.get(path.replace("nonsense", "").rstrip("/") + "x/" if tail == "nonsense" else path)
    assert answer.status_code == (404 if tail == "nonsense" else 200)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "noindex" in answer["X-Robots-Tag"]


def test_the_personal_page_speaks_the_language_of_the_person_under_any_prefix(client: Client) -> None:
    registration = seated(make_desk(begins_at=datetime(2027, 1, 19, 7, tzinfo=UTC)), language="el")
    answer = client.get("/en" + personal_path(registration))
    assert answer["Content-Language"] == "el"
    assert 'lang="el"' in text_of(answer)
    assert "19 Ιανουαρίου 2027" in text_of(answer)


def test_the_personal_page_says_what_was_sent_in_the_words_of_its_page(client: Client, world: World) -> None:
    page = publish_workshop(world, registration_action="interest", delivery="online")
    registration = seated(desk_of(page), language="el")
    shown = text_of(client.get(personal_path(registration)))
    assert "Η εκδήλωση ενδιαφέροντός σας" in shown
    assert f'href="{page.full_url}">Η σελίδα με όλες τις πληροφορίες' in shown
    calendar = Calendar.from_ical(client.get(personal_path(registration) + "calendar.ics").content)
    assert calendar.walk("VEVENT")[0]["LOCATION"] == "Διαδικτυακά"
    assert f"location={quote('Διαδικτυακά')}" in shown


OWN_NAMES = {
    "interest": ("Ανάκληση της εκδήλωσης ενδιαφέροντος", "Η εκδήλωση ενδιαφέροντός σας ανακλήθηκε."),
    "apply": ("Ανάκληση της αίτησης", "Η αίτησή σας ανακλήθηκε."),
    "attend": ("Δηλώνω ότι δεν θα έρθω", "Δεν σας περιμένουμε πια."),
}


@pytest.mark.parametrize("action", OWN_NAMES)
def test_what_was_sent_is_confirmed_and_taken_back_by_the_name_that_its_page_gives_to_it(
    client: Client, world: World, action: str
) -> None:
    button, ended = OWN_NAMES[action]
    registration = sign_up(desk_of(publish_workshop(world, registration_action=action)), language="el")
    asked_to_confirm = text_of(client.get(verify_path(registration)))
    confirm(registration)
    page, question = personal_path(registration), personal_path(registration) + "cancel/"
    read = [asked_to_confirm, text_of(client.get(page)), text_of(client.get(question))]
    assert button in read[1]
    client.post(question)
    read.append(text_of(client.get(page)))
    assert ended in read[-1]
    assert not [text for text in read if "εγγραφή" in text.casefold().split("<main")[1]]


def test_the_personal_page_shows_answers_as_text_and_the_position_in_line(client: Client) -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk)
    seated(desk)
    questionnaire = make_questionnaire(desk, "Diet")
    registration = seated(desk, questionnaire=questionnaire, answers={"Diet": "<b>none</b>"})
    shown = text_of(client.get(personal_path(registration)))
    assert "Diet" in shown
    assert "&lt;b&gt;none" in shown
    assert "Position in line: 2" in shown
    assert "You are on the waiting list." in shown
    assert "Add to your calendar" not in shown


def test_cancelling_asks_first_and_then_gives_the_seat_to_the_next_in_line() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    registration, waiting = seated(desk), seated(desk)
    client = insistent()
    path = personal_path(registration) + "cancel/"
    assert client.get(path).status_code == 200
    assert state_of(registration) == State.ACCEPTED
    answer = pressed(client, path, origin="http://testserver")
    assert (answer.status_code, answer["Location"]) == (302, personal_path(registration))
    assert (state_of(registration), state_of(waiting)) == (State.CANCELLED, State.ACCEPTED)
    shown = text_of(client.get(personal_path(registration)))
    assert "Your registration is cancelled." in shown
    assert "cancel/" not in shown


def test_cancelling_twice_changes_nothing_and_owes_one_letter(client: Client) -> None:
    registration = seated(make_desk())
    path = personal_path(registration) + "cancel/"
    answers = [client.post(path), client.post(path), client.get(path)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, personal_path(registration))}
    assert len(letters_of(registration)) == 3


def test_one_of_two_sessions_can_be_cancelled_alone(client: Client) -> None:
    registration = seated(make_desk(sessions=["Morning", "Evening"]), session_keys=("Morning", "Evening"))
    morning, evening = (registration.places.get(pool__session_key=key) for key in ("Morning", "Evening"))
    shown = text_of(client.get(personal_path(registration)))
    path = f"{personal_path(registration)}cancel/{morning.pk}/"
    assert path in shown
    asked = text_of(client.get(path))
    assert "Morning" in asked
    assert "Evening" not in asked
    assert "Your other places stay as they are." in asked
    assert "you can send it again" not in asked
    client.post(path)
    morning.refresh_from_db()
    evening.refresh_from_db()
    assert (morning.state, evening.state) == (State.CANCELLED, State.ACCEPTED)


def test_nobody_cancels_the_place_of_somebody_else(client: Client) -> None:
    desk = make_desk()
    mine, other = seated(desk), seated(desk)
    answer = client.post(f"{personal_path(mine)}cancel/{other.places.get().pk}/")
    assert answer["Location"] == personal_path(mine)
    assert (state_of(mine), state_of(other)) == (State.ACCEPTED, State.ACCEPTED)


def test_after_the_event_there_is_nothing_to_cancel(client: Client) -> None:
    registration = seated(make_desk(begins_at=BEGINNING + timedelta(hours=1)))
    with time_machine.travel(BEGINNING + timedelta(days=2)):
        shown = text_of(client.get(personal_path(registration)))
        client.post(personal_path(registration) + "cancel/")
    assert "The event is over." in shown
    assert "cancel/" not in shown
    assert state_of(registration) == State.ACCEPTED


def test_a_form_without_its_token_is_refused_in_plain_words_and_the_log_keeps_the_link_to_itself(
    caplog: pytest.LogCaptureFixture,
) -> None:
    registration = seated(make_desk())
    with caplog.at_level(logging.DEBUG):
        answer = insistent().post(personal_path(registration) + "cancel/")
        wrong = Client().delete(personal_path(registration))
        Client().get("/registration/nonsense/")
    assert answer.status_code == 403
    assert "The form could not be sent" in text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert wrong.status_code == 405
    assert state_of(registration) == State.ACCEPTED
    assert "/registration/" not in caplog.text


def test_the_calendar_file_follows_the_seat(client: Client) -> None:
    registration = seated(make_desk())
    path = personal_path(registration) + "calendar.ics"
    answer = client.get(path)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    assert Calendar.from_ical(answer.content).walk("VEVENT")[0]["STATUS"] == "CONFIRMED"
    client.post(personal_path(registration) + "cancel/")
    assert Calendar.from_ical(client.get(path).content).walk("VEVENT")[0]["STATUS"] == "CANCELLED"


def test_an_event_that_is_expected_in_a_period_says_so_wherever_its_day_would_stand(client: Client) -> None:
    desk = make_desk(begins_at=None, expected_on=date(2027, 4, 25), precision="late", venue="", address="")
    registration = sign_up(desk)
    said = "Expected: late April 2027"
    assert said in text_of(client.get(verify_path(registration)))
    registration = confirm(registration)
    assert "When: late April 2027 (expected)" in compose(last_letter(registration)).body
    page = text_of(client.get(personal_path(registration)))
    assert page.index("When and where") < page.index(said)
    assert said in text_of(client.get(f"{personal_path(registration)}cancel/"))


def test_who_has_no_seat_has_no_calendar_file(client: Client) -> None:
    registration = seated(make_desk(needs_review=True))
    assert client.get(personal_path(registration) + "calendar.ics").status_code == 404


@pytest.mark.parametrize("tells", [True, False])
def test_the_reason_of_a_rejection_is_shown_where_staff_told_it_and_nowhere_else(
    client: Client, admin_user: Any, tells: bool
) -> None:
    registration = seated(make_desk(needs_review=True))
    decision = Decision(to=State.REJECTED, reason="Only for municipalities.", tells_reason=tells)
    decide(registration=registration, decision=decision, by=staff(admin_user), now=datetime.now(UTC))
    assert ("Only for municipalities." in text_of(client.get(personal_path(registration)))) is tells


def test_who_confirmed_after_the_last_seat_went_is_told_so(client: Client) -> None:
    desk = make_desk(capacity=1)
    late = sign_up(desk, now=BEGINNING - timedelta(hours=2))
    sweep(now=BEGINNING)
    seated(desk)
    answer = client.post(verify_path(late))
    assert "the last seat was taken" in text_of(client.get(answer["Location"]))


def test_places_that_stand_differently_are_not_summed_up_in_one_word(client: Client) -> None:
    desk = make_desk(sessions=["Morning", "Evening"], waiting_list=True)
    desk.pools.filter(session_key="Evening").update(capacity=0, ceiling=0)
    registration = seated(desk, session_keys=("Morning", "Evening"))
    shown = text_of(client.get(personal_path(registration)))
    assert "Your places do not all stand the same" in shown
    assert "Waiting list" in shown


def test_the_page_works_while_the_address_is_not_confirmed(client: Client) -> None:
    registration = sign_up(make_desk())
    assert "Your address is not confirmed yet." in text_of(client.get(personal_path(registration)))
    confirm(registration)
    assert "You have a seat." in text_of(client.get(personal_path(registration)))
