"""Hands on the seats whose hold or offer is over: for a timer, where no worker of letters runs all the time."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand

from registrations.services.promoting import sweep


class Command(BaseCommand):
    help = "Ends holds, offers and confirmations whose time is over, gives their seats to the next in line, and counts."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"{sweep(now=datetime.now(UTC))} holds, offers and confirmations ended.")
