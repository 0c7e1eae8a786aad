"""The letters: what is owed, what went out, what came back; one that waits can be withheld, one that failed retried."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from registrations.domain.errors import Stale
from registrations.models import Notice, NoticeState
from registrations.models.labels import language_name
from registrations.notices.previewing import written
from registrations.queries.outbox import WAITING
from registrations.services.actor import staff
from registrations.services.mailing import RETRIED, release, retry, withhold

from .bridge import ModelAdminBridge
from .columns import FATE_KINDS, NameColumn, TagColumn, TwoLineColumn, masked, received
from .deciding import ObjectPage
from .filters import LetterFilters
from .listing import DeskListing, person_named

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


def _receiver(letter: Notice) -> str:
    return masked(letter.recipient)


def _language(letter: Notice) -> str:
    return language_name(letter.language)


def _error(letter: Notice) -> str:
    return masked(letter.error)


def _fate_kind(letter: Notice) -> str:
    return FATE_KINDS[letter.state]


class Act(NamedTuple):
    """What staff may do with a letter in one of some fates: the words of the button, and those afterwards."""

    does: Callable[..., None]
    fates: tuple[str, ...]
    words: Promise
    done: Promise


ACTS = {
    "withhold": Act(withhold, WAITING, _("Withhold"), _("The letter is withheld until somebody lets it go.")),
    "release": Act(
        release,
        (NoticeState.WITHHELD,),
        pgettext_lazy("letter", "Let it go"),
        _("The letter goes out with the next turn."),
    ),
    "retry": Act(retry, RETRIED, _("Try again"), _("The letter is tried again with the next turn.")),
}


class LetterIndex(DeskListing):
    """All letters of the desks in scope, newest first."""

    filterset_class = LetterFilters
    template_name = "registrations/review/letters.html"
    page_title = _("Letters")

    def get_base_queryset(self) -> QuerySet[Notice]:
        return self.in_scope.select_related("desk", "registration")

    def find(self, queryset: QuerySet[Notice], wanted: str) -> QuerySet[Notice]:
        """By the person's name, address or reference, without accents and case."""
        return queryset.filter(person_named(wanted, "registration__"))

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(NameColumn)
        return [
            title("kind", accessor="get_kind_display", label=_("Letter"), get_url=self.get_inspect_url),
            TwoLineColumn(
                "recipient", label=_("To"), accessor=_receiver, second=_language, classname="rg-wide rg-address"
            ),
            Column("desk.title", label=_("Event"), classname="rg-wide"),
            TagColumn("state", label=_("Fate"), accessor="get_state_display", kind=_fate_kind),
            TwoLineColumn("attempts", label=_("Attempts"), second=_error, classname="rg-wide"),
            Column(
                "created_at",
                label=_("Owed since"),
                accessor=received,
                sort_key="created_at",
                width="14%",
                classname="rg-wide",
            ),
        ]


class InspectLetter(ObjectPage):
    """One letter: its fate, and its words with the personal link masked."""

    template_name = "registrations/review/letter.html"
    http_method_names = ("get", "head", "options")
    object: Notice

    def objects_to_inspect(self) -> QuerySet[Notice]:
        return self.in_scope.select_related("desk__site", "registration__desk")

    def get_page_title(self) -> str:
        return self.object.get_kind_display()

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        letter = self.object
        now = timezone.now()
        about = letter.registration
        return {
            **context,
            "object": letter,
            "fate_kind": FATE_KINDS[letter.state],
            "facts": [
                (capfirst(_("to")), _receiver(letter)),
                (capfirst(_("event")), letter.desk.title),
                (capfirst(_("language")), language_name(letter.language)),
                (capfirst(_("attempts")), letter.attempts),
                (capfirst(_("error")), masked(letter.error)),
            ],
            "registration_url": self.model_admin.registration_address(about) if about else "",
            "letter": written(letter),
            "held": letter.state == NoticeState.QUEUED and letter.due_at > now,
            "acts": [(name, act.words) for name, act in ACTS.items() if letter.state in act.fates],
            "act_url": self.address_of("act", letter),
        }


class ActOnLetter(ModelAdminBridge, PermissionCheckedMixin, View):
    """Withholds a letter, lets it go, or tries it again; and goes back to it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        letter: Notice = self.get_object()
        act = ACTS.get(request.POST.get("act", ""))
        if act is None:
            raise Http404
        try:
            act.does(letter=letter, by=staff(request.user), now=timezone.now())
        except Stale:
            messages.warning(request, _("The letter is on its way already, or somebody else was faster. Look again."))
        else:
            messages.success(request, act.done)
        return redirect(self.address_of("inspect", letter))
