"""Sends the letters that are due: once, or as a worker that never sleeps longer than a second."""

from __future__ import annotations

import logging
import signal
import time
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand
from django.db import Error as DatabaseFault
from django.db import close_old_connections, connection

from registrations.notices.delivering import Round, deliver_due
from registrations.notices.posting import said, spot
from registrations.queries.outbox import held
from registrations.services.briefing import brief
from registrations.services.finding import answer_requests
from registrations.services.limiting import forget_attempts
from registrations.services.promoting import sweep
from registrations.services.readdressing import forget_untaken
from registrations.services.reminding import remind

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from types import FrameType

logger = logging.getLogger(__name__)

_TURN, _LONGEST_REST = 1.0, 60.0  # seconds between two turns; the most, while mail server or database is away
_SWEEP_EVERY = 60.0  # seconds


class Command(BaseCommand):
    help = (
        "Owes reminders and news to staff, sends the letters that are due, ends holds and confirmations whose time is "
        "over, and prints how many. "
        "With --worker it goes on until SIGTERM or SIGINT; several workers may run at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--worker", action="store_true", help="go on until stopped, looking every second")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["worker"]:
            Worker().work()
            return
        swept = tidy_up(datetime.now(UTC))
        answer_requests(now=datetime.now(UTC))
        done = Round()
        while True:
            step = deliver_due(now=datetime.now(UTC))
            done = done + step
            if step.taken == 0 or step.unreachable:
                break
        self.stdout.write(
            f"{done.sent} sent, {done.later} to be tried again, {done.failed} failed, {done.aborted} no longer needed; "
            f"{swept} holds and confirmations ended; {held(datetime.now(UTC)).count()} letters held until later."
        )


def tidy_up(now: datetime) -> int:
    """End what its time is over for (returns how many), forget old attempts and forms, owe the letters of time."""
    swept = sweep(now=now)
    forget_attempts(now=now)
    forget_untaken(now=now)
    remind(now=now)
    brief(now=now)
    return swept


class Worker:
    """Delivers until it is told to stop; a letter in hand is finished first."""

    def __init__(self) -> None:
        self.stopping = Event()
        self._rest = _TURN
        self._swept_at = float("-inf")

    def work(self) -> None:
        """Take turns until SIGTERM or SIGINT; restores the signals afterwards."""
        before = {number: signal.signal(number, self._stop_soon) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not self.stopping.is_set():
                self.stopping.wait(self.turn())
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            connection.close()

    def turn(self) -> float:
        """Look once; returns how long to rest, in seconds: longer each time while mail server or database is away."""
        away = False
        try:
            close_old_connections()
            self._tidy_up()
            answer_requests(now=datetime.now(UTC))
            away = deliver_due(now=datetime.now(UTC), stop=self.stopping.is_set).unreachable
        except DatabaseFault as fault:
            logger.warning("The database cannot be used at the moment (%s).", type(fault).__name__)
            connection.close()
            away = True
        except Exception as fault:  # noqa: BLE001 — whatever is wrong in one turn must not end the post room
            logger.error("A turn of the worker has failed: %s (%s).", said(fault), spot(fault))
            away = True
        self._rest = min(self._rest * 2, _LONGEST_REST) if away else _TURN
        return self._rest

    def _tidy_up(self) -> None:
        if time.monotonic() - self._swept_at >= _SWEEP_EVERY:
            tidy_up(datetime.now(UTC))
            self._swept_at = time.monotonic()

    def _stop_soon(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping.set()
