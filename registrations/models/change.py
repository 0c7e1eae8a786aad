"""The history of an event at its desk: what changed, from what to what, why, who said so and when."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from registrations.domain.changes import ChangeKind, Facts, Nature, main_kind

from .desk import Desk
from .labels import CHANGE_LABELS, NATURE_LABELS

OTHER = "*"
"""The key of the reason for readers of all other languages."""


def reason_in(reasons: dict[str, Any], language: str) -> str:
    """The reason in a language; in the words for all others, or those of the editor, where there are none."""
    return str(reasons.get(language) or reasons.get(OTHER) or next(iter(reasons.values()), ""))


class DeskChange(models.Model):
    """One change of an event, made by one publication; what was decided about it is added later, nothing is undone."""

    desk = models.ForeignKey(Desk, on_delete=models.PROTECT, related_name="changes", verbose_name=_("event"))
    kinds = models.JSONField(_("what changed"), default=list)
    before = models.JSONField(_("before"), default=dict)
    after = models.JSONField(_("after"), default=dict)
    nature = models.CharField(
        _("what it means"), max_length=12, choices=[(nature.value, nature.value) for nature in Nature]
    )
    reasons = models.JSONField(_("reason"), default=dict, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("published by"),
    )
    created_at = models.DateTimeField(_("published"))
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )
    settled_at = models.DateTimeField(_("decided"), null=True, blank=True)
    sequence = models.PositiveIntegerField(_("revision of the calendar entry"), default=0)
    letters = models.PositiveIntegerField(_("letters"), default=0)

    class Meta:
        verbose_name = _("change of an event")
        verbose_name_plural = _("changes of events")
        ordering = ("-created_at", "-pk")
        indexes: ClassVar = [models.Index(fields=["-created_at", "-id"], name="registrations_change_newest")]

    def __str__(self) -> str:
        return f"{self.desk.title}: {self.what}"

    @property
    def kind_set(self) -> frozenset[ChangeKind]:
        """What changed."""
        return frozenset(ChangeKind(kind) for kind in self.kinds)

    @property
    def main(self) -> ChangeKind:
        """The heaviest of what changed."""
        return main_kind(self.kind_set)

    @property
    def what(self) -> str:
        """What changed, in words."""
        return ", ".join(str(label) for kind, label in CHANGE_LABELS.items() if kind in self.kinds)

    @property
    def nature_label(self) -> str:
        """What it means, in words."""
        return str(NATURE_LABELS[Nature(self.nature)])

    @property
    def is_pending(self) -> bool:
        """Nobody has said yet whether people are told."""
        return self.nature == Nature.PENDING

    @cached_property
    def old(self) -> Facts:
        """The facts before."""
        return Facts.from_json(self.before)

    @cached_property
    def new(self) -> Facts:
        """The facts after."""
        return Facts.from_json(self.after)

    def reason_in(self, language: str) -> str:
        """The reason in a language; in the words for all others, or those of the editor, where there are none."""
        return reason_in(self.reasons, language)
