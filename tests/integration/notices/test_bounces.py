"""Letters that come back: reports as mail servers write them, a mailbox that is read, and what staff see."""

from __future__ import annotations

import hashlib
import hmac
import imaplib
import io
import json
import mailbox
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client

from registrations.management.commands import read_bounces
from registrations.models import Notice, NoticeState
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.services.bouncing import receive_bounce
from tests.factories.registrations import last_letter, make_desk, sign_up
from tests.rig.smtp import free_port
from tests.rig.world import World

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(autouse=True)
def _return_address(settings: Any) -> None:
    settings.REGISTRATIONS_BOUNCE_ADDRESS = "bounces@example.org"


@pytest.fixture
def letter() -> Notice:
    """A letter that has left."""
    registration = sign_up(make_desk())
    deliver_due(now=datetime.now(UTC))
    return last_letter(registration)


def code_of(letter: Notice) -> str:
    return letter.message_id.strip("<>").partition("@")[0]


def report(
    to: str = "desk@example.org",
    *,
    action: str = "failed",
    status: str = "5.1.1",
    enclosed: str = "",
    kind: str = "message/rfc822",
) -> bytes:
    """A report as RFC 3464 has it, of the shape that most mail servers write."""
    return (
        f"From: MAILER-DAEMON@mx.example.net\r\nTo: {to}\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nI am sorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; mx.example.net\r\nArrival-Date: Tue, 1 Dec 2026 10:00:00 +0000\r\n\r\n"
        "Final-Recipient: rfc822; person@example.org\r\n"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; 550 5.1.1 unknown\r\n\r\n"
        f"--b\r\nContent-Type: {kind}\r\n\r\nMessage-ID: {enclosed}\r\nSubject: x\r\n\r\nbody\r\n--b--\r\n"
    ).encode()


def test_each_letter_names_its_own_return_address_and_the_usual_sender(letter: Notice) -> None:
    written = compose(letter)
    assert written.from_email == f"bounces+{code_of(letter)}@example.org"
    assert written.message()["From"] == "Innovation desk <desk@example.org>"


@pytest.mark.parametrize("kind", ["to", "message/rfc822", "text/rfc822-headers"])
def test_a_report_finds_its_letter_by_the_address_or_by_what_it_encloses(letter: Notice, kind: str) -> None:
    if kind == "to":
        raw = report(f"Bounces+{code_of(letter)}@example.org")
    else:
        raw = report(enclosed=letter.message_id, kind=kind)
    assert receive_bounce(raw=raw, now=NOW)
    letter.refresh_from_db()
    assert (letter.state, letter.error, letter.settled_at) == (NoticeState.BOUNCED, "Bounced 5.1.1", NOW)
    assert not receive_bounce(raw=raw, now=NOW)


def test_delays_answers_rubbish_and_reports_about_others_mark_nothing(letter: Notice) -> None:
    to = f"bounces+{code_of(letter)}@example.org"
    answer = f"From: x@example.org\r\nTo: {to}\r\nSubject: I am on holiday\r\n\r\nBack on Monday.\r\n".encode()
    for raw in (
        report(to, action="delayed", status="4.4.1"),
        report(to, action="delivered", status="2.0.0"),
        report(f"bounces+{'0' * 40}@example.org"),
        report(f"others+{code_of(letter)}@example.org"),
        answer,
        b"",
        b"\xff\x00 rubbish",
        report(to)[:300],
    ):
        assert not receive_bounce(raw=raw, now=NOW)
    letter.refresh_from_db()
    assert letter.state == NoticeState.SENT


def test_a_maildir_is_read_and_what_was_no_report_stays(letter: Notice, settings: Any, tmp_path: Path) -> None:
    settings.REGISTRATIONS_BOUNCE_MAILDIR = str(tmp_path / "box")
    box = mailbox.Maildir(tmp_path / "box")
    box.add(report(enclosed=letter.message_id))
    box.add(b"Subject: hello\r\n\r\nhello\r\n")
    out = io.StringIO()
    call_command("read_bounces", stdout=out)
    assert out.getvalue() == "2 read, 1 letters came back.\n"
    assert [(message["Subject"], message.get_subdir(), message.get_flags()) for message in box] == [
        ("hello", "cur", "S")
    ]


