"""The screens on which staff word letters: a list of them, the words of one, how it reads, and a trial to oneself."""

from __future__ import annotations

import smtplib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Site

from registrations.domain.placeholders import IN_SUBJECTS, UnknownPlaceholder, check
from registrations.models import Desk, LetterWording, NoticeKind
from registrations.notices.samples import sample
from registrations.notices.trial import send_trial
from registrations.notices.wording import WORDED, StaffWords, allowed_in_opening
from registrations.services.actor import staff
from registrations.services.wording import word_letter

from .addresses import event_url
from .deciding import NOT_DONE
from .events import EventAction
from .permissions import CONFIGURE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from registrations.notices.previewing import Preview

TEMPLATE = "registrations/review/wording.html"
METHODS = ("get", "head", "post", "options")
SITE_URL_NAME = "registrations_wording_of_site"
_PERMISSION = "registrations.change_registrationsettings"
_MEANINGS = {
    "title": gettext_lazy("the title of the event"),
    "when": gettext_lazy("day and hours"),
    "where": gettext_lazy("the place"),
    "reference": gettext_lazy("the reference number"),
    "name": gettext_lazy("the name of the person"),
    "signature": gettext_lazy("who signs letters"),
}


class WordingForm(forms.Form):
    """Subject and opening of one letter; a word in braces that is not on the list is refused with the list."""

    subject = forms.CharField(
        label=gettext_lazy("Subject"), required=False, max_length=200, help_text=gettext_lazy("Empty: the usual one.")
    )
    opening = forms.CharField(
        label=gettext_lazy("Opening"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("In place of the first sentence. What must be told follows it in any case."),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_subject(self) -> str:
        return self._checked("subject", list(IN_SUBJECTS))

    def clean_opening(self) -> str:
        return self._checked("opening", list(allowed_in_opening(self.kind)))

    def _checked(self, field: str, allowed: list[str]) -> str:
        text: str = self.cleaned_data[field]
        try:
            check(text, allowed)
        except UnknownPlaceholder as problem:
            words = _("%(word)s stands for nothing here. You can use: %(allowed)s.")
            named = ", ".join(f"{{{name}}}" for name in allowed)
            raise forms.ValidationError(words % {"word": problem.word, "allowed": named}) from problem
        return text

    @property
    def words(self) -> StaffWords:
        """What was typed, where it can be used."""
        known = getattr(self, "cleaned_data", self.initial)
        return StaffWords(known.get("subject", ""), known.get("opening", ""))


class WordingScreen:
    """What both screens do: choose a letter, show how it reads, keep its words, go back to ours, send a trial."""

    request: HttpRequest
    about: Desk | Site
    back_url = ""

    @cached_property
    def kind(self) -> NoticeKind:
        """The letter that was chosen. Raises Http404 for one that is not worded."""
        wanted = self.request.GET.get("kind", WORDED[0])
        if wanted not in WORDED:
            raise Http404
        return NoticeKind(wanted)

    @cached_property
    def language(self) -> str:
        """The language that was chosen. Raises Http404 for one that the site does not speak."""
        wanted = self.request.GET.get("language", settings.LANGUAGES[0][0])
        if wanted not in dict(settings.LANGUAGES):
            raise Http404
        return str(wanted)

    @cached_property
    def known(self) -> dict[tuple[str, str], LetterWording]:
        """The words there are, by letter and language."""
        whose = {"desk": self.about} if isinstance(self.about, Desk) else {"site": self.about}
        return {(one.kind, one.language): one for one in LetterWording.objects.filter(**whose)}

    @cached_property
    def form(self) -> WordingForm:
        """As it was sent, or as the words stand."""
        words = self.known.get((self.kind, self.language))
        initial = {"subject": words.subject, "opening": words.opening} if words else {}
        data = self.request.POST if self.request.method == "POST" else None
        return WordingForm(data, kind=self.kind, initial=initial)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep, reset, send a trial, or only show how it would read."""
        here = redirect(f"{request.path}?{urlencode({'kind': self.kind, 'language': self.language})}")
        if "reset" in request.POST:
            self._keep(StaffWords())
            messages.success(request, _("The letter has its usual words again."))
            return here
        if not self.form.is_valid():
            return self._page(status=NOT_DONE)
        if "keep" in request.POST:
            self._keep(self.form.words)
            messages.success(request, _("The words are kept; letters that are sent from now on have them."))
            return here
        if "trial" in request.POST:
            self._send_trial()
        return self._page()

    def _page(self, status: int = 200) -> HttpResponse:
        page: HttpResponse = self.render_to_response(self.get_context_data(), status=status)  # type: ignore[attr-defined]  # the view's
        return page

    def _keep(self, words: StaffWords) -> None:
        word_letter(
            about=self.about,
            kind=self.kind,
            language=self.language,
            words=words,
            by=staff(self.request.user),
            now=timezone.now(),
        )

    def _send_trial(self) -> None:
        address = getattr(self.request.user, "email", "")
        if not address:
            messages.error(self.request, _("Your account has no address: give it one first."))
            return
        try:
            send_trial(self.letter, to=address)
        except (smtplib.SMTPException, OSError):
            messages.error(self.request, _("The mail server did not take the letter. Try again later."))
        else:
            messages.success(self.request, _("A trial was sent to you."))

    @property
    def letter(self) -> Preview:
        """The letter with these words, about this event or an invented one."""
        desk = self.about if isinstance(self.about, Desk) else None
        words = self.form.words if not self.form.is_bound or self.form.is_valid() else StaffWords()
        return sample(self.kind, self.language, desk=desk, words=words)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # the view that follows
        return {
            **context,
            "about": self.about,
            "is_site": isinstance(self.about, Site),
            "form": self.form,
            "kind_label": self.kind.label,
            "language_label": dict(settings.LANGUAGES)[self.language],
            "letters": self._letters(),
            "letter": self.letter,
            "is_own": (self.kind, self.language) in self.known,
            "placeholders": [(f"{{{name}}}", _MEANINGS[name]) for name in allowed_in_opening(self.kind)],
            "back_url": self.back_url,
        }

    def _letters(self) -> list[dict[str, Any]]:
        """Each letter with a link for each language."""
        return [
            {
                "label": kind.label,
                "links": [
                    {
                        "label": spoken,
                        "url": f"?{urlencode({'kind': kind, 'language': code})}",
                        "own": (kind, code) in self.known,
                        "here": (kind, code) == (self.kind, self.language),
                    }
                    for code, spoken in settings.LANGUAGES
                ],
            }
            for kind in WORDED
        ]


class WordingOfEvent(WordingScreen, EventAction):
    """The letters of one event."""

    template_name = TEMPLATE
    http_method_names = METHODS
    any_permission_required = (CONFIGURE,)
    action_label = gettext_lazy("Wording of letters")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.about = self.object
        self.back_url = event_url(self.object)


class WordingOfSite(WordingScreen, WagtailAdminTemplateMixin, TemplateView):
    """The letters of all events of a site; for those who may change the settings of registrations."""

    template_name = TEMPLATE
    http_method_names = METHODS
    page_title = gettext_lazy("Wording of letters")
    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(_PERMISSION):
            raise PermissionDenied
        self.about = get_object_or_404(Site, pk=kwargs["site"])
        self.back_url = reverse("wagtailsettings:edit", args=["registrations", "registrationsettings", self.about.pk])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "sites": self._sites()}

    def _sites(self) -> list[dict[str, Any]]:
        """The sites to choose from, each with this letter; empty where there is one."""
        chosen = urlencode({"kind": self.kind, "language": self.language})
        found = [
            {
                "label": str(site),
                "url": f"{reverse(SITE_URL_NAME, args=[site.pk])}?{chosen}",
                "here": site == self.about,
            }
            for site in Site.objects.order_by("-is_default_site", "hostname", "port")
        ]
        return found if found[1:] else []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.back_url, "label": _("registration settings")},
            {"url": "", "label": self.page_title},
        ]


def wording_urls() -> list[Any]:
    """The addresses of the site's screen."""
    return [path("registrations/wording/<int:site>/", WordingOfSite.as_view(), name=SITE_URL_NAME)]


def wording_menu_item(user: Any) -> MenuItem | None:
    """The entry that leads to the default site; the screen leads on to the others. None for who may not change them."""
    if not user.has_perm(_PERMISSION):
        return None
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        return None
    return MenuItem(
        gettext_lazy("Wording of letters"), reverse(SITE_URL_NAME, args=[site.pk]), icon_name="mail", order=950
    )
