"""Deciding on one registration: a page that shows what will happen, and a POST that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from registrations.conf import app_settings
from registrations.domain.errors import AlreadyRegistered, Full, MoveNotAllowed, ReasonMissing, Stale
from registrations.domain.states import State
from registrations.notices.owing import is_held_back
from registrations.notices.previewing import preview
from registrations.services.actor import staff
from registrations.services.reviewing import decide

from .bridge import ModelAdminBridge
from .forms import DecisionForm
from .history import history_since, mark_of
from .moves import DECISIONS, Shortage, choices_of, movable, open_moves, places_of, shortages, why_refused

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from registrations.domain.errors import Refusal
    from registrations.models import Place, Registration
    from registrations.notices.previewing import Preview

    from .moves import Move

CONFLICT, NOT_DONE = 409, 422
PREVIEW, INSTEAD = "preview", "instead"
"""Names of the buttons that do not decide: show the letter with this reason; take the other way out."""


def say_when_letters_leave(request: HttpRequest, decided: list[Registration]) -> None:
    """Tell how long a decision can be taken back before anybody hears of it, where a letter waits for that."""
    if not is_held_back(decided, timezone.now()):
        return
    words = ngettext(
        "A letter about it leaves in %(minutes)s minute. Taken back before, it does not leave.",
        "A letter about it leaves in %(minutes)s minutes. Taken back before, it does not leave.",
        app_settings.UNDO_MINUTES,
    )
    messages.info(request, words % {"minutes": app_settings.UNDO_MINUTES})


class ObjectPage(ModelAdminBridge, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about one object in scope, in Wagtail's clothes."""

    object: Any

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Raises Http404 for what is out of scope, as for what is not there."""
        super().setup(request, *args, **kwargs)
        self.object = self.get_object()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        helper = self.model_admin.url_helper
        return [
            *self.breadcrumbs_items,
            {"url": helper.index_url, "label": capfirst(self.model._meta.verbose_name_plural)},
            *self.trail(),
        ]

    def trail(self) -> list[dict[str, Any]]:
        """What follows the list among the breadcrumbs."""
        return [{"url": "", "label": str(self.object)}]


class DecideView(ObjectPage):
    """Accept, reject, put on the waiting list, cancel, bring back."""

    template_name = "registrations/review/decide.html"
    http_method_names = ("get", "head", "post", "options")
    object: Registration

    def objects_to_inspect(self) -> QuerySet[Registration]:
        return self.in_scope.select_related("desk")

    @cached_property
    def move(self) -> Move:
        """The decision that is asked for. Raises Http404 for a word that is none."""
        wanted = self.request.POST.get(INSTEAD) or self.request.GET.get("to", "")
        found = next((move for state, move in DECISIONS.items() if state.value == wanted), None)
        if found is None:
            raise Http404
        return found

    @property
    def verb(self) -> str:
        """What the button says: of the whole registration, or of one person."""
        return _("Cancel this seat") if self.person and self.move.to is State.CANCELLED else str(self.move.verb)

    @cached_property
    def places(self) -> list[Place]:
        return places_of(self.object)

    @cached_property
    def moving(self) -> list[Place]:
        """The places that the decision would move."""
        return movable(self.places, self.move.to, self.object.desk)

    @cached_property
    def without_seat(self) -> list[Shortage]:
        """Where there are not seats for all of them."""
        return shortages(self.moving, self.move.to)

    @cached_property
    def person(self) -> str:
        """The one person whom the decision is about, by the place that the address names; empty for all."""
        wanted = self.request.GET.get("place", "")
        return wanted if any(wanted == str(place.pk) for place in self.moving) else ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.moving:
            return self._conflict(None, MoveNotAllowed)
        return self._page(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        valid = form.is_valid()
        if "version" not in form.errors and form.cleaned_data["version"] != self.object.version:
            return self._conflict(form, Stale)
        if not self.moving:
            return self._conflict(form, MoveNotAllowed)
        if not valid:
            return self._page(form, status=NOT_DONE)
        if PREVIEW in request.POST:
            return self._page(form)
        return self._decide(form)

    def _decide(self, form: DecisionForm) -> HttpResponse:
        try:
            decide(
                registration=self.object,
                decision=form.decision,
                by=staff(self.request.user),
                now=timezone.now(),
                version=form.cleaned_data["version"],
                place_ids=form.place_ids,
            )
        except (Stale, MoveNotAllowed) as refusal:
            return self._conflict(form, type(refusal))
        except Full:
            return self._say_full()
        except (ReasonMissing, AlreadyRegistered) as refusal:
            form.add_error("reason" if isinstance(refusal, ReasonMissing) else None, str(why_refused(type(refusal))))
            return self._page(form, status=NOT_DONE)
        messages.success(
            self.request,
            _("%(reference)s: %(decision)s.") % {"reference": self.object.reference, "decision": self.move.done},
        )
        say_when_letters_leave(self.request, [self.object])
        return redirect(self.address_of("inspect", self.object))

    def _say_full(self) -> HttpResponse:
        """Somebody took the last seat, or seats are missing: the same form, with two ways on."""
        del self.places, self.moving
        self.__dict__.pop("without_seat", None)
        form = self._form(self.request.POST)
        form.is_valid()
        form.add_error(
            None, _("There are not enough free seats: choose one of the two ways below. Nothing was changed.")
        )
        return self._page(form, status=NOT_DONE)

    def _form(self, data: Any = None) -> DecisionForm:
        initial: dict[str, Any] = {"version": self.object.version, "seen": mark_of(self.object)}
        if self.person:
            initial["places"] = [self.person]
        return DecisionForm(
            data,
            to=self.move.to,
            choices=choices_of(self.moving, self.move.to),
            missing=max((one.missing for one in self.without_seat), default=0),
            named=len({place.attendee_id for place in self.places}) > 1,
            initial=initial,
        )

    def _page(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _conflict(self, form: DecisionForm | None, refusal: type[Refusal]) -> HttpResponse:
        """What changed since the reviewer looked, beside what they wanted; nothing was written."""
        self.object = self.get_object()
        places = places_of(self.object)
        context = self.get_context_data(
            form=None,
            places=places,
            moves=open_moves(places, self.object.desk),
            changes=history_since(self.object, form.cleaned_data.get("seen", "")) if form is not None else [],
            wanted=form.data.get("reason", "") if form is not None else "",
            explanation=why_refused(refusal),
            by_somebody=refusal is Stale,
        )
        return self.response_class(
            self.request, ["registrations/review/conflict.html"], context, status=CONFLICT, using=self.template_engine
        )

    def trail(self) -> list[dict[str, Any]]:
        return [
            {"url": self.address_of("inspect", self.object), "label": self.object.reference},
            {"url": "", "label": self.verb},
        ]

    def get_page_title(self) -> str:
        return f"{self.verb}: {self.object.reference}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        form = kwargs["form"]
        context.setdefault("places", self.places)
        context.update(
            object=self.object,
            move=self.move,
            verb=self.verb,
            person=self.person,
            moving=self.moving,
            without_seat=self.without_seat,
            may_wait=bool(movable([one.place for one in self.without_seat], State.WAITLISTED, self.object.desk)),
            inspect_url=self.address_of("inspect", self.object),
            decide_url=self.address_of("decide", self.object),
        )
        if form is not None:
            context.update(letter=self._letter(form), media=form.media)
        return context

    def _letter(self, form: DecisionForm) -> Preview | None:
        """The letter that would go out, as far as the form is filled in."""
        values = form.cleaned_data if form.is_bound else {}
        return preview(
            self.object,
            self.move.to,
            values.get("reason", ""),
            tells_reason=values.get("tells_reason", False),
            place_ids=form.place_ids if form.is_bound else form.suggested_ids,
        )