def test_letters_that_are_no_reports_do_not_stand_before_the_reports_for_ever(
    letter: Notice, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REGISTRATIONS_BOUNCE_MAILDIR = str(tmp_path / "box")
    monkeypatch.setattr(read_bounces, "_MOST", 1)
    box = mailbox.Maildir(tmp_path / "box")
    (tmp_path / "box" / "new" / "1.first").write_bytes(b"Subject: hello\r\n\r\nhello\r\n")
    (tmp_path / "box" / "cur" / "2.second:2,R").write_bytes(report(enclosed=letter.message_id))
    told = io.StringIO()
    for _run in range(3):
        call_command("read_bounces", stdout=told)
    assert told.getvalue().splitlines() == [
        f"{read} read, {back} letters came back." for read, back in [(1, 0), (1, 1), (0, 0)]
    ]
    assert len(box) == 1


class Imap:
    """As much of a mail server as the command speaks with."""

    raw = b""
    said: list[Any] = []

    def __init__(self, host: str, port: int, timeout: int) -> None:
        self.said.append((host, port))

    def login(self, *who: str) -> None:
        self.said.append(who)

    def select(self, box: str) -> None:
        self.said.append(box)

    def search(self, _charset: None, what: str) -> tuple[str, list[bytes]]:
        return "OK", [b"1"]

    def fetch(self, number: bytes, what: str) -> tuple[str, list[Any]]:
        assert "PEEK" in what, "Reading alone must not mark a letter as seen."
        return "OK", [(b"1 (RFC822 {1}", self.raw), b")"]

    def store(self, *what: Any) -> None:
        self.said.append(what)

    def expunge(self) -> None: ...

    def logout(self) -> None: ...


def test_a_mailbox_is_read_by_imap(letter: Notice, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REGISTRATIONS_BOUNCE_IMAP = "imaps://desk%40example.org:a%2Fb@mail.example.org/Bounces"
    monkeypatch.setattr(read_bounces.imaplib, "IMAP4_SSL", Imap)
    monkeypatch.setattr(Imap, "raw", report(enclosed=letter.message_id))
    call_command("read_bounces", stdout=io.StringIO())
    assert Imap.said[:3] == [("mail.example.org", 993), ("desk@example.org", "a/b"), "Bounces"]
    assert Imap.said[3] == (b"1", "+FLAGS", "(\\Seen \\Deleted)")
    assert Notice.objects.get(pk=letter.pk).state == NoticeState.BOUNCED


def test_a_mailbox_that_cannot_be_reached_is_told_without_its_password(settings: Any) -> None:
    port = free_port()
    settings.REGISTRATIONS_BOUNCE_IMAP = f"imap://desk:pass-word@127.0.0.1:{port}/INBOX"
    with pytest.raises(CommandError, match=rf"^The mailbox at 127\.0\.0\.1, port {port}, cannot be read: ") as told:
        call_command("read_bounces")
    assert "pass-word" not in str(told.value)


def test_a_mailbox_that_refuses_who_reads_is_told_without_its_password(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_self: Imap, name: str, password: str) -> None:
        raise imaplib.IMAP4.error(f"LOGIN {name} {password} failed")

    settings.REGISTRATIONS_BOUNCE_IMAP = "imaps://desk:pass%2Fword@mail.example.org/INBOX"
    monkeypatch.setattr(read_bounces.imaplib, "IMAP4_SSL", Imap)
    monkeypatch.setattr(Imap, "login", refuse)
    with pytest.raises(CommandError, match=r"mail\.example\.org, port 993, cannot be read: LOGIN desk … failed"):
        call_command("read_bounces")


def test_without_a_mailbox_the_command_says_what_to_set_and_a_bad_address_is_found_at_start(settings: Any) -> None:
    with pytest.raises(CommandError, match="REGISTRATIONS_BOUNCE_MAILDIR"):
        call_command("read_bounces")
    assert "registrations.E007" not in {found.id for found in run_checks()}
    settings.REGISTRATIONS_BOUNCE_ADDRESS = "no-address"
    assert "registrations.E007" in {found.id for found in run_checks()}


def signed(body: bytes, *, key: str = "shared", at: float | None = None) -> dict[str, str]:
    """The headers of a report, as docs/reference/letters.md has them."""
    time = str(int(at if at is not None else datetime.now(UTC).timestamp()))
    code = hmac.new(key.encode(), f"{time}.".encode() + body, hashlib.sha256).hexdigest()
    return {"X-Bounce-Time": time, "X-Bounce-Signature": code}


def test_a_signed_report_by_http_marks_its_letter_once(letter: Notice, settings: Any, world: World) -> None:
    visitor = Client(enforce_csrf_checks=True)
    known = {"return_address": f"Bounces+{code_of(letter)}@example.org", "status": "5.7.1"}

    def tell(content: Any, **how: Any) -> HttpResponse:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        headers = how.pop("headers", None) or signed(body, **how)
        return visitor.post("/registration/bounces/", body, content_type="application/json", headers=headers)

    assert tell(known).status_code == 404
    settings.REGISTRATIONS_BOUNCE_SECRET = "shared"
    assert visitor.get("/registration/bounces/").status_code == 405
    now = datetime.now(UTC).timestamp()
    forged = [{"key": "other"}, {"at": now - 600}, {"at": now + 600}, {"headers": {"X-Bounce-Time": "x"}}]
    assert [tell(known, **how).status_code for how in forged] == [403] * 4
    assert [tell(bad).status_code for bad in (b"{", [], {"status": 5}, {"status": "bad"}, b"[" * 9_000)] == [400] * 5
    assert tell(b" " * 10_001).status_code == 413
    delay, stranger = {**known, "status": "4.2.2"}, {"message_id": f"<{'a' * 40}@example.org>"}
    assert [tell(one).json() for one in (delay, stranger, {})] == [{"marked": False}] * 3
    letter.refresh_from_db()
    assert letter.state == NoticeState.SENT
    assert [tell(known).json() for _ in range(2)] == [{"marked": True}, {"marked": False}]
    letter.refresh_from_db()
    assert (letter.state, letter.error) == (NoticeState.BOUNCED, "Bounced 5.7.1")
    Notice.objects.update(state=NoticeState.SENT)
    assert tell({"message_id": letter.message_id}).json() == {"marked": True}
