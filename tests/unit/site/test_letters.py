"""Letters as files: one a letter, readable as it stands, and still a correct message."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage as Letter
from pathlib import Path

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

SUBJECT = "Επιβεβαίωση της εγγραφής σας στο Εργαστήριο Κοινωνικής Καινοτομίας, Λάρισα, 19 Ιανουαρίου 2026"
BODY = "Καλημέρα σας,\n\nη θέση σας κρατήθηκε.\n"
CALENDAR = "BEGIN:VCALENDAR\r\nSUMMARY:Ημερίδα\r\nEND:VCALENDAR\r\n"


def _letter() -> EmailMultiAlternatives:
    letter = EmailMultiAlternatives(
        SUBJECT, BODY, "Τμήμα Καινοτομίας <desk@example.org>", ["anna@example.org"], headers={"Message-ID": "<1@desk>"}
    )
    letter.attach_alternative("<p>Καλημέρα σας</p>", "text/html")
    letter.attach("event.ics", CALENDAR, "text/calendar; method=PUBLISH")
    letter.attach("card.pdf", b"%PDF-1.7 \x00\xff", "application/pdf")
    return letter


def _send(directory: Path, *letters: EmailMultiAlternatives) -> int | None:
    return get_connection("cms_site.mail.LetterFiles", file_path=directory).send_messages(list(letters))


def test_a_letter_can_be_read_without_a_mail_program(tmp_path: Path) -> None:
    assert _send(tmp_path, _letter()) == 1
    (file,) = tmp_path.glob("*.eml")
    text = file.read_text(encoding="utf-8")
    assert f"Subject: {SUBJECT}" in text
    assert "From: Τμήμα Καινοτομίας <desk@example.org>" in text
    assert BODY in text
    assert "<p>Καλημέρα σας</p>" in text
    assert "SUMMARY:Ημερίδα" in text


def test_a_mail_program_finds_every_part(tmp_path: Path) -> None:
    _send(tmp_path, _letter())
    (file,) = tmp_path.glob("*.eml")
    letter = email.message_from_bytes(file.read_bytes(), _class=Letter, policy=email.policy.default)
    assert letter["Message-ID"] == "<1@desk>"
    body = letter.get_body(("plain",))
    assert body is not None
    assert body.get_content() == BODY
    calendar, card = letter.iter_attachments()
    assert (calendar.get_filename(), calendar["content-type"].params["method"]) == ("event.ics", "PUBLISH")
    assert (card.get_filename(), card.get_content()) == ("card.pdf", b"%PDF-1.7 \x00\xff")


def test_every_letter_gets_a_file_of_its_own(tmp_path: Path) -> None:
    assert _send(tmp_path, _letter(), _letter()) == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_a_letter_to_nobody_is_not_written(tmp_path: Path) -> None:
    assert _send(tmp_path, EmailMultiAlternatives("x", "y", to=[])) == 0


def test_a_directory_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        _send(tmp_path / "file", _letter())
