"""The changes of events: what was published differently, who said what it means, and the button that announces it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column

from registrations.domain.changes import ChangeKind, Facts, Nature, changes_between
from registrations.domain.errors import ReasonMissing, Stale
from registrations.models import DeskChange
from registrations.models.change import OTHER
from registrations.models.labels import EVENT_STATUS_LABELS, NATURE_KINDS, language_name
from registrations.notices.change_preview import languages_of, preview_change
from registrations.notices.context import occasion_when, when_text
from registrations.services.actor import staff
from registrations.services.announcing import announce, people_to_tell

from .columns import NameColumn, TagColumn, received
from .deciding import NOT_DONE, ObjectPage
from .filters import ChangeFilters
from .listing import DeskListing

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

PREVIEW = "preview"


def _nature_kind(change: DeskChange) -> str:
    return NATURE_KINDS[Nature(change.nature)]


def _event(change: DeskChange) -> str:
    return change.desk.title


class ChangeIndex(DeskListing):
    """All changes of the events in scope, newest first."""

    filterset_class = ChangeFilters
    template_name = "registrations/review/letters.html"
    page_title = _("Changes of events")
    is_searchable = False

    def get_base_queryset(self) -> QuerySet[DeskChange]:
        return self.in_scope.select_related("desk")

    def find(self, queryset: QuerySet[DeskChange], wanted: str) -> QuerySet[DeskChange]:
        """By the title of the event."""
        return queryset.filter(desk__title__icontains=wanted)

    @cached_property
    def columns(self) -> list[Any]:
        title = self._get_title_column_class(NameColumn)
        return [
            title("what", accessor=_event, label=_("Event"), get_url=self.get_inspect_url),
            Column("kinds", label=_("What changed"), accessor="what"),
            TagColumn("nature", label=_("What it means"), accessor="nature_label", kind=_nature_kind),
            Column("letters", label=_("Letters"), classname="rg-wide"),
            Column("created_at", label=_("Published"), accessor=received, sort_key="created_at", classname="rg-wide"),
        ]


class AnnounceForm(forms.Form):
    """What pending changes mean, and why, in each language that somebody reads."""

    nature = forms.ChoiceField(
        label=_("What the change means"),
        choices=[
            (Nature.MOVED.value, _("A real change: people get the letter below, and the page shows the old value too")),
            (Nature.CORRECTION.value, _("A correction: nobody is told")),
        ],
        widget=forms.RadioSelect,
        initial=Nature.MOVED.value,
    )

    def __init__(self, *args: Any, languages: list[str], reasons: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for language in languages:
            self.fields[f"reason_{language}"] = forms.CharField(
                label=_("Reason (%(language)s)") % {"language": language_name(language)},
                required=False,
                max_length=600,
                initial=reasons.get(language, ""),
                widget=forms.Textarea(attrs={"rows": 3, "lang": language}),
            )

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons that were written, by language."""
        values = getattr(self, "cleaned_data", {})
        typed = {language: values.get(f"reason_{language}", "").strip() for language in self.languages}
        return {language: reason for language, reason in typed.items() if reason}

    def clean(self) -> dict[str, Any]:
        """A letter needs its reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("nature") == Nature.MOVED and not self.reasons and self.languages:
            self.add_error(f"reason_{self.languages[0]}", _("Say why: it stands on the page and in the letters."))
        return cleaned


class InspectChange(ObjectPage):
    """One change: before and after, the reason, who and when; where nobody has announced it yet, the way to do so."""

    template_name = "registrations/review/change.html"
    http_method_names = ("get", "head", "post", "options")
    object: DeskChange

    def objects_to_inspect(self) -> QuerySet[DeskChange]:
        return self.in_scope.select_related("desk__site", "user", "settled_by")

    def get_page_title(self) -> str:
        return self.object.what

    def trail(self) -> list[dict[str, Any]]:
        return [{"url": "", "label": self.object.desk.title}]

    @cached_property
    def pending(self) -> list[DeskChange]:
        """The changes of the event that nobody has announced, oldest first."""
        return list(self.object.desk.changes.filter(nature=Nature.PENDING).select_related("desk").order_by("pk"))

    @property
    def may_announce(self) -> bool:
        """Whether this is the newest of what was not announced: older ones are told together with it."""
        return bool(self.pending) and self.pending[-1].pk == self.object.pk

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self._form() if self.may_announce else None)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.may_announce:
            return self._refuse()
        form = self._form(request.POST)
        if not form.is_valid():
            return self._page(form, status=NOT_DONE)
        if PREVIEW in request.POST:
            return self._page(form)
        nature = Nature(form.cleaned_data["nature"])
        try:
            done = announce(
                change=self.object, nature=nature, reasons=form.reasons, by=staff(request.user), now=timezone.now()
            )
        except Stale:
            return self._refuse()
        except ReasonMissing:
            form.add_error(None, _("Nobody is left to tell: keep it as a correction."))
            return self._page(form, status=NOT_DONE)
        if nature is Nature.MOVED:
            words = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", done.letters)
            messages.success(request, words % {"number": done.letters})
        else:
            messages.success(request, _("Kept as a correction: nobody is told."))
        return redirect(self.address_of("inspect", self.object))

    def _refuse(self) -> HttpResponse:
        messages.error(self.request, _("Somebody has said so already, or the event changed again. Nothing was sent."))
        return redirect(self.address_of("inspect", self.object))

    def _form(self, data: Any = None) -> AnnounceForm:
        desk = self.object.desk
        known = {language: self.object.reason_in(language) for language in languages_of(desk)}
        return AnnounceForm(data, languages=list(known), reasons=known)

    def _page(self, form: AnnounceForm | None, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _supposed(self, form: AnnounceForm) -> DeskChange:
        """All that was not announced as one change, with the reasons as typed."""
        first, last = self.pending[0], self.pending[-1]
        kinds = changes_between(first.old, last.new)
        return DeskChange(
            desk=last.desk,
            kinds=sorted(kinds),
            before=first.before,
            after=last.after,
            nature=Nature.PENDING,
            reasons=form.reasons if form.is_bound else last.reasons,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        change, form = self.object, kwargs["form"]
        if form is not None:
            supposed = self._supposed(form)
            letters = preview_change(supposed) if supposed.kinds else []
            context.update(letters=letters, people=people_to_tell(change.desk).count(), media=form.media)
        return {
            **context,
            "object": change,
            "nature_kind": _nature_kind(change),
            "rows": _rows(change),
            "reasons": [(_language(code), text) for code, text in change.reasons.items()],
            "newer": self.pending[-1] if change.is_pending and not self.may_announce else None,
            "newer_url": self.address_of("inspect", self.pending[-1]) if self.pending else "",
        }


def _language(code: str) -> str:
    return str(_("other languages")) if code == OTHER else language_name(code)


def _rows(change: DeskChange) -> list[tuple[str, str, str]]:
    """What changed as (what, before, after), in words."""
    old, new, kinds = change.old, change.new, change.kind_set
    language = get_language() or "en"
    rows = []
    if kinds & {ChangeKind.CANCELLED, ChangeKind.POSTPONED, ChangeKind.RESUMED}:
        labels = EVENT_STATUS_LABELS
        rows.append((str(_("Held")), str(labels[old.status]), str(labels[new.status])))
    if ChangeKind.DATE in kinds:
        rows.append((str(_("When")), occasion_when(old, language), occasion_when(new, language)))
    if ChangeKind.VENUE in kinds:
        rows.append((str(_("Where")), _where(old), _where(new)))
    if ChangeKind.DEADLINE in kinds:
        zones = (old.closes_at, old.zone), (new.closes_at, new.zone)
        before, after = (when_text(moment, None, zone, language) for moment, zone in zones)
        rows.append((str(capfirst(_("deadline"))), before, after))
    return rows


def _where(facts: Facts) -> str:
    return ", ".join(part for part in (facts.venue, facts.address) if part)
