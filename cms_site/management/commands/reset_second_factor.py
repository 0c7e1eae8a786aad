"""Takes away somebody's second factor: a lost phone, with the codes for emergencies lost too."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Model


class Command(BaseCommand):
    help = "Takes away the second factor of a member of staff, who sets up a new one at the next log-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the name with which the person logs in")

    def handle(self, *_args: Any, **options: Any) -> None:
        if not apps.is_installed("allauth.mfa"):
            raise CommandError("Nobody has a second factor under these settings.")
        users = get_user_model()._default_manager
        user = users.filter(**{get_user_model().USERNAME_FIELD: options["name"]}).first()
        if user is None:
            raise CommandError("There is no user of that name.")
        factors: type[Model] = apps.get_app_config("mfa").get_model("Authenticator")
        removed, _by_model = factors._default_manager.filter(user=user).delete()
        self.stdout.write(f"{removed} removed: the second factor and its codes.")
