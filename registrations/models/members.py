"""What happened to the members that a body named: append-only, beside the moves of its place."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registrations.domain.states import ActorKind

from .registration import AppendOnly, Attendee, AttendeeRole, Registration


class MemberChangeKind(models.TextChoices):
    """What can happen to a member."""

    REPLACED = "replaced", _("Replaced by another person")
    SWAPPED = "swapped", _("Regular and alternate member swapped")
    CORRECTED = "corrected", _("Details corrected")
    DECLINED = "declined", _("Declined")
    NAMED = "named", _("Named afterwards")


class MemberChange(AppendOnly):
    """One change: whom it is about, who came after them, who did it, when, why."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="member_changes")
    kind = models.CharField(_("change"), max_length=10, choices=MemberChangeKind.choices)
    role = models.CharField(_("role"), max_length=10, choices=AttendeeRole.choices)
    attendee = models.ForeignKey(Attendee, null=True, on_delete=models.CASCADE, related_name="+")
    successor = models.ForeignKey(Attendee, null=True, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(_("before"), default=dict)
    actor = models.CharField(_("by"), max_length=8, choices=[(kind.value, kind.value) for kind in ActorKind])
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("member of staff"),
    )
    reason = models.TextField(_("reason"), blank=True)
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("change of a member")
        verbose_name_plural = _("changes of members")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_kind_display()}"
