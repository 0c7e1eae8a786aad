"""Writes a page with every letter in every language, as text and as HTML, to look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string

from registrations.notices.samples import every_sample

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Writes one page with every kind of letter in every language, as text and as HTML, and prints how many."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where the page and its letters are written")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        rows = []
        for language, spoken in settings.LANGUAGES:
            for kind, letter in every_sample(language):
                name = f"{kind.value}-{language}.html"
                (folder / name).write_text(letter.html, encoding="utf-8")
                rows.append(
                    {"kind": kind.value, "language": language, "spoken": spoken, "file": name, "letter": letter}
                )
        page = render_to_string("registrations/emails/gallery.html", {"rows": rows})
        (folder / "index.html").write_text(page, encoding="utf-8")
        self.stdout.write(f"{len(rows)} letters in {folder / 'index.html'}")
