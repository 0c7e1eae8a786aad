"""A field for several values of one vocabulary, kept as a list in one column."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _


class SeveralChoicesField(models.JSONField):
    """Some values of a vocabulary, each once and in its order; the vocabulary stays out of migrations."""

    def __init__(self, *args: Any, vocabulary: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        """The values in the order of the vocabulary. Raises ValidationError for one that it does not have."""
        allowed = self.vocabulary.values if self.vocabulary else []
        chosen = value or []
        if not isinstance(chosen, list) or not set(map(str, chosen)) <= set(allowed):
            raise ValidationError(_("Choose from the list."))
        return [known for known in allowed if known in chosen]

    def formfield(self, **kwargs: Any) -> Any:
        """Check boxes, one for each value."""
        return forms.MultipleChoiceField(
            choices=self.vocabulary.choices if self.vocabulary else [],
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=kwargs.get("help_text", self.help_text),
        )
