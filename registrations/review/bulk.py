"""One decision for several registrations: shown first, then taken one by one, with a word on each that was skipped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.conf import app_settings
from registrations.domain.errors import MoveNotAllowed, Stale
from registrations.domain.states import LIVE, ActorKind, State
from registrations.models import Registration
from registrations.notices.previewing import preview
from registrations.services.actor import staff
from registrations.services.reviewing import Decision, decide_many

from .choosing import Choice, write_seen
from .deciding import NOT_DONE, say_when_letters_leave
from .forms import BulkForm
from .moves import DECISIONS, may_be_taken_back, moved_at_once, why_refused
from .permissions import REVIEW, registration_policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from registrations.domain.errors import Refusal
    from registrations.models import SeatPool
    from registrations.notices.previewing import Preview

    from .moves import Move

NAMED_AT_MOST = 10
"""How many of those skipped are named in the message; the rest are counted."""

_PREVIEW = "preview"


class BulkDecision(PermissionCheckedMixin, BulkAction):
    """Moves the registrations that were ticked, or all that the list shows, as far as they are in scope."""

    to: ClassVar[State]
    brings_back: ClassVar[bool] = False
    """Whether it is about what is over, too: nobody is brought back together with others by the way."""
    models = [Registration]
    permission_policy = registration_policy
    permission_required = REVIEW
    template_name = "registrations/review/bulk.html"
    form_class = BulkForm
    http_method_names = ("get", "head", "post", "options")

    def __init__(self, request: HttpRequest, model: type[Registration]) -> None:
        super().__init__(request, model)
        self.next_url = get_valid_next_url_from_request(request) or list_address()

    @property
    def move(self) -> Move:
        """The decision with its words."""
        return DECISIONS[self.to]

    @cached_property
    def choice(self) -> Choice:
        """Which registrations it is about."""
        return Choice(self.request)

    def get_actionable_objects(self) -> tuple[list[Registration], dict[str, Any]]:
        """Those to be moved, first come first, and only the number of those that are not shown."""
        return self.choice.taken, {"items_with_no_access": [], "number_skipped": self.choice.number_out_of_scope}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.choice.taken:
            return self._nothing_left()
        return super().get(request, *args, **kwargs)

    def head(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return self.get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.choice.taken:
            return self._nothing_left()
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=NOT_DONE)
        if _PREVIEW in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        return self.form_valid(form)

    def form_valid(self, form: BulkForm) -> HttpResponseBase:
        """Decide one by one, each in a transaction of its own, and say what became of them."""
        self.cleaned_form = form
        answer = _first_answer("before_bulk_action", self.request, self.action_type, self.choice.taken, self)
        if answer is not None:
            return answer
        ready, unfit = self._sorted()
        moved, refused = decide_many(
            registrations=ready,
            decision=Decision(
                to=self.to, reason=form.cleaned_data["reason"], tells_reason=form.cleaned_data["tells_reason"]
            ),
            by=staff(self.request.user),
            now=timezone.now(),
            versions=self.choice.seen,
        )
        answer = _first_answer("after_bulk_action", self.request, self.action_type, moved, self)
        if answer is not None:
            return answer
        refused += [(one, self._why_unfit(one)) for one in unfit]
        self._report(moved, refused)
        return HttpResponseRedirect(self.next_url)

    def get_initial(self) -> dict[str, Any]:
        return {"seen": write_seen(self.choice.taken)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        ready, unfit = self._sorted()
        title = f"{self.move.verb}: {_people(len(ready))}"
        return {
            **context,
            "move": self.move,
            "ready": ready,
            "unfit": unfit,
            "some_are_over": not self.brings_back and any(one.state not in LIVE for one in unfit),
            "short": self._short(ready),
            "number_unconfirmed": sum(one.verified_at is None and one.desk.verify_address for one in ready),
            "is_capped": self.choice.is_capped,
            "limit": app_settings.BULK_LIMIT,
            "letter": self._letter(context["form"], ready[0]) if ready else None,
            "header_title": title,
            "page_title": title,
            "header_icon": self.move.icon,
            "media": context["form"].media,
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": list_address(), "label": capfirst(Registration._meta.verbose_name_plural)},
                {"url": "", "label": str(self.move.verb)},
            ],
        }

    def _sorted(self) -> tuple[list[Registration], list[Registration]]:
        """Those that the decision would move, and those whose state does not allow it."""
        ready = [one for one in self.choice.taken if self._fits(one)]
        return ready, [one for one in self.choice.taken if one not in ready]

    def _fits(self, one: Registration) -> bool:
        if one.state not in LIVE and not self.brings_back:
            return False
        return bool(moved_at_once(one, self.to)) and (self.to is not State.IN_REVIEW or may_be_taken_back(one))

    def _why_unfit(self, one: Registration) -> Refusal:
        """Why one of those that were shown is not moved: somebody was quicker, or its state never allowed it."""
        if self.choice.seen and self.choice.seen.get(one.pk) != one.version:
            return Stale()
        return MoveNotAllowed(start=State(one.state), to=self.to, by=ActorKind.STAFF)

    def _short(self, ready: list[Registration]) -> list[tuple[SeatPool, int]]:
        """Pools with fewer free seats than the decision would take, with how many it would."""
        pools: dict[int, SeatPool] = {}
        wanted: Counter[int] = Counter()
        for one in ready if self.to is State.ACCEPTED else ():
            for place in moved_at_once(one, self.to):
                if not place.holds_seat:
                    pools[place.pool_id] = place.pool
                    wanted[place.pool_id] += 1
        return [(pools[key], seats) for key, seats in wanted.items() if _too_few(pools[key].free, seats)]

    def _letter(self, form: BulkForm, first: Registration) -> Preview | None:
        """The letter that the first of them would get."""
        values = form.cleaned_data if form.is_bound else {}
        return preview(
            first,
            self.to,
            values.get("reason", ""),
            tells_reason=values.get("tells_reason", False),
            place_ids=[place.pk for place in moved_at_once(first, self.to)],
        )

    def _nothing_left(self) -> HttpResponseBase:
        messages.error(self.request, _("None of what was chosen can be decided by you. Nothing was changed."))
        return HttpResponseRedirect(self.next_url)

    def _report(self, decided: list[Registration], refused: list[tuple[Registration, Refusal]]) -> None:
        if moved := len(decided):
            messages.success(
                self.request, _("%(decision)s: %(people)s.") % {"decision": self.move.done, "people": _people(moved)}
            )
            say_when_letters_leave(self.request, decided)
        if not refused:
            return
        named = " ".join(f"{one.reference}: {why_refused(type(why))}" for one, why in refused[:NAMED_AT_MOST])
        left = ngettext("%(count)d was left as it was.", "%(count)d were left as they were.", len(refused)) % {
            "count": len(refused)
        }
        further = len(refused) - NAMED_AT_MOST
        more = ngettext("and %(count)d more", "and %(count)d more", further) % {"count": further} if further > 0 else ""
        say = messages.warning if moved else messages.error
        say(self.request, " ".join(part for part in (left, named, more) if part))


def list_address() -> str:
    """Where the list of registrations is."""
    return str(AdminURLHelper(Registration).index_url)


def _too_few(free: int | None, wanted: int) -> bool:
    return free is not None and free < wanted


def _people(number: int) -> str:
    return ngettext("%(count)d registration", "%(count)d registrations", number) % {"count": number}


def _first_answer(hook: str, *arguments: Any) -> HttpResponseBase | None:
    """What a host's hook answers instead of us, if it does."""
    answers: Iterable[Any] = (function(*arguments) for function in hooks.get_hooks(hook))
    return next((answer for answer in answers if hasattr(answer, "status_code")), None)


