"""Sets a site up on its first day: lists in each language, groups with rights, a workflow."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page, Site

from innovation_pages.setting_up import make_groups, make_lists, make_workflow, root_pages


class Command(BaseCommand):
    help = "Makes the lists, groups and workflow that a site lacks. What is there stays; run it as often as you like."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--site", default="", help="the host name of the site; by default the default site")
        parser.add_argument("--language", default=settings.LANGUAGE_CODE, help="the language in which groups are named")

    def handle(self, *_args: Any, **options: Any) -> None:
        sites = Site.objects.select_related("root_page__locale")
        host = options["site"]
        site = sites.filter(hostname=host).first() if host else sites.filter(is_default_site=True).first()
        if site is None:
            raise CommandError(f"There is no site {host or 'that is the default'}. Make one under Settings → Sites.")
        home = site.root_page
        if home.specific_class is Page:
            raise CommandError(
                f"The home page “{home.title}” is a plain page, below which nothing was made: choose your own under "
                "Settings → Sites, and run this again."
            )
        language = options["language"]
        with transaction.atomic(), override(language):
            homes = root_pages(site, self.stdout.write)
            changes = make_lists(homes, self.stdout.write)
            changes += make_groups(homes, language, self.stdout.write)
            changes += make_workflow(homes, language, self.stdout.write)
        if not changes:
            self.stdout.write("Everything is there already: nothing was changed.")
