"""One registration on one page: who, what was answered, where the places stand, what happened, which letters went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.domain.errors import AlreadyRegistered, Refusal, TooManyAttempts
from registrations.domain.states import LIVE, State
from registrations.models import Message, Notice, Registration, StaffNote
from registrations.queries.answers import answers_of, former_answers_of
from registrations.queries.standing import rank
from registrations.services.actor import staff
from registrations.services.asking import ask, may_be_asked
from registrations.services.noting import add_note
from registrations.services.readdressing import readdress, send_link

from .columns import FATE_KINDS, masked
from .deciding import NOT_DONE, ObjectPage
from .forms import CorrectAddressForm, NoteForm, QuestionForm
from .history import history_of
from .members import members_context
from .moves import open_moves, places_of, why_refused

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django.utils.functional import Promise

    from registrations.models import Place


class InspectRegistration(ObjectPage):
    """Everything that the desk knows about one registration, and the buttons of the decisions open now."""

    template_name = "registrations/review/inspect.html"
    http_method_names: tuple[str, ...] = ("get", "head", "options")
    object: Registration

    def objects_to_inspect(self) -> QuerySet[Registration]:
        letters = Prefetch("notices", queryset=Notice.objects.order_by("-created_at", "-pk"))
        notes = Prefetch("staff_notes", queryset=StaffNote.objects.select_related("author").order_by("pk"))
        talk = Prefetch("messages", queryset=Message.objects.select_related("author").order_by("pk"))
        together = self.in_scope.select_related("desk", "questionnaire", "privacy_notice__notice", "organisation")
        return together.prefetch_related(letters, notes, talk)

    def get_page_title(self) -> str:
        return self.object.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        places = places_of(self.object)
        form, letters = NoteForm(), AdminURLHelper(Notice)
        return {
            **context,
            "object": self.object,
            "places": [(place, rank(place), self._cancel_url(place)) for place in places],
            "several": len({place.attendee_id for place in places}) > 1,
            "moves": open_moves(places, self.object.desk),
            "decide_url": self.address_of("decide", self.object),
            "ask_url": self.address_of("ask", self.object) if may_be_asked(self.object) else "",
            "again_url": self.address_of("again", self.object) if self.object.state in LIVE else "",
            "address_url": self.address_of("address", self.object) if self.object.state in LIVE else "",
            "address_form": CorrectAddressForm(initial={"version": self.object.version}),
            "question_form": QuestionForm(initial={"version": self.object.version}),
            "former_answers": former_answers_of(self.object, get_language() or "en"),
            "note_url": self.address_of("note", self.object),
            "language": dict(settings.LANGUAGES).get(self.object.language, self.object.language),
            "answers": answers_of(self.object, get_language() or "en"),
            "history": history_of(self.object),
            "letters": [
                {
                    "letter": letter,
                    "url": letters.get_action_url("inspect", letter.pk),
                    "kind": FATE_KINDS[letter.state],
                    "error": masked(letter.error),
                    "when": letter.sent_at or letter.created_at,
                }
                for letter in self.object.notices.all()
            ],
            **members_context(self.object, self.address_of("members", self.object)),
            "note_form": form,
            "media": form.media,
            **kwargs,
        }

    def _cancel_url(self, place: Place) -> str:
        """Where the place of one person is cancelled; empty for one that is over."""
        if place.state not in LIVE:
            return ""
        return f"{self.address_of('decide', self.object)}?to={State.CANCELLED}&place={place.pk}"


class WriteHere(InspectRegistration):
    """A form of that page: kept, it leads back there; refused, the page comes back with what was typed."""

    http_method_names = ("post",)
    form_class: type[forms.Form]
    form_name: str
    panel: str
    refusals: ClassVar[dict[type[Refusal], Promise]] = {}
    """What is said of a refusal here, where the desk says something else elsewhere."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        form = self.form_class(request.POST)
        if form.is_valid():
            try:
                messages.success(request, self.keep(form.cleaned_data))
                return redirect(f"{self.address_of('inspect', self.object)}#{self.panel}")
            except Refusal as refusal:
                form.add_error(None, str(self.refusals.get(type(refusal)) or why_refused(type(refusal))))
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        self.object = self.get_object()
        form.data = {**request.POST.dict(), "version": self.object.version}
        return self.render_to_response(self.get_context_data(**{self.form_name: form}), status=NOT_DONE)

    def keep(self, values: dict[str, Any]) -> str:
        """Keep what was written; returns what to say about it. Raises a Refusal where it cannot be kept."""
        raise NotImplementedError


class AskApplicant(WriteHere):
    """Sends a question to the applicant."""

    form_class, form_name, panel = QuestionForm, "question_form", "messages"

    def keep(self, values: dict[str, Any]) -> str:
        ask(registration=self.object, by=staff(self.request.user), now=timezone.now(), **values)
        return _("The question is on its way by letter.")


class AddNote(WriteHere):
    """Keeps a remark of staff."""

    form_class, form_name, panel = NoteForm, "note_form", "notes"

    def keep(self, values: dict[str, Any]) -> str:
        add_note(registration=self.object, text=values["text"], by=staff(self.request.user), now=timezone.now())
        return _("The note is kept.")


class SendAgain(WriteHere):
    """Sends the letter with the personal link once more."""

    form_class, form_name, panel = forms.Form, "again_form", "letters"
    refusals: ClassVar = {
        TooManyAttempts: gettext_lazy("This address has had several letters within the hour. Try again later."),
    }

    def keep(self, values: dict[str, Any]) -> str:
        send_link(registration=self.object, by=staff(self.request.user), now=timezone.now())
        return _("The letter with the link is on its way.")


class CorrectAddress(WriteHere):
    """Puts another address in the place of a mistyped one."""

    form_class, form_name, panel = CorrectAddressForm, "address_form", "person"
    refusals: ClassVar = {
        AlreadyRegistered: gettext_lazy("Somebody is registered for this event with that address already."),
    }

    def keep(self, values: dict[str, Any]) -> str:
        if readdress(registration=self.object, by=staff(self.request.user), now=timezone.now(), **values):
            return _("The address is corrected. A letter is on its way to it.")
        return _("That is the address it has already: nothing was changed, and no letter was sent.")
