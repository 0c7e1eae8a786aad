"""The form on which the link of an online meeting is kept: for the event, and for any session that has its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from wagtail.admin import messages

from registrations.conf import app_settings
from registrations.domain.joining import LinkFault, fault_of
from registrations.models import JoinLink
from registrations.services.actor import staff
from registrations.services.meetings import WayIn, keep_link
from registrations.text import has_controls, tidy_line, tidy_text

from .addresses import event_url
from .deciding import NOT_DONE
from .events import EventAction
from .permissions import CONFIGURE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

A_DAY = 24 * 60

FAULTS: dict[LinkFault, Promise] = {
    LinkFault.NOT_HTTPS: gettext_lazy(
        "The link must begin with https://. Copy it from the invitation of the meeting as it stands there."
    ),
    LinkFault.UNREADABLE: gettext_lazy(
        "This is not a whole link. Copy it again, alone: without blanks, quotes or the text around it."
    ),
    LinkFault.TOO_LONG: gettext_lazy("This is too long for a link. Copy it again, alone."),
}


class LinkForm(forms.Form):
    """The way into one meeting; without a link there is none."""

    url = forms.CharField(
        label=gettext_lazy("Link"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("As in the invitation of the meeting, beginning with https://. Empty: no link."),
    )
    passcode = forms.CharField(label=gettext_lazy("Passcode"), required=False, max_length=100)
    dial_in = forms.CharField(
        label=gettext_lazy("By telephone"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The number to call and what to press, for those who have no computer at hand."),
    )
    minutes_before = forms.IntegerField(
        label=gettext_lazy("Opens, minutes before the beginning"), required=False, min_value=0, max_value=A_DAY
    )

    def __init__(self, data: Any, *, prefix: str, heading: str, session_key: str, link: JoinLink | None) -> None:
        initial = {name: getattr(link, name) for name in self.base_fields} if link else {}
        super().__init__(data, prefix=prefix, initial=initial)
        self.heading, self.session_key, self.link = heading, session_key, link
        usual = gettext_lazy("Empty: %(minutes)s, as usual.") % {"minutes": app_settings.JOIN_MINUTES}
        self.fields["minutes_before"].help_text = usual

    def clean_url(self) -> str:
        """Say in words what is wrong with a link."""
        link: str = self.cleaned_data["url"]
        fault = fault_of(link) if link else None
        if fault is not None:
            raise forms.ValidationError(str(FAULTS[fault]))
        return link

    def clean_passcode(self) -> str:
        """On one line, and readable."""
        return _readable(tidy_line(self.cleaned_data["passcode"]))

    def clean_dial_in(self) -> str:
        """Tidied, and readable."""
        return _readable(tidy_text(self.cleaned_data["dial_in"]))

    def clean(self) -> dict[str, Any]:
        """What belongs to a link does not stand without one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not cleaned.get("url") and "url" not in self.errors and (cleaned.get("passcode") or cleaned.get("dial_in")):
            self.add_error("url", _("Give the link too, or empty the other fields."))
        return cleaned

    @property
    def way(self) -> WayIn | None:
        """The valid form as the services take it; None without a link."""
        return WayIn(**self.cleaned_data) if self.cleaned_data["url"] else None


@method_decorator(sensitive_post_parameters(), name="dispatch")
class MeetingView(EventAction):
    """Shows the links to those who keep them, and keeps what they send."""

    template_name = "registrations/review/meeting.html"
    http_method_names = ("get", "head", "post", "options")
    any_permission_required = (CONFIGURE,)
    action_label = gettext_lazy("Online meeting")

    @cached_property
    def link_forms(self) -> list[LinkForm]:
        """One form for the event, and one for each of its sessions."""
        links = {link.session_key: link for link in self.object.join_links.select_related("changed_by")}
        data = self.request.POST if self.request.method == "POST" else None
        sessions = self.object.pools.exclude(session_key="").order_by("begins_at", "pk")
        wanted = [("event", "", _("The whole event"))]
        wanted += [(f"session{pool.pk}", pool.session_key, pool.title) for pool in sessions]
        return [
            LinkForm(data, prefix=prefix, heading=heading, session_key=key, link=links.get(key))
            for prefix, key, heading in wanted
        ]

    @sensitive_variables()
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not all([form.is_valid() for form in self.link_forms]):  # noqa: C419 — every form shows its mistakes
            return self.render_to_response(self.get_context_data(**kwargs), status=NOT_DONE)
        now, by = timezone.now(), staff(request.user)
        kept = [
            keep_link(desk=self.object, session_key=form.session_key, way=form.way, by=by, now=now)
            for form in self.link_forms
        ]
        if any(kept):
            messages.success(request, _("What you have changed is kept."))
        else:
            messages.info(request, _("Nothing was different."))
        return redirect(event_url(self.object))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {
            **context,
            "object": self.object,
            "forms": self.link_forms,
            "event_url": event_url(self.object),
        }


def _readable(text: str) -> str:
    if has_controls(text):
        raise forms.ValidationError(_("Take out the characters that cannot be seen, and type the text again."))
    return text
