"""Writes the rows of the site's search anew: after an upgrade, an import, or a change of the word tables."""

from typing import Any

from django.core.management.base import BaseCommand

from innovation_pages.search.keeping import keep_everything


class Command(BaseCommand):
    help = "Write the rows of the site's search anew, and remove those of what is no longer public."

    def handle(self, *args: Any, **options: Any) -> None:
        kept, dropped = keep_everything()
        self.stdout.write(f"{kept} texts can be found; {dropped} rows removed.")
