"""The form on which staff say who is told of news at a desk: themselves, and a role mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from registrations.domain.people import NotAnAddress, normalise_email
from registrations.models import Rhythm, Right, Watcher, may_at_desk
from registrations.services.actor import staff
from registrations.services.watching import tell_mailbox, watch

from .addresses import event_url
from .deciding import NOT_DONE
from .events import EventAction
from .permissions import REVIEW

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_NEVER = [("", gettext_lazy("Not at all"))]


class NewsForm(forms.Form):
    """How soon I am told; and, for those who configure the desk, which mailbox is."""

    mine = forms.ChoiceField(
        label=gettext_lazy("Tell me"), required=False, choices=[*_NEVER, *Rhythm.choices], widget=forms.RadioSelect
    )
    mailbox = forms.CharField(
        label=gettext_lazy("Role mailbox"),
        required=False,
        help_text=gettext_lazy("For example that of the unit. Empty: none."),
    )
    rhythm = forms.ChoiceField(label=gettext_lazy("Tell the mailbox"), choices=Rhythm.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, may_configure: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_configure:
            del self.fields["mailbox"], self.fields["rhythm"]

    def clean_mailbox(self) -> str:
        """An address as all others are kept."""
        typed: str = self.cleaned_data["mailbox"].strip()
        if not typed:
            return ""
        try:
            return normalise_email(typed)
        except NotAnAddress as problem:
            raise forms.ValidationError(_("Enter an address such as name@example.gr.")) from problem


class NewsView(EventAction):
    """Shows who is told, and keeps what is sent."""

    template_name = "registrations/review/news.html"
    http_method_names = ("get", "head", "post", "options")
    any_permission_required = (REVIEW,)
    action_label = gettext_lazy("Letters to staff")

    @cached_property
    def may_configure(self) -> bool:
        return may_at_desk(self.request.user, self.object, Right.CONFIGURE)

    @cached_property
    def form(self) -> NewsForm:
        """As it was sent, or as things stand."""
        mine = Watcher.objects.filter(desk=self.object, user=self.request.user.pk).first()
        mailbox = Watcher.objects.filter(desk=self.object, user=None).first()
        initial = {
            "mine": mine.rhythm if mine else "",
            "mailbox": mailbox.mailbox if mailbox else "",
            "rhythm": mailbox.rhythm if mailbox else Rhythm.DAILY,
        }
        data = self.request.POST if self.request.method == "POST" else None
        return NewsForm(data, may_configure=self.may_configure, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(**kwargs), status=NOT_DONE)
        wanted, by, now = self.form.cleaned_data, staff(request.user), timezone.now()
        watch(desk=self.object, rhythm=Rhythm(wanted["mine"]) if wanted["mine"] else None, by=by, now=now)
        if self.may_configure:
            rhythm = Rhythm(wanted["rhythm"])
            tell_mailbox(desk=self.object, mailbox=wanted["mailbox"], rhythm=rhythm, by=by, now=now)
        messages.success(request, _("What you have changed is kept."))
        return redirect(event_url(self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "object": self.object,
            "form": self.form,
            "address": getattr(self.request.user, "email", ""),
            "event_url": event_url(self.object),
        }
