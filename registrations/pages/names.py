"""What the registration of a page is called: the noun of its heading and the verb of its button."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ActionName(models.TextChoices):
    """The kinds of registration that editors choose from."""

    REGISTER = "register", _("Registration")
    INTEREST = "interest", _("Expression of interest")
    NOMINATE = "nominate", _("Nomination of representatives")
    APPLY = "apply", pgettext_lazy("registration", "Application")
    ATTEND = "attend", _("Attendance")


VERBS: dict[str, Promise] = {
    ActionName.REGISTER: _("Register"),
    ActionName.INTEREST: _("Express interest"),
    ActionName.NOMINATE: _("Nominate representatives"),
    ActionName.APPLY: _("Apply"),
    ActionName.ATTEND: _("Say that I come"),
}
