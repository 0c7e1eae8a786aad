"""The form field of each kind of question: what is accepted, how it is stored, and what is said if not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from registrations.conf import app_settings
from registrations.domain.members import Asked
from registrations.domain.people import NotAnAddress, normalise_email
from registrations.text import has_controls, parse_day, tidy_line, tidy_text

from .kinds import own_kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from registrations.domain.members import MemberRules, Role

    from .content import Question

    BodyChoices = Sequence[tuple[str, Sequence[tuple[str, str]]]]

_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{5,24}")
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")
_MOST_DIGITS = 15
GREATEST_NUMBER = 10**_MOST_DIGITS - 1
"""The greatest whole number that somebody can write; its opposite is the least."""
_MOST_RADIOS = 7
_SHORT, _NAME = 300, 200
NOT_IN_THE_LIST = "other"
YES, NO = "yes", "no"


class TextInput(forms.CharField):
    """Text in one spelling: NFC, plain spaces; control characters are refused, since they break every later export."""

    def __init__(self, *, lines: bool = False, **kwargs: Any) -> None:
        self.lines = lines
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}) if lines else forms.TextInput())
        kwargs.setdefault("error_messages", {}).setdefault("required", _("Write something here."))
        kwargs["error_messages"].setdefault(
            "max_length", _("This is too long: write at most %(limit_value)d characters (now %(show_value)d).")
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        """Tidy the text. Raises ValidationError for control characters."""
        raw = "" if value is None else str(value)
        if has_controls(raw):
            raise ValidationError(
                _("This text holds characters that cannot be shown. Delete it and type it again by hand."),
                code="controls",
            )
        return tidy_text(raw) if self.lines else tidy_line(raw)


class EmailInput(forms.CharField):
    """An address in the one spelling under which it is stored and compared."""

    widget = forms.EmailInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "required", _("Write your e-mail address, for example name@example.gr.")
        )
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Normalise the address. Raises ValidationError for one that no letter reaches."""
        raw = "" if value is None else str(value)
        if not raw.strip():
            return ""
        try:
            return normalise_email(raw)
        except NotAnAddress as problem:
            raise ValidationError(
                _("We cannot write to this e-mail address. Write it like name@example.gr, in Latin letters."),
                code="address",
            ) from problem


class PhoneInput(TextInput):
    """A telephone number: digits, spaces, brackets, hyphens, and a plus in front."""

    def to_python(self, value: Any) -> str:
        """Tidy the number. Raises ValidationError for anything else."""
        text = super().to_python(value)
        if text and not _PHONE.fullmatch(text):
            raise ValidationError(
                _("Write the telephone number with digits only, for example 213 13 13 152 or +30 213 13 13 152."),
                code="phone",
            )
        return text


class NumberInput(forms.Field):
    """A whole number in ASCII digits, within its bounds."""

    def __init__(self, *, smallest: int | None, largest: int | None, **kwargs: Any) -> None:
        self.smallest, self.largest = smallest, largest
        kwargs.setdefault("error_messages", {}).setdefault("required", _("Write a whole number, for example 12."))
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Read the number. Raises ValidationError with the bounds."""
        text = str(value or "").strip()
        if not text:
            return None
        if not _WHOLE_NUMBER.fullmatch(text):
            raise ValidationError(_("Write a whole number with the digits 0 to 9, for example 12."), code="number")
        digits, sign = text.lstrip("+-0") or "0", -1 if text.startswith("-") else 1
        if len(digits) <= _MOST_DIGITS:
            return self._within(sign * int(digits))
        self._within(sign * 10**_MOST_DIGITS)  # the bound, where there is one, says more than the number of digits
        raise ValidationError(
            _("This number is too long: write at most %(most)d digits.") % {"most": _MOST_DIGITS}, code="long"
        )

    def _within(self, number: int) -> int:
        """The number. Raises ValidationError with the bound that it does not keep."""
        if self.smallest is not None and number < self.smallest:
            raise ValidationError(_("Write %(bound)d or more.") % {"bound": self.smallest}, code="small")
        if self.largest is not None and number > self.largest:
            raise ValidationError(_("Write %(bound)d or less.") % {"bound": self.largest}, code="large")
        return number


class DayInput(forms.Field):
    """A calendar day, as people write it: 27/3/2007, 27 3 2007, 27 March 2007; stored as ISO 8601."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {}).setdefault(
            "required", _("Write a date as day, month and year, for example 27/3/2007.")
        )
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "text"}), **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Read the day. Raises ValidationError for one that does not exist."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return parse_day(text, (get_language() or "el")[:2])
        except ValueError as problem:
            raise ValidationError(
                _("This day does not exist. Write day, month and year, for example 27/3/2007."), code="date"
            ) from problem


_ONE_OPTION = {
    "required": _("Choose one of the options."),
    "invalid_choice": _("This option is not offered here. Choose one of the options shown."),
}
_SOME_OPTIONS = {
    "required": _("Choose at least one of the options."),
    "invalid_choice": _("One of the options is not offered here. Choose among those shown."),
}


