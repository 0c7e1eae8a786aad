"""The one-field forms that ask for an e-mail address: a corrected one, or one whose link was lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .form import HONEYPOT
from .inputs import email_input


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
