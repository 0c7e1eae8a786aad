"""Fills the database with the demo: pages in two languages, users, and people who have signed up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms_site.demo.accounts import login_of
from cms_site.demo.loading import load
from cms_site.demo.reading import read_shared
from cms_site.demo.shelf import CannotLoad


class Command(BaseCommand):
    help = "Loads the demo: pages, pictures, users and sign-ups. What is there already stays as it is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            made = load(self._say)
        except CannotLoad as reason:
            raise CommandError(str(reason)) from reason
        if made:
            self._say("Made: " + ", ".join(f"{number} {kind}" for kind, number in made.items()) + ".")
        else:
            self._say("Everything is there already: nothing was changed.")
        self._say("Log in at /admin/ as (name / password):")
        for name, facts in read_shared()["users"].items():
            self._say(f"    {login_of(name)} / {name}".ljust(40) + facts["what"])

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
