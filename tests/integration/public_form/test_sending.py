"""A form is sent: what is stored, what is answered, and what happens the second time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from innovation_pages.models import WorkshopPage
from registrations.domain.errors import NotHere
from registrations.models import Attempt, Notice, PrivacyNotice, Registration, SeatPool
from registrations.notices.links import personal_path
from registrations.pages.receiving import words_for
from registrations.questions.form import SALT, Ticket
from tests.factories.pages import Visitor, desk_of, publish_news, publish_workshop, question, republish, soon, translate
from tests.factories.registrations import seated
from tests.rig.world import World

SUMMARY, LINK = "rg-error-summary", "https://example.org/"


def key(workshop: WorkshopPage, kind: str) -> str:
    return next(block.id for block in workshop.questions if block.block_type == kind)


def rows() -> tuple[int, ...]:
    return Registration.objects.count(), Notice.objects.count(), Attempt.objects.count()


def test_a_whole_form_is_kept_and_leads_to_a_thank_you(visitor: Visitor, workshop: WorkshopPage) -> None:
    choice = next(block for block in workshop.questions if block.block_type == "choice")
    choices = next(block for block in workshop.questions if block.block_type == "choices")
    first = choice.value["options"].bound_blocks[0].id
    both = [item.id for item in choices.value["options"].bound_blocks]
    answer = visitor.sends(
        name="  Άννα\u00a0 Άννου ",
        email="  Anna@Example.GR ",
        **{
            key(workshop, "short_text"): "Δήμος",
            key(workshop, "long_text"): "Μία\r\nδύο",
            key(workshop, "phone"): "+30 213 13 13 152",
            key(workshop, "number"): "12",
            key(workshop, "date"): "27/3/1980",
            key(workshop, "choice"): first,
            key(workshop, "choices"): both,
            key(workshop, "yes_no"): "yes",
            key(workshop, "email"): "B@Example.gr",
            key(workshop, "consent"): "on",
        },
    )
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{visitor.url}?done=1")
    assert answer["Cache-Control"] == "private, no-store"
    stored = Registration.objects.get()
    assert (stored.name, stored.email, stored.language) == ("Άννα Άννου", "anna@example.gr", "el")
    kinds = {block.id: block.block_type for block in workshop.questions}
    assert {kinds[answered]: value for answered, value in stored.answers.items()} == {
        "short_text": "Δήμος",
        "long_text": "Μία\nδύο",
        "phone": "+30 213 13 13 152",
        "number": 12,
        "date": "1980-03-27",
        "choice": first,
        "choices": both,
        "yes_no": True,
        "email": "b@example.gr",
        "consent": True,
    }
    assert stored.questionnaire.desk == desk_of(workshop)
    assert stored.privacy_notice.summary == "Ποιος, γιατί, για πόσο."
    thanks = visitor.client.get(answer["Location"].partition("#")[0])
    assert thanks.status_code == 200
    assert thanks["Cache-Control"] == "private, no-store"
    text = thanks.content.decode()
    assert "anna@example.gr" in text
    assert 'name="email" value' not in text
    assert text.count('name="after"') == 2


def test_without_verification_the_thank_you_tells_the_state_and_the_number(client: Client, world: World) -> None:
    page = publish_workshop(world, registration_verify_address=False, registration_capacity=0)
    SeatPool.objects.update(next_position=6)  # five stood in line before, and have moved up
    answer = Visitor(client, page).sends()
    stored = Registration.objects.get()
    thanks = client.get(answer["Location"].partition("#")[0])
    assert stored.reference in thanks.content.decode()
    assert stored.state == "waitlisted"
    assert thanks.context["done"].position == 1


def test_the_thank_you_is_shown_only_to_the_browser_that_sent(visitor: Visitor, client: Client) -> None:
    answer = visitor.sends(email="anna@example.gr")
    stranger = Client()
    text = stranger.get(answer["Location"].partition("#")[0]).content.decode()
    assert "anna@example.gr" not in text
    assert "<form" in text


def test_a_double_click_is_one_registration_and_the_same_thank_you(visitor: Visitor) -> None:
    form = {**visitor.form()}
    first, second = (visitor.client.post(visitor.url, form) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Registration.objects.count(), Notice.objects.count()) == (1, 1)


def test_back_and_send_again_with_another_name_adds_nobody(visitor: Visitor) -> None:
    form = visitor.form()
    visitor.client.post(visitor.url, form)
    answer = visitor.client.post(visitor.url, {**form, "name": "Άλλη"})
    assert answer.status_code == 302
    assert Registration.objects.count() == 1


def test_back_and_send_again_for_a_colleague_registers_both(visitor: Visitor) -> None:
    form = visitor.form()
    for name, email in (("Άννα Άννου", "anna@example.org"), ("Μαρία Μαρή", "maria@example.org")):
        assert visitor.client.post(visitor.url, {**form, "name": name, "email": email}).status_code == 302
    assert set(Registration.objects.values_list("email", flat=True)) == {"anna@example.org", "maria@example.org"}


@pytest.mark.parametrize("person_key", ["email", "email_and_name"])
def test_a_ticket_spent_on_somebody_elses_address_does_not_tell_whether_they_are_registered(
    world: World, person_key: str
) -> None:
    page = publish_workshop(world, registration_person_key=person_key)
    seated(desk_of(page), name="Άννα Άννου", email="known@example.org")
    told = []
    for asked_about in ("known@example.org", "unknown@example.org"):
        spy = Visitor(Client(), page)
        form, own = spy.form(), f"spy-on-{asked_about}"
        spy.client.post(spy.url, {**form, "name": "Άννα Άννου", "email": asked_about})
        answer = spy.client.post(spy.url, {**form, "name": "Άννα Άννου", "email": own})
        told.append((answer.status_code, Notice.objects.filter(recipient=own).count()))
    assert told == [(302, 1), (302, 1)]


def test_a_known_and_an_unknown_address_get_the_same_answer(client: Client, workshop: WorkshopPage) -> None:
    seated(desk_of(workshop), email="known@example.org")
    answers = []
    for email in ("known@example.org", "other@example.org"):
        browser = Client()
        answer = Visitor(browser, workshop).sends(email=email)
        thanks = browser.get(answer["Location"].partition("#")[0])
        told = thanks.content.decode().replace(email, "x@y").replace(str(thanks.context["csrf_token"]), "")
        answers.append((answer.status_code, answer["Location"], re.sub(r"value=\"\w{64}\"", "", told)))
    assert answers[0] == answers[1]


def test_a_full_event_answers_known_and_unknown_addresses_alike(world: World) -> None:
    page = publish_workshop(world, registration_capacity=2, registration_waiting_list=False)
    browsers = [Visitor(Client(), page) for _ in range(2)]
    forms = [browser.form() for browser in browsers]
    seated(desk_of(page), email="known@example.org")
    seated(desk_of(page))
    answers = []
    for browser, form, email in zip(browsers, forms, ("known@example.org", "other@example.org"), strict=True):
        answer = browser.client.post(browser.url, {**form, "email": email})
        answers.append((answer.status_code, SUMMARY in answer.content.decode()))
    assert answers == [(422, True), (422, True)]
    assert Registration.objects.count() == 2


def test_without_verification_who_is_registered_is_told_so(client: Client, world: World) -> None:
    page = publish_workshop(world, registration_verify_address=False)
    Visitor(Client(), page).sends(email="a@example.org")
    answer = Visitor(client, page).sends(email="a@example.org")
    assert answer.status_code == 422
    assert Registration.objects.count() == 1


def test_questions_that_changed_meanwhile_are_shown_with_what_was_typed(
    visitor: Visitor, workshop: WorkshopPage
) -> None:
    form = visitor.form()
    workshop.questions[0].value["label"] = "Ονομασία φορέα"
    republish(workshop)
    answer = visitor.client.post(visitor.url, {**form, key(workshop, "short_text"): "Δήμος Χανίων"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Δήμος Χανίων" in text
    assert "Ονομασία φορέα" in text
    assert not Registration.objects.exists()
    visitor.answer = answer
    assert visitor.sends().status_code == 302
    assert Registration.objects.get().answers[key(workshop, "short_text")] == "Δήμος Χανίων"


def test_nobody_is_said_to_have_read_a_notice_that_changed_meanwhile(
    visitor: Visitor, workshop: WorkshopPage, notice: PrivacyNotice
) -> None:
    form = visitor.form()
    notice.summary = "Για άλλον σκοπό, για πάντα."
    notice.save()
    visitor.answer = visitor.client.post(visitor.url, form)
    assert visitor.answer.status_code == 422
    text = visitor.answer.content.decode()
    assert notice.summary in text
    assert "Η δήλωση απορρήτου άλλαξε" in text
    assert "Οι ερωτήσεις άλλαξαν" not in text
    assert not Registration.objects.exists()
    assert visitor.sends().status_code == 302
    assert Registration.objects.get().privacy_notice.summary == notice.summary


def test_a_new_question_that_must_be_answered_is_said_to_be_new_and_the_next_try_succeeds(
    visitor: Visitor, workshop: WorkshopPage
) -> None:
    form = visitor.form()
    workshop.questions.append(question("short_text", "Νέα ερώτηση", required=True))
    workshop = republish(workshop)
    answer = visitor.client.post(visitor.url, form)
    assert answer.status_code == 422
    visitor.answer = answer
    assert visitor.sends(**{workshop.questions[-1].id: "Ναι"}).status_code == 302


def test_the_page_closes_between_reading_and_sending(visitor: Visitor, workshop: WorkshopPage) -> None:
    form = visitor.form()
    republish(workshop, registration_closes_on=timezone.localdate() - timedelta(days=1))
    answer = visitor.client.post(visitor.url, {**form, "name": "Μαρία Αργυρού"})
    text = answer.content.decode()
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert SUMMARY in text
    assert "Μαρία Αργυρού" in text


def test_a_form_before_the_opening_is_refused_with_its_values(visitor: Visitor, workshop: WorkshopPage) -> None:
    form = visitor.form()
    republish(workshop, registration_opens_on=timezone.localdate() + timedelta(days=2))
    answer = visitor.client.post(visitor.url, {**form, "name": "Μαρία Αργυρού"})
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert "Μαρία Αργυρού" in answer.content.decode()


def test_an_unpublished_page_takes_no_form(visitor: Visitor, workshop: WorkshopPage) -> None:
    form = visitor.form()
    workshop.unpublish()
    assert visitor.client.post(visitor.url, form).status_code == 404
    assert not Registration.objects.exists()


def test_the_last_seat_went_meanwhile(client: Client, world: World) -> None:
    page = publish_workshop(world, registration_capacity=1, registration_waiting_list=False)
    visitor = Visitor(client, page)
    form = visitor.form()
    seated(desk_of(page))
    answer = visitor.client.post(visitor.url, {**form, "name": "Μαρία Αργυρού"})
    assert (answer.status_code, Registration.objects.count()) == (422, 1)
    assert "Μαρία Αργυρού" in answer.content.decode()


FORGED = {
    "none": None,
    "empty": "",
    "short": "x",
    "long": "x" * 100_000,
    "nul": "a\x00b",
    "other salt": signing.dumps(["nonce", "desk", "digest", 0], salt="another"),
    "other desk": signing.dumps(["nonce", "another desk", "digest", 0], salt=SALT),
    "text": signing.dumps("text", salt=SALT),
    "object": signing.dumps({"a": 1}, salt=SALT),
    "two": signing.dumps([1, 2], salt=SALT),
    "odd": signing.dumps([None, None, None, "soon"], salt=SALT),
}


@pytest.mark.parametrize("ticket", list(FORGED))
def test_a_ticket_that_is_not_ours_is_refused_and_replaced(visitor: Visitor, ticket: str) -> None:
    answer = visitor.sends(ticket=FORGED[ticket], name="Μαρία Αργυρού")
    text = answer.content.decode()
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert SUMMARY in text
    assert "Μαρία Αργυρού" in text
    assert visitor.sends().status_code == 302
    assert Registration.objects.get().name == "Μαρία Αργυρού"


def test_a_ticket_of_another_page_opens_nothing_here(client: Client, visitor: Visitor, world: World) -> None:
    other = Visitor(client, publish_workshop(world))
    answer = visitor.sends(ticket=other.form()["ticket"])
    assert (answer.status_code, Registration.objects.count()) == (422, 0)


def test_a_form_that_comes_back_too_quickly_is_asked_for_once_more(visitor: Visitor, settings: object) -> None:
    settings.REGISTRATIONS_MINIMUM_SECONDS = 60
    answer = visitor.sends(name="Μαρία Αργυρού")
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert "Μαρία Αργυρού" in answer.content.decode()
    settings.REGISTRATIONS_MINIMUM_SECONDS = 0
    assert visitor.sends().status_code == 302


def test_a_machine_that_fills_in_the_hidden_field_is_refused_but_may_be_a_person(visitor: Visitor) -> None:
    answer = visitor.sends(website="https://spam.example")
    assert (answer.status_code, Registration.objects.count()) == (422, 0)
    assert "spam.example" not in answer.content.decode()
    assert visitor.sends().status_code == 302


def test_too_many_forms_from_one_network_are_told_to_wait(visitor: Visitor, settings: object) -> None:
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 2
    form = visitor.form()
    for _ in range(2):
        assert visitor.client.post(visitor.url, {**form, "email": "wrong"}).status_code == 422
    answer = visitor.client.post(visitor.url, form)
    assert (answer.status_code, Registration.objects.count()) == (429, 0)
    assert SUMMARY in answer.content.decode()
    assert Client(REMOTE_ADDR="10.9.8.7").post(visitor.url, form).status_code == 302


def test_a_header_of_the_visitor_does_not_change_where_they_come_from(visitor: Visitor, settings: object) -> None:
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 1
    form = visitor.form()
    for number, expected in ((1, 302), (2, 429)):
        answer = visitor.client.post(visitor.url, form, headers={"X-Forwarded-For": f"203.0.113.{number}"})
        assert answer.status_code == expected


def test_behind_one_proxy_the_last_entry_counts_and_an_ipv6_network_is_one(visitor: Visitor, settings: object) -> None:
    settings.REGISTRATIONS_ATTEMPTS_PER_HOUR = 1
    settings.REGISTRATIONS_TRUSTED_PROXIES = 1
    form = visitor.form()
    for forwarded, expected in (
        ("1.1.1.1, 203.0.113.1", 302),
        ("2.2.2.2, 203.0.113.1", 429),
        ("203.0.113.2", 302),
        ("2001:db8:1:2:3::4", 302),
        ("2001:db8:1:2:ffff::9", 429),
        ("2001:db8:1:3::4", 302),
        ("::ffff:203.0.113.2", 429),
        ("not an address", 302),
        ("<script>", 429),
    ):
        answer = visitor.client.post(visitor.url, form, headers={"X-Forwarded-For": forwarded})
        assert answer.status_code == expected, forwarded


def test_who_cannot_send_any_more_is_not_asked_to_check_changed_questions(
    visitor: Visitor, workshop: WorkshopPage
) -> None:
    visitor.opens()
    workshop.questions.append(question("short_text", "Κινητό"))
    republish(workshop, registration_closes_on=timezone.localdate() - timedelta(days=3))
    answer = visitor.sends()
    told = [str(problem) for problem in answer.context["form"].non_field_errors()]
    assert answer.status_code == 422
    with override("el"):
        assert told == [words_for(NotHere())]


def test_the_address_of_the_network_is_not_stored(visitor: Visitor) -> None:
    visitor.client.post(visitor.url, visitor.form(), REMOTE_ADDR="203.0.113.77")
    assert "203.0.113.77" not in Attempt.objects.get().origin


def test_a_form_without_the_csrf_token_gets_a_page_that_can_be_read(workshop: WorkshopPage) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(workshop.get_url(), {"name": "Μαρία"})
    text = answer.content.decode()
    assert (answer.status_code, Registration.objects.count()) == (403, 0)
    assert "<h1" in text
    assert "CSRF" not in text


def test_a_form_that_comes_from_elsewhere_leaves_no_link_in_the_log(
    workshop: WorkshopPage, caplog: pytest.LogCaptureFixture
) -> None:
    came_from = f"https://www.example.org{personal_path(seated(desk_of(workshop)))}"
    answer = Client(enforce_csrf_checks=True).post(workshop.get_url(), secure=True, headers={"referer": came_from})
    assert answer.status_code == 403
    told = [record.getMessage() for record in caplog.records if record.name == "registrations.views"]
    assert len(told) == 1
    assert came_from not in told[0]


def test_a_form_with_the_csrf_token_passes(workshop: WorkshopPage) -> None:
    assert Visitor(Client(enforce_csrf_checks=True), workshop).sends().status_code == 302


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_never_writes(visitor: Visitor, workshop: WorkshopPage, method: str) -> None:
    for address in (visitor.url, f"{visitor.url}?done=1", f"{visitor.url}?name=x&email=a@example.org"):
        with CaptureQueriesContext(connection) as captured:
            answer = getattr(visitor.client, method)(address)
        assert answer.status_code == 200
        writes = [query["sql"] for query in captured if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}]
        assert not writes
        assert answer["Cache-Control"] == "private, no-store"
    assert rows() == (0, 0, 0)


def test_a_page_whose_registration_is_over_may_be_kept_and_one_that_opens_soon_not_too_long(
    client: Client, world: World
) -> None:
    over = publish_workshop(world, registration_closes_on=timezone.localdate() - timedelta(days=3))
    assert "no-store" not in client.get(over.get_url()).get("Cache-Control", "")
    later = publish_workshop(world, registration_opens_on=timezone.localdate() + timedelta(days=1))
    kept = client.get(later.get_url())["Cache-Control"]
    assert kept.startswith("max-age=")
    assert int(kept.removeprefix("max-age=")) <= 300


@pytest.mark.parametrize(
    "fields",
    [
        {"registration_opens_on": soon(2).date()},
        {"registration_mode": "elsewhere", "registration_link": LINK, "registration_closes_on": soon(2).date()},
    ],
    ids=["opens", "closes"],
)
def test_a_page_is_kept_no_longer_than_until_its_registration_opens_or_closes(
    client: Client, world: World, fields: dict[str, object]
) -> None:
    page = publish_workshop(world, **fields)
    rules = page.registration_rules()
    moment = rules.opens_at or rules.closes_at
    assert moment is not None
    with time_machine.travel(moment - timedelta(seconds=20), tick=False):
        assert client.get(page.get_url())["Cache-Control"] == "max-age=20"


def test_a_page_without_a_form_of_ours_ignores_what_is_sent(client: Client, world: World) -> None:
    page = publish_workshop(world, registration_mode="none")
    assert client.post(page.get_url(), {"name": "x"}).status_code == 200
    assert rows() == (0, 0, 0)


def test_a_page_that_code_put_there_without_publishing_opens_its_desk_with_the_first_form(
    client: Client, world: World
) -> None:
    index = publish_workshop(world).get_parent()
    page = WorkshopPage(title="Άλλο", slug="another", registration_mode="here", begins_at=soon(9), ends_at=soon(10))
    index.add_child(instance=page)
    assert Visitor(client, page).sends().status_code == 302
    assert desk_of(page).registrations.count() == 1


def test_an_alias_of_such_a_page_registers_at_the_desk_of_its_source(client: Client, world: World) -> None:
    index = publish_workshop(world).get_parent()
    page = WorkshopPage(title="Άλλο", slug="another", registration_mode="here", begins_at=soon(9), ends_at=soon(10))
    index.add_child(instance=page)
    alias = page.create_alias(update_slug="alias")
    assert Visitor(client, alias).sends().status_code == 302
    assert desk_of(page).registrations.count() == 1


def test_an_alias_and_its_source_share_seats_and_people(client: Client, workshop: WorkshopPage) -> None:
    alias = workshop.create_alias(update_slug="alias")
    assert Visitor(client, alias).sends(email="a@example.org").status_code == 302
    assert Visitor(Client(), workshop).sends(email="a@example.org").status_code == 302
    assert desk_of(workshop).registrations.count() == 1


def test_the_english_page_speaks_english_and_registers_at_the_same_desk(
    client: Client, workshop: WorkshopPage, world: World
) -> None:
    english = translate(workshop, world.en, title="Workshop for all", slug="workshop")
    english.questions[0].value["label"] = "Body"
    english = republish(english)
    visitor = Visitor(client, english)
    text = visitor.opens().content.decode()
    assert "Body" in text
    assert visitor.sends(email="a@example.org").status_code == 302
    stored = Registration.objects.get()
    assert (stored.language, stored.desk) == ("en", desk_of(workshop))
    assert desk_of(workshop).questionnaires.filter(pk=stored.questionnaire_id).exists()


def test_a_form_inside_a_news_item_is_sent_to_its_own_page(
    client: Client, workshop: WorkshopPage, world: World
) -> None:
    news = publish_news(world, body=[("registration", workshop)])
    visitor = Visitor(client, news)
    assert visitor.opens()["Cache-Control"].replace(" ", "") in {"private,no-store", "no-store,private"}
    assert visitor.action().startswith(workshop.get_url())
    form = visitor.form()
    answer = client.post(workshop.get_url(), form)
    assert answer.status_code == 302
    assert answer["Location"].startswith(workshop.get_url())
    assert desk_of(workshop).registrations.count() == 1


def test_the_ticket_carries_a_nonce_that_nobody_guesses() -> None:
    now = datetime.now(UTC)
    tickets = [Ticket.new(desk="d", digest="x", now=now) for _ in range(50)]
    assert len({ticket.nonce for ticket in tickets}) == 50
    assert all(len(ticket.nonce) >= 22 for ticket in tickets)
    assert Ticket.read(tickets[0].signed()) == tickets[0]
