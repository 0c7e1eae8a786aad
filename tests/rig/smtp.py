"""A real mail server on this machine, that can refuse, put off, hang up and be switched off."""

from __future__ import annotations

import asyncio
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class MailServer:
    """Takes letters as it is told to; `taken` holds what it has answered with 250."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refused: dict[str, str] = {}
        """Recipients and the answer that each of them always gets."""
        self.put_off: Counter[str] = Counter()
        """Recipients and how often each of them is put off with a 451."""
        self.swallowed: Counter[str] = Counter()
        """Recipients and how often a letter to each is taken while its sender waits in vain for the answer."""
        self.hangs_up_after_each = False
        self.stall = 1.5
        """Seconds for which it says nothing to somebody whose letter it has swallowed."""
        self.takes_its_time = 0.0
        """Seconds between having taken a letter and saying so."""
        self._controller: Controller | None = None

    def start(self) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller is not None:
            self._controller.stop()
        self._controller = None

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _letter in self.taken]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return self.refused[address]
        if self.put_off[address] > 0:
            self.put_off[address] -= 1
            return f"451 4.2.1 <{address}> try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(letter, EmailMessage)
        self.taken += [(address, letter) for address in envelope.rcpt_tos]
        if any(self.swallowed[address] > 0 for address in envelope.rcpt_tos):
            self.swallowed.subtract(envelope.rcpt_tos)
            await asyncio.sleep(self.stall)
        await asyncio.sleep(self.takes_its_time)
        if self.hangs_up_after_each:
            server.transport.write(b"250 2.0.0 OK\r\n")
            server.transport.close()
        return "250 2.0.0 OK"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that is listening."""
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()
