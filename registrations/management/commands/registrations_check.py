"""Checks on a living system what must always be true, and says so with figures."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import chain
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registrations.queries.files import file_findings
from registrations.queries.invariants import findings


class Command(BaseCommand):
    help = (
        "Prints each rule that rows and files must keep, how many it looked at and how many break it; "
        "exits with 1 where one is broken."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        broken = 0
        now = datetime.now(UTC)
        for finding in chain(findings(now), file_findings(now)):
            verdict = "broken" if finding.broken else "ok"
            self.stdout.write(
                f"{finding.rule}  {verdict:<6}  {finding.sentence}: {finding.broken} of {finding.looked_at} are wrong"
            )
            broken += bool(finding.broken)
        if broken:
            raise CommandError(f"{broken} of the rules are broken.", returncode=1)
