"""Who may see whom: rights at the desks of a page and of everything below it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a group may do at a desk."""

    CHECK_IN = "check_in", _("Check in")
    CONFIGURE = "configure", _("Configure")
    EXPORT = "export", _("Export")
    REVIEW = "review", _("Review")


class DeskPermission(models.Model):
    """A right of a group at the desk of a page and at those of all pages below it."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="desk_permissions", verbose_name=_("group"))
    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="desk_permissions", verbose_name=_("page")
    )
    right = models.CharField(_("right"), max_length=20, choices=Right.choices)

    class Meta:
        verbose_name = _("right at the desk")
        verbose_name_plural = _("rights at the desk")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["group", "page", "right"], name="registrations_right_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group} – {self.get_right_display()}"
