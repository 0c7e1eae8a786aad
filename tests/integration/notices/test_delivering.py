"""The way of a letter from the outbox to a real mail server, and what happens when something is wrong there."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import OperationalError, connection
from wagtail.models import Site

from cms_site.home.models import HomePage
from registrations.models import Notice, NoticeKind, NoticeState, Registration
from registrations.notices import delivering
from registrations.notices.delivering import claim, deliver_due, outage_pause, pause, release_stuck
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.registrations import confirm, last_letter, letters_of, make_desk, seated, sign_up
from tests.rig.smtp import MailServer, free_port, mail_server
from tests.rig.world import World

pytestmark = pytest.mark.django_db

BEGINNING = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
NOW = BEGINNING + timedelta(minutes=1)
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(BEGINNING, tick=True):
        yield


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.REGISTRATIONS_LETTER_TIMEOUT = 5
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        yield server


class Broken(EmailBackend):
    """A back end that fails in a way that names somebody."""

    def send_messages(self, messages: Any) -> int:
        raise RuntimeError("person1@example.org cannot be reached")


def states() -> list[str]:
    return list(Notice.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_is_sent_once() -> None:
    registration = sign_up(make_desk())
    assert deliver_due(now=NOW).sent == 1
    assert deliver_due(now=NOW).taken == 0
    assert [message.to for message in mail.outbox] == [[registration.email]]
    notice = last_letter(registration)
    assert (notice.state, notice.attempts, notice.error, notice.claimed_at) == (NoticeState.SENT, 1, "", None)
    assert notice.sent_at is not None
    assert mail.outbox[0].extra_headers["Message-ID"] == notice.message_id


def test_a_real_server_refuses_one_puts_off_another_and_everybody_else_has_the_letter_at_once(
    server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    desk = make_desk()
    bad, slow, good = (sign_up(desk, email=f"{name}@example.org") for name in ("bad", "slow", "good"))
    server.refused[bad.email] = f"550 5.1.1 <{bad.email}> no such user"
    server.put_off[slow.email] = 1
    with caplog.at_level(logging.DEBUG, logger="registrations"):
        first = deliver_due(now=NOW)
    assert (first.sent, first.later, first.failed) == (1, 1, 1)
    assert server.recipients == [good.email]
    assert last_letter(bad).state == NoticeState.FAILED
    assert last_letter(slow).state == NoticeState.RETRY
    number = last_letter(slow).message_id

    assert deliver_due(now=NOW).taken == 0
    assert deliver_due(now=LATER).sent == 1
    assert server.recipients == [good.email, slow.email]
    assert [letter["Message-ID"] for _to, letter in server.taken][1] == number
    assert last_letter(bad).error == "SMTPRecipientsRefused 550"
    assert "@example.org" not in caplog.text


def test_what_arrives_is_what_was_written(server: MailServer) -> None:
    registration = seated(make_desk(title="Εργαστήριο απλής γλώσσας"), language="el")
    deliver_due(now=NOW)
    deliver_due(now=NOW)
    letter = next(letter for _to, letter in server.taken if letter["Subject"].endswith("Εργαστήριο απλής γλώσσας"))
    assert letter["To"] == registration.email
    body = letter.get_body(preferencelist=("plain",))
    assert body is not None
    assert "Εργαστήριο απλής γλώσσας" in body.get_content()
    attached = [part.get_content_type() for part in letter.iter_attachments()]
    assert attached == ["text/calendar"]
    html = letter.get_body(preferencelist=("html",))
    assert html is not None
    assert "Εργαστήριο απλής γλώσσας" in html.get_content()


def test_a_server_that_hangs_up_after_each_letter_costs_nothing(server: MailServer) -> None:
    server.hangs_up_after_each = True
    desk = make_desk()
    people = [sign_up(desk).email for _ in range(4)]
    done = deliver_due(now=NOW)
    assert (done.sent, done.later, done.failed) == (4, 0, 0)
    assert server.recipients == people


def test_an_outage_of_hours_uses_no_attempt_up_and_each_letter_goes_out_once_afterwards(
    server: MailServer, settings: Any
) -> None:
    settings.REGISTRATIONS_LETTER_ATTEMPTS = 3
    settings.EMAIL_PORT = free_port()
    desk = make_desk()
    people = [sign_up(desk).email for _ in range(3)]
    moment, rests = NOW, []
    while moment < NOW + timedelta(hours=6):
        done = deliver_due(now=moment)
        assert done.sent == 0
        if done.unreachable:
            first = Notice.objects.order_by("pk")[0]
            rests.append(first.due_at - moment)
            assert first.error.startswith("Unreachable: ConnectionRefusedError")
        moment += timedelta(minutes=1)
    assert set(states()) == {NoticeState.RETRY}
    assert max(rests) < timedelta(minutes=19)  # a quarter of an hour, a fifth more, and the clock runs on
    settings.EMAIL_PORT = server.port
    deliver_due(now=moment + timedelta(minutes=20))
    deliver_due(now=moment + timedelta(minutes=40))
    assert sorted(server.recipients) == sorted(people)
    assert set(states()) == {NoticeState.SENT}


def test_the_rest_after_a_failure_grows_up_to_an_hour_and_is_never_quite_the_same() -> None:
    for attempts in range(1, 30):
        expected = min(timedelta(minutes=2 ** (attempts - 1)), timedelta(hours=1))
        assert expected * 0.8 <= pause(attempts) <= expected * 1.2
    assert len({pause(5) for _ in range(20)}) > 1
    assert outage_pause(timedelta(0)) <= timedelta(seconds=36)
    assert outage_pause(timedelta(days=3)) <= timedelta(minutes=18)


def test_a_letter_that_fails_too_often_has_failed_and_its_error_names_nobody(settings: Any) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    settings.REGISTRATIONS_LETTER_ATTEMPTS = 3
    registration = sign_up(make_desk())
    moment = NOW
    for _ in range(3):
        deliver_due(now=moment)
        moment += timedelta(hours=2)
    notice = last_letter(registration)
    assert (notice.state, notice.attempts, notice.error) == (NoticeState.FAILED, 3, "RuntimeError")
    assert deliver_due(now=moment).taken == 0


def test_a_letter_that_cannot_be_written_does_not_hold_back_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    odd, fine = sign_up(desk), sign_up(desk)
    write = delivering.compose

    def compose(notice: Notice, now: datetime) -> Any:
        if notice.registration == odd:
            raise ValueError(odd.email)
        return write(notice, now)

    monkeypatch.setattr(delivering, "compose", compose)
    assert (deliver_due(now=NOW).sent, last_letter(odd).error) == (1, "ValueError")
    assert [message.to for message in mail.outbox] == [[fine.email]]


def test_letters_to_one_person_keep_their_order_while_others_go_on(server: MailServer) -> None:
    desk = make_desk(needs_review=True, verify_address=False)
    person, other = sign_up(desk), sign_up(desk)
    server.put_off[person.email] = 1
    deliver_due(now=NOW)
    Notice.objects.create(
        desk=desk,
        registration=person,
        kind=NoticeKind.ALREADY_REGISTERED,
        cause="form:2",
        dedupe_key="second",
        recipient=person.email,
        language="en",
        due_at=NOW,
    )
    assert server.recipients == [other.email]
    assert deliver_due(now=NOW).taken == 0
    deliver_due(now=LATER)
    assert server.recipients == [other.email, person.email, person.email]
    subjects = [letter["Subject"] for to, letter in server.taken if to == person.email]
    assert [subject.split(":")[0] for subject in subjects] == [
        "We have received your application",
        "You are already registered",
    ]


def test_a_failed_letter_does_not_hold_back_the_next_one() -> None:
    registration = sign_up(make_desk(verify_address=False))
    Notice.objects.update(state=NoticeState.FAILED)
    cancel(registration=registration, by=PERSON, now=NOW)
    assert deliver_due(now=LATER).sent == 1


def _confirmed(registration: Registration) -> None:
    confirm(registration)


def _cancelled(registration: Registration) -> None:
    confirm(registration)
    cancel(registration=registration, by=PERSON, now=datetime.now(UTC))


def _erased(registration: Registration) -> None:
    Notice.objects.update(registration=None)


@pytest.mark.parametrize(
    ("what_happens", "sent"),
    [(_confirmed, [NoticeKind.ACCEPTED]), (_cancelled, [NoticeKind.CANCELLED]), (_erased, [])],
)
def test_a_letter_whose_reason_has_gone_is_not_sent(what_happens: Any, sent: list[str]) -> None:
    registration = sign_up(make_desk())
    what_happens(registration)
    deliver_due(now=NOW)
    deliver_due(now=NOW)
    assert list(Notice.objects.filter(state=NoticeState.SENT).values_list("kind", flat=True)) == sent
    assert not Notice.objects.exclude(state__in=[NoticeState.SENT, NoticeState.ABORTED]).exists()
    assert len(mail.outbox) == len(sent)


def test_a_letter_to_confirm_an_address_is_not_sent_once_it_is_too_late_to_confirm() -> None:
    registration = sign_up(make_desk())
    deliver_due(now=NOW + timedelta(hours=49))
    assert last_letter(registration).state == NoticeState.ABORTED


def test_who_was_promoted_before_the_letter_left_gets_only_the_better_one() -> None:
    desk = make_desk(capacity=1, waiting_list=True, verify_address=False)
    first, second = sign_up(desk), sign_up(desk)
    cancel(registration=first, by=PERSON, now=datetime.now(UTC))
    deliver_due(now=NOW + timedelta(minutes=1))
    fates = [(letter.kind, letter.state) for letter in letters_of(second)]
    assert fates == [(NoticeKind.WAITLISTED, NoticeState.ABORTED), (NoticeKind.ACCEPTED, NoticeState.SENT)]


def test_a_letter_of_a_worker_that_died_goes_out_again_with_the_same_message_id() -> None:
    registration = sign_up(make_desk())
    claimed = claim(now=NOW)
    assert claimed is not None
    assert deliver_due(now=NOW + timedelta(minutes=1)).taken == 0
    assert deliver_due(now=NOW + timedelta(minutes=6)).sent == 1
    assert last_letter(registration).attempts == 2
    assert mail.outbox[0].extra_headers["Message-ID"] == claimed.message_id


def test_a_worker_that_was_given_up_does_not_settle_the_letter_that_another_has_in_hand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    registration, later = sign_up(make_desk()), NOW + timedelta(minutes=6)

    def compose(notice: Notice, now: datetime) -> Any:
        release_stuck(now=later)
        assert claim(now=later) == notice
        raise ValueError("written too late")

    monkeypatch.setattr(delivering, "compose", compose)
    deliver_due(now=NOW)
    letter = last_letter(registration)
    assert (letter.state, letter.claimed_at, letter.attempts) == (NoticeState.IN_FLIGHT, later, 2)


def test_a_letter_that_kills_its_worker_each_time_fails_in_the_end(settings: Any) -> None:
    settings.REGISTRATIONS_LETTER_ATTEMPTS = 2
    registration = sign_up(make_desk())
    for minutes in (0, 10):
        release_stuck(now=NOW + timedelta(minutes=minutes))
        assert claim(now=NOW + timedelta(minutes=minutes)) is not None
    assert release_stuck(now=NOW + timedelta(minutes=20)) == 1
    assert last_letter(registration).state == NoticeState.FAILED


def test_a_letter_in_hand_is_nobody_elses() -> None:
    sign_up(make_desk())
    assert claim(now=NOW) is not None
    assert claim(now=NOW) is None


def test_a_fault_of_the_database_is_not_the_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    registration = sign_up(make_desk())

    def compose(notice: Notice, now: datetime) -> Any:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(delivering, "compose", compose)
    with pytest.raises(OperationalError):
        deliver_due(now=NOW)
    assert last_letter(registration).state == NoticeState.IN_FLIGHT


def test_without_a_site_letters_wait_for_one() -> None:
    registration = sign_up(make_desk())
    Site.objects.all().delete()
    assert deliver_due(now=NOW).later == 1
    assert last_letter(registration).error == "ImproperlyConfigured"
    Site.objects.create(hostname="localhost", root_page=HomePage.objects.get(slug="home"), is_default_site=True)
    assert deliver_due(now=LATER).sent == 1


def test_the_limit_and_the_wish_to_stop_are_kept() -> None:
    desk = make_desk()
    for _ in range(3):
        sign_up(desk)
    assert deliver_due(now=NOW, limit=1).sent == 1
    assert deliver_due(now=NOW, stop=lambda: True).sent == 0
    assert deliver_due(now=NOW).sent == 2


@pytest.mark.django_db(transaction=True)
def test_a_letter_that_was_sent_is_written_down_even_where_the_database_stumbles(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    registration = sign_up(make_desk())
    stumbles = [OperationalError("terminating connection"), OperationalError("starting up")]

    def stumble(execute: Any, statement: str, params: Any, many: bool, context: Any) -> Any:
        if stumbles and statement.startswith("UPDATE") and NoticeState.SENT in (params or ()):
            raise stumbles.pop()
        return execute(statement, params, many, context)

    monkeypatch.setattr(delivering.time, "sleep", lambda _seconds: None)
    with connection.execute_wrapper(stumble):
        assert deliver_due(now=NOW).sent == 1
    assert stumbles == []
    assert last_letter(registration).state == NoticeState.SENT
    assert len(mail.outbox) == 1
