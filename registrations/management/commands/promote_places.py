"""Hands on the seats whose hold or offer is over, and those beside a line: for a timer, with a worker or without."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from registrations.services.promoting import catch_up, sweep


class Command(BaseCommand):
    help = (
        "Ends holds, offers and confirmations whose time is over and gives their seats to the next in line, "
        "promotes whoever waits beside a free seat, and counts both."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        now = datetime.now(UTC)
        swept = sweep(now=now)
        self.stdout.write(
            f"{swept} holds, offers and confirmations ended; {catch_up(now=now)} promoted beside a free seat."
        )
