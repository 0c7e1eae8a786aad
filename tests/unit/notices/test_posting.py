"""What is made of the answers of a mail server."""

from __future__ import annotations

import smtplib

import pytest

from registrations.notices.composing import layout
from registrations.notices.posting import is_permanent, said

WHO = "maria@example.org"


@pytest.mark.parametrize(
    ("fault", "permanent", "words"),
    [
        (
            smtplib.SMTPRecipientsRefused({WHO: (550, b"maria: unknown")}),
            True,
            "SMTPRecipientsRefused 550",
        ),
        (smtplib.SMTPRecipientsRefused({WHO: (451, b"greylisted")}), False, "SMTPRecipientsRefused 451"),
        (smtplib.SMTPDataError(552, b"mailbox of maria@example.org is full"), True, "SMTPDataError 552"),
        (smtplib.SMTPDataError(452, b"later"), False, "SMTPDataError 452"),
        (smtplib.SMTPSenderRefused(530, b"log in", "desk@example.org"), False, "SMTPSenderRefused 530"),
        (smtplib.SMTPServerDisconnected("maria@example.org"), False, "SMTPServerDisconnected"),
        (TimeoutError("maria@example.org"), False, "TimeoutError"),
    ],
)
def test_only_a_no_to_the_recipient_or_the_letter_is_final_and_nobody_is_named(
    fault: Exception, permanent: bool, words: str
) -> None:
    assert is_permanent(fault) is permanent
    assert said(fault) == words


def test_long_lines_are_folded_links_stay_whole_and_empty_lines_do_not_pile_up() -> None:
    link = "https://example.org/" + "x" * 200
    text = layout(f"\n\n  {'word ' * 40}\n \n\n\n{link}\nlast\x0b line  \n")
    assert link in text.splitlines()
    assert all(len(line) <= 76 for line in text.splitlines() if line != link)
    assert "\n\n\n" not in text
    assert text.endswith("last line\n")
