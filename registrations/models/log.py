"""The log of what staff did at the desk, kept apart from Wagtail's so that it is scoped like the people in it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import BaseLogEntry, BaseLogEntryManager

from .access import desks_open_to, visible_registrations
from .desk import Desk
from .permissions import Right
from .registration import Registration


class RegistrationLogEntryManager(BaseLogEntryManager):
    """Writes entries that name a registration by its reference only, and shows them to those who may see it."""

    def for_instance(self, instance: Registration | Desk) -> models.QuerySet[Any]:
        """The entries about one registration, or about a desk itself."""
        return self.filter(**_about(instance))

    def log_action(self, instance: Registration | Desk, action: str, **kwargs: Any) -> Any:
        """Record an action under the neutral label of its registration, or the title of its desk."""
        kwargs.update(_about(instance))
        return super().log_action(instance, action, **kwargs)

    def viewable_by_user(self, user: Any) -> models.QuerySet[Any]:
        """Those about registrations and desks that `user` may see, and their own exports; a superuser sees all."""
        if user.is_active and user.is_superuser:
            return self.all()
        about = models.Q(registration_id__in=visible_registrations(user).values("pk"))
        for right in (Right.REVIEW, Right.CONFIGURE):
            about |= models.Q(desk_id__in=desks_open_to(user, right).values("pk"))
        return self.filter(about | models.Q(registration=None, desk=None, user=user))


def _about(instance: Registration | Desk) -> dict[str, int]:
    return {"desk_id" if isinstance(instance, Desk) else "registration_id": instance.pk}


class RegistrationLogEntry(BaseLogEntry):
    """An action of staff about a registration or a desk (an export: about many).

    It outlives the erasure of the registration, and names nobody.
    """

    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    desk = models.ForeignKey(
        Desk, null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    objects = RegistrationLogEntryManager()

    class Meta:
        verbose_name = _("log entry of a registration")
        verbose_name_plural = _("log entries of registrations")
        ordering = ("-timestamp", "-id")

    def __str__(self) -> str:
        return f"{self.action} · {self.label}"

    @property
    def object_id(self) -> int | None:
        """The key of the registration or the desk, which Wagtail's history asks for."""
        return self.registration_id or self.desk_id
