"""Makes the missing renditions: after an upgrade, an import, or when the task queue lost one."""

from typing import Any

from django.core.management.base import BaseCommand

from innovation_pages.renditions import make_missing


class Command(BaseCommand):
    help = "Make the sizes of images that visitors need and that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{make_missing()} renditions made.")
