"""Deletes all pages of our types before the plugin is taken out: a page whose type is gone cannot be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.management.base import BaseCommand
from wagtail.models import Page, Site

from innovation_pages.models import OrganisationDirectoryPage

if TYPE_CHECKING:
    from argparse import ArgumentParser


class Command(BaseCommand):
    help = "Counts the pages of this app by type; --delete deletes them, with all below. See docs/how-to/uninstall.md."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--delete", action="store_true", help="delete them, with all below; there is no way back")

    def handle(self, *_args: Any, **options: Any) -> None:
        types = [model for model in apps.get_app_config("innovation_pages").get_models() if issubclass(model, Page)]
        types.sort(key=lambda model: model is not OrganisationDirectoryPage)  # they hold on to the page of the members
        for model in types:
            if number := model._default_manager.count():
                self.stdout.write(f"{model._meta.verbose_name_plural}: {number}")
        if not options["delete"]:
            return
        roots = Site.objects.values("root_page")
        for model in types:
            while (page := model._default_manager.exclude(pk__in=roots).first()) is not None:
                page.delete()
            for page in model._default_manager.all():
                self.stdout.write(f"“{page}” stays: a site begins with it. Choose another page in Settings → Sites.")
