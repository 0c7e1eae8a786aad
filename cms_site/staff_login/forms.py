"""The form that asks for the second factor, with the same limit as the password."""

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class CountedCode(AuthenticateForm):
    """Counts wrong codes where wrong passwords are counted: in the database; the limit holds without a cache."""

    def clean_code(self) -> str:
        who = {"username": self.user.get_username()}
        if AxesProxyHandler.is_locked(context.request, who):
            raise ValidationError(_("Too many wrong tries. Wait an hour, or ask an administrator."))
        try:
            return str(super().clean_code())
        except ValidationError:
            user_login_failed.send(sender=type(self), credentials=who, request=context.request)
            raise
