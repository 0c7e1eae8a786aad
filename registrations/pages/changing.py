"""What an editor says about a change of an event that is published: a correction, or a change that people are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from registrations.domain.changes import Nature
from registrations.models.change import OTHER
from registrations.services.announcing import Said

from .change_panel import ChangePanel

if TYPE_CHECKING:
    from registrations.models import Desk

CHANGE_CHOICES = [
    (Nature.CORRECTION.value, _("A correction: nobody is told, and the old value is not shown")),
    (Nature.MOVED.value, _("A real change: the page shows the old value too, and people get a letter")),
]


class ChangeFields(models.Model):
    """What is said about the change that a draft makes; it travels with the draft through approval and schedule.

    `registration_change_basis` is the newest change at the desk when it was said: it counts for the next one only.
    """

    registration_change = models.CharField(
        _("what the change means"),
        max_length=12,
        choices=CHANGE_CHOICES,
        blank=True,
        help_text=_("When the day, the hours, the venue or the deadline of a published event change."),
    )
    registration_change_reason = models.TextField(
        _("reason"),
        max_length=600,
        blank=True,
        help_text=_("Stands on the page and in the letters. Always needed when an event is postponed or cancelled."),
    )
    registration_change_reason_other = models.TextField(
        _("reason for readers of the other languages"),
        max_length=600,
        blank=True,
        help_text=_("Empty: they read the reason above."),
    )
    registration_change_basis = models.PositiveBigIntegerField(null=True, blank=True, editable=False)

    change_panel: ClassVar = MultiFieldPanel(
        [
            ChangePanel(),
            FieldPanel("registration_change"),
            FieldPanel("registration_change_reason"),
            FieldPanel("registration_change_reason_other"),
        ],
        heading=_("If this publication changes the day, hours, venue or deadline"),
    )

    class Meta:
        abstract = True

    def change_said(self) -> Said:
        """What was said with this draft, for the publication that makes the change."""
        reasons = {
            self.locale.language_code: self.registration_change_reason.strip(),  # type: ignore[attr-defined]  # Page's
            OTHER: self.registration_change_reason_other.strip(),
        }
        return Said(
            nature=Nature(self.registration_change) if self.registration_change else None,
            reasons={language: reason for language, reason in reasons.items() if reason},
            basis=self.registration_change_basis,
        )

    def forget_change(self) -> None:
        """Forget what was said about a change: a copy of the page has none yet."""
        self.registration_change = self.registration_change_reason = self.registration_change_reason_other = ""
        self.registration_change_basis = None

    def change_is_said_for(self, desk: Desk | None) -> bool:
        """Whether what was said is about the next change of the desk, and not about one that is made already."""
        return self.registration_change_basis == newest_change(desk)


def newest_change(desk: Desk | None) -> int:
    """The key of the newest change at a desk; 0 where there is none."""
    if desk is None:
        return 0
    newest: int | None = desk.changes.order_by("-pk").values_list("pk", flat=True).first()
    return newest or 0
