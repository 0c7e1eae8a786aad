"""One registration on one page: who, what was answered, where the places stand, what happened, which letters went."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail_modeladmin.helpers import AdminURLHelper

from registrations.domain.errors import MoveNotAllowed, Stale
from registrations.domain.states import VERIFIED_LIVE
from registrations.models import Message, Notice, Registration, StaffNote
from registrations.queries.answers import answers_of, former_answers_of
from registrations.queries.standing import rank
from registrations.services.actor import staff
from registrations.services.asking import ask
from registrations.services.noting import add_note

from .bridge import ModelAdminBridge
from .columns import FATE_KINDS, masked
from .deciding import ObjectPage
from .forms import NoteForm, QuestionForm
from .history import history_of
from .members import members_context
from .moves import open_moves, places_of, why_refused

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class InspectRegistration(ObjectPage):
    """Everything that the desk knows about one registration, and the buttons of the decisions open now."""

    template_name = "registrations/review/inspect.html"
    http_method_names = ("get", "head", "options")
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
            "places": [(place, rank(place)) for place in places],
            "moves": open_moves(places),
            "decide_url": self.address_of("decide", self.object),
            "ask_url": self.address_of("ask", self.object) if self.object.state in VERIFIED_LIVE else "",
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
        }


class AskApplicant(ModelAdminBridge, PermissionCheckedMixin, View):
    """Sends a question to the applicant, and goes back to the registration."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        registration = self.get_object()
        form = QuestionForm(request.POST)
        if form.is_valid():
            try:
                ask(registration=registration, by=staff(request.user), now=timezone.now(), **form.cleaned_data)
                messages.success(request, _("The question is on its way by letter."))
            except (Stale, MoveNotAllowed) as refusal:
                messages.error(request, str(why_refused(type(refusal))))
        else:
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(self.address_of("inspect", registration) + "#messages")


class AddNote(ModelAdminBridge, PermissionCheckedMixin, View):
    """Keeps a remark, and goes back to the registration."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        registration = self.get_object()
        form = NoteForm(request.POST)
        if form.is_valid():
            text = form.cleaned_data["text"]
            add_note(registration=registration, text=text, by=staff(request.user), now=timezone.now())
            messages.success(request, _("The note is kept."))
        else:
            messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(self.address_of("inspect", registration) + "#notes")
