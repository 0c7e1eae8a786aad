"""The answers that somebody gave before they changed them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .desk import Questionnaire
from .registration import AppendOnly, Registration


class AnswersEnding(models.TextChoices):
    """Why answers count no more."""

    EDITED = "edited", _("Answers changed")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")


class FormerAnswers(AppendOnly):
    """All answers of a registration as they stood until `at`, under the questions of their time."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="former_answers")
    questionnaire = models.ForeignKey(Questionnaire, null=True, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(_("answers"), default=dict)
    ending = models.CharField(_("ended by"), max_length=10, choices=AnswersEnding.choices)
    at = models.DateTimeField(_("until"), default=timezone.now)

    class Meta:
        verbose_name = _("former answers")
        verbose_name_plural = _("former answers")
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.registration}: {self.get_ending_display()}"
