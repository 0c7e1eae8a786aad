"""Reads the reports of letters that came back: from a Maildir, a mailbox by IMAP, or one from the standard input."""

from __future__ import annotations

import imaplib
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.core.management.base import BaseCommand, CommandError

from registrations.conf import app_settings
from registrations.services.bouncing import receive_bounce

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Iterator

_MOST = 500  # reports that one run reads
_INFO, _SEEN = ":2,", "S"  # how a name in a Maildir goes on, and its flag of a letter that was read


class Command(BaseCommand):
    help = (
        "Marks the letters that came back. Reads the Maildir or the IMAP mailbox of the settings, or with --stdin one "
        "report, as a mail server hands it to a program. Reports that were read are removed; other letters stay, as "
        "seen, and are not read again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--stdin", action="store_true", help="read one report from the standard input")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = datetime.now(UTC)
        if options["stdin"]:
            marked = [receive_bounce(raw=sys.stdin.buffer.read(), now=now)]
        elif app_settings.BOUNCE_MAILDIR:
            marked = list(_from_maildir(now))
        elif app_settings.BOUNCE_IMAP:
            marked = list(_from_imap(now))
        else:
            raise CommandError("Set REGISTRATIONS_BOUNCE_MAILDIR or REGISTRATIONS_BOUNCE_IMAP, or use --stdin.")
        self.stdout.write(f"{len(marked)} read, {sum(marked)} letters came back.")


def _from_maildir(now: datetime) -> Iterator[bool]:
    """Read what is unseen; what is no report of ours stays, as seen. Of a letter: `name`, or `name:2,` with flags."""
    box = Path(app_settings.BOUNCE_MAILDIR)
    if not (box / "new").is_dir():
        raise CommandError(f"There is no Maildir at {box}.")
    unseen = [letter for folder in ("new", "cur") for letter in (box / folder).iterdir() if _SEEN not in _flags(letter)]
    for letter in sorted(unseen, key=lambda found: found.name)[:_MOST]:
        marked = receive_bounce(raw=letter.read_bytes(), now=now)
        if marked:
            letter.unlink()
        else:
            flags = "".join(sorted({*_flags(letter), _SEEN}))
            letter.rename(box / "cur" / f"{letter.name.partition(_INFO)[0]}{_INFO}{flags}")
        yield marked


def _flags(letter: Path) -> str:
    return letter.name.partition(_INFO)[2]


def _from_imap(now: datetime) -> Iterator[bool]:
    """Read what is unseen; what is no report of ours stays, as seen. Raises CommandError."""
    where = urlsplit(app_settings.BOUNCE_IMAP)
    port, secret = where.port or (993 if where.scheme == "imaps" else 143), unquote(where.password or "")
    server = imaplib.IMAP4_SSL if where.scheme == "imaps" else imaplib.IMAP4
    try:
        client = server(where.hostname or "", port, timeout=30)
        try:
            client.login(unquote(where.username or ""), secret)
            client.select(where.path.strip("/") or "INBOX")
            yield from _unseen(client, now)
            client.expunge()
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                client.logout()
    except (imaplib.IMAP4.error, OSError) as fault:
        words = str(fault).replace(secret, "…") if secret else str(fault)
        raise CommandError(f"The mailbox at {where.hostname}, port {port}, cannot be read: {words}") from None


def _unseen(client: imaplib.IMAP4, now: datetime) -> Iterator[bool]:
    _answer, found = client.search(None, "UNSEEN")
    for number in found[0].split()[:_MOST]:
        _answer, parts = client.fetch(number, "(BODY.PEEK[])")  # what cannot be taken now stays unseen
        raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        marked = receive_bounce(raw=raw, now=now)
        client.store(number, "+FLAGS", "(\\Seen \\Deleted)" if marked else "\\Seen")
        yield marked
