"""The forms with one field: an e-mail address, corrected or of a lost link, and the answer to a question of staff."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registrations.conf import app_settings

from .form import HONEYPOT
from .inputs import TextInput, email_input


class AddressForm(forms.Form):
    """An e-mail address, with the trap for machines."""

    def __init__(self, *args: Any, label: Any = "", help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_input()
        self.fields["email"].label, self.fields["email"].help_text = label or _("E-mail"), help_text

    @property
    def is_trapped(self) -> bool:
        """Whether a machine has filled in what people do not see."""
        return bool(self.data.get(HONEYPOT))


class AnswerForm(forms.Form):
    """The answer to a question of staff."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"] = TextInput(
            label=_("Your answer"),
            lines=True,
            max_length=app_settings.LONGEST_ANSWER,
            error_messages={"required": _("Write your answer.")},
        )


class SwapForm(forms.Form):
    """What somebody had seen when they pressed the button."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
