"""The way back to the personal page after an act, with a line there that says it is done."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy

from registrations.notices.links import personal_path

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.functional import Promise

    from registrations.models import Registration

PARAMETER = "done"


class Done(StrEnum):
    """An act whose effect the first lines of the personal page would not show by themselves."""

    SAVED = "saved"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    SWAPPED = "swapped"
    CANCELLED = "cancelled"


DONE_TEXTS: dict[str, Promise] = {
    Done.SAVED: gettext_lazy("Your answers are saved."),
    Done.ANSWERED: gettext_lazy("Your answer is sent."),
    Done.WITHDRAWN: gettext_lazy("Your consent is withdrawn."),
    Done.SWAPPED: gettext_lazy("The two members are swapped."),
    Done.CANCELLED: gettext_lazy("What you chose is cancelled. The rest stays as it was."),
}


def back_to(registration: Registration, done: Done | None = None) -> HttpResponseRedirect:
    """Lead to the personal page, which says what is `done`."""
    path = personal_path(registration)
    return HttpResponseRedirect(f"{path}?{PARAMETER}={done}" if done else path)


def done_text(request: HttpRequest) -> str:
    """What the address says is done; empty for a page that was opened in any other way."""
    told = request.GET.get(PARAMETER, "")
    return str(DONE_TEXTS.get(told, ""))