def _choice(question: Question, **common: Any) -> forms.Field:
    options = [(option.key, option.text) for option in question.options]
    if len(options) <= _MOST_RADIOS:
        widget: forms.Widget = forms.RadioSelect()
    else:
        widget, options = forms.Select(), [("", "—"), *options]
    return forms.ChoiceField(choices=options, widget=widget, error_messages=dict(_ONE_OPTION), **common)


def _choices(question: Question, **common: Any) -> forms.Field:
    options = [(option.key, option.text) for option in question.options]
    return forms.MultipleChoiceField(
        choices=options, widget=forms.CheckboxSelectMultiple(), error_messages=dict(_SOME_OPTIONS), **common
    )


def _yes_no(_question: Question, **common: Any) -> forms.Field:
    return forms.ChoiceField(
        choices=[(YES, _("Yes")), (NO, _("No"))],
        widget=forms.RadioSelect(),
        error_messages={**_ONE_OPTION, "required": _("Choose yes or no.")},
        **common,
    )


def _consent(_question: Question, **common: Any) -> forms.Field:
    message = _("Taking part is not possible without this consent. Tick the box if you agree.")
    return forms.BooleanField(error_messages={"required": message}, **common)


def _number(question: Question, **common: Any) -> forms.Field:
    return NumberInput(smallest=question.smallest, largest=question.largest, **common)


INPUTS: dict[str, Callable[..., forms.Field]] = {
    "short_text": lambda _question, **common: TextInput(max_length=_SHORT, **common),
    "long_text": lambda _question, **common: TextInput(lines=True, max_length=app_settings.LONGEST_ANSWER, **common),
    "email": lambda _question, **common: EmailInput(**common),
    "phone": lambda _question, **common: PhoneInput(
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **common
    ),
    "number": _number,
    "date": lambda _question, **common: DayInput(**common),
    "choice": _choice,
    "choices": _choices,
    "yes_no": _yes_no,
    "consent": _consent,
}
"""The form field of each kind of question."""


def field_maker(kind: str) -> Callable[..., forms.Field] | None:
    """What makes the field of a kind of question, ours or the host's; None for what is no question or not there."""
    if kind in INPUTS:
        return INPUTS[kind]
    own = own_kinds().get(kind)
    return own.field if own is not None else None


def name_input() -> forms.Field:
    """The name of the person: on every form."""
    return TextInput(
        label=_("Full name"),
        max_length=_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write your first and last name.")},
    )


def companion_input(number: int) -> forms.Field:
    """The name of somebody who comes along: the browser of the one who fills in the form has nothing to offer."""
    return TextInput(
        label=_("Full name of person %(number)d") % {"number": number},
        max_length=_NAME,
        required=False,
        widget=_theirs(),
    )


def member_inputs(role: Role, rules: MemberRules, *, required: bool) -> dict[str, forms.Field]:
    """The fields of somebody else whom a body names: the browser of the contact person fills in none of them."""
    ask = {"position": rules.position, "phone": rules.phone}
    fields: dict[str, forms.Field] = {
        "name": TextInput(label=_("Full name"), max_length=_NAME, required=required, widget=_theirs()),
        "email": EmailInput(label=_("E-mail"), required=required, widget=_theirs(forms.EmailInput)),
        "position": TextInput(label=_("Position"), max_length=_NAME, widget=_theirs()),
        "phone": PhoneInput(label=_("Telephone"), max_length=40, widget=_theirs(type="tel")),
    }
    fields["name"].error_messages["required"] = _("Write the first and last name of this member.")
    fields["email"].error_messages["required"] = _("Write the e-mail address of this member: we write to them.")
    for name, asked in ask.items():
        fields[name].required = required and asked is Asked.REQUIRED
        if asked is Asked.NO:
            del fields[name]
    return {f"{role}_{name}": field for name, field in fields.items()}


def _theirs(widget: type[forms.Widget] = forms.TextInput, **attrs: str) -> forms.Widget:
    return widget(attrs={"autocomplete": "off", "spellcheck": "false", **attrs})


def body_inputs(bodies: BodyChoices) -> dict[str, forms.Field]:
    """The body that names its members: from the list, or as it is called."""
    return {
        "body": forms.ChoiceField(
            label=_("Your body"),
            choices=[("", "—"), *bodies, (NOT_IN_THE_LIST, _("It is not in the list"))],
            widget=forms.Select(attrs={"autocomplete": "organization"}),
            error_messages={
                "required": _("Choose your body, or “It is not in the list” at the end."),
                "invalid_choice": _("This body is not in the list. Choose one of those shown."),
            },
        ),
        "body_name": TextInput(
            label=_("Name of the body"),
            help_text=_("Only where it is not in the list: the full name, without abbreviations."),
            max_length=255,
            required=False,
        ),
    }


def email_input() -> forms.Field:
    """The address of the person: on every form."""
    return EmailInput(
        label=_("E-mail"),
        help_text=_("We write to this address. The letter carries your personal link."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
    )