class BulkAccept(BulkDecision):
    """Accept those who were ticked, in the order they came, as long as seats last."""

    to = State.ACCEPTED
    display_name = DECISIONS[State.ACCEPTED].verb
    action_type = "accept"
    aria_label = gettext_lazy("Accept the chosen registrations")
    action_priority = 10


class BulkWait(BulkDecision):
    """Put those who were ticked on the waiting list, in the order they came."""

    to = State.WAITLISTED
    display_name = gettext_lazy("Waiting list")
    action_type = "wait"
    aria_label = gettext_lazy("Put the chosen registrations on the waiting list")
    action_priority = 20


class BulkReject(BulkDecision):
    """Reject those who were ticked."""

    to = State.REJECTED
    display_name = DECISIONS[State.REJECTED].verb
    action_type = "reject"
    aria_label = gettext_lazy("Reject the chosen registrations")
    action_priority = 30


class BulkCancel(BulkDecision):
    """Cancel those who were ticked; their seats go to those who wait."""

    to = State.CANCELLED
    display_name = gettext_lazy("Cancel")
    action_type = "cancel"
    aria_label = gettext_lazy("Cancel the chosen registrations")
    action_priority = 40


class BulkReview(BulkDecision):
    """Take back what was decided on those who were ticked."""

    to = State.IN_REVIEW
    brings_back = True
    display_name = DECISIONS[State.IN_REVIEW].verb
    action_type = "review"
    aria_label = gettext_lazy("Put the chosen registrations back under review")
    action_priority = 50


BULK_DECISIONS = (BulkAccept, BulkWait, BulkReject, BulkCancel, BulkReview)
