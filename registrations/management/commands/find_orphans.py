"""Finds files that no row names, and rows whose file is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from registrations.queries.files import GRACE, stores
from registrations.services.sweeping_files import remove_files

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = (
        "Prints each uploaded file that no row names and each row whose file is gone, and counts them. "
        "Exits with 1 where a file is gone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        hours = GRACE // timedelta(hours=1)
        parser.add_argument("--hours", type=int, default=hours, help=f"leave younger files alone; by default {hours}")
        parser.add_argument("--delete", action="store_true", help="remove the files that no row names")

    def handle(self, *_args: Any, **options: Any) -> None:
        now, grace = datetime.now(UTC), timedelta(hours=options["hours"])
        without_row = gone = removed = 0
        for store in stores():
            orphans, missing = store.orphans(now, grace), store.missing()
            without_row, gone = without_row + len(orphans), gone + len(missing)
            for name in orphans:
                self.stdout.write(f"no row   {name}")
            for name, row in missing.items():
                self.stdout.write(f"no file  {name}  ({row})")
            if options["delete"]:
                removed += remove_files(store, orphans)
        self.stdout.write(f"{without_row} files without a row, {removed} removed; {gone} rows without their file.")
        if gone:
            raise CommandError(f"{gone} files are gone: fetch them from a backup.", returncode=1)
