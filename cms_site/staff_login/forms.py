"""The forms that ask for the second factor: limited like the password, each code good for once, all in the database.

allauth keeps both in the cache, and lets nobody in while the cache is gone.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ReauthenticateForm as ReauthenticateByPassword
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.utils.translation import gettext as _


class PlainCode(Form):
    """One field for a code, in our words and without a hint inside it, which is gone when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the second factor")
        self.fields["code"].widget.attrs.pop("placeholder", None)


class SetUp(PlainCode, ActivateTOTPForm):
    """The first digits of a new app."""

    @property
    def key(self) -> str:
        """The key as people type it: in groups of four."""
        return " ".join(self.secret[start : start + 4] for start in range(0, len(self.secret), 4))


class Counted(PlainCode, BaseAuthenticateForm):
    """Takes the digits of the app or a code for emergencies; wrong ones count like wrong passwords."""

    authenticator: Any

    def clean_code(self) -> str:
        who = {"username": self.user.get_username()}
        if AxesProxyHandler.is_locked(context.request, who):
            raise ValidationError(_("Too many wrong tries. Wait an hour, or ask an administrator."))
        code: str = self.cleaned_data["code"]
        for factor in Authenticator.objects.filter(user=self.user):
            if _fits(factor, code):
                self.authenticator = factor
                return code
        user_login_failed.send(sender=type(self), credentials=who, request=context.request)
        raise get_adapter().validation_error("incorrect_code")


class CountedCode(Counted, AuthenticateForm):
    """At the log-in."""


class CountedConfirmation(Counted, ReauthenticateForm):
    """Before somebody who is inside changes how they log in."""


class PlainPassword(ReauthenticateByPassword):
    """The password once more, named as at the log-in and without a hint inside the field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Your password")
        self.fields["password"].widget.attrs.pop("placeholder", None)


def _fits(factor: Any, code: str) -> bool:
    if factor.type != Authenticator.Type.TOTP:
        return bool(factor.wrap().validate_code(code))  # notes in the database which codes are used up
    step = _step_of(decrypt(factor.data["secret"]), code)
    return step is not None and _is_later(factor, step)


def _step_of(secret: str, code: str) -> int | None:
    """The time step whose digits these are, however they are spaced; None where they are those of no step near now."""
    steps = yield_hotp_counters_from_time()
    return next((step for step in steps if compare_user_code(actual=code, expected=_digits(secret, step))), None)


def _digits(secret: str, step: int) -> str:
    return str(format_hotp_value(hotp_value(secret, step)))


def _is_later(factor: Any, step: int) -> bool:
    """Take a step once, and none before it any more (RFC 6238 §5.2)."""
    with transaction.atomic():
        data = Authenticator.objects.select_for_update().get(pk=factor.pk).data
        if step <= data.get("step", 0):
            return False
        factor.data = {**data, "step": step}
        factor.save(update_fields=["data"])
    return True
