"""The forms that ask for the second factor: limited like the password, each code good for once, all in the database.

allauth keeps both in the cache, and lets nobody in while the cache is gone.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

REMEMBERED = 120.0
"""Seconds for which a code that was used is refused: longer than it would be good for."""


class Counted(BaseAuthenticateForm):
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


def _fits(factor: Any, code: str) -> bool:
    if factor.type != Authenticator.Type.TOTP:
        return bool(factor.wrap().validate_code(code))  # notes in the database which codes are used up
    return bool(validate_totp_code(decrypt(factor.data["secret"]), code)) and _for_the_first_time(factor, code)


def _for_the_first_time(factor: Any, code: str) -> bool:
    with transaction.atomic():
        data = Authenticator.objects.select_for_update().get(pk=factor.pk).data
        used, at = data.get("used", ["", 0.0])
        if used == code and time.time() - at < REMEMBERED:
            return False
        factor.data = {**data, "used": [code, time.time()]}
        factor.save(update_fields=["data"])
    return True
