"""The members of a body at the desk: replaced, swapped, corrected, and the body found in the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from registrations.domain.errors import AlreadyRegistered, MemberGone, NotTwoPeople, Refusal, Stale
from registrations.domain.members import Member, Role, is_complete
from registrations.models import MemberChange
from registrations.models.labels import ACTOR_LABELS, staff_name
from registrations.queries.bodies import nominating_bodies, offered_bodies
from registrations.questions.inputs import EmailInput, PhoneInput, TextInput
from registrations.services.actor import staff
from registrations.services.nominating import DETAILS, correct_member, link_body, replace_member, swap_members

from .deciding import CONFLICT, NOT_DONE, ObjectPage
from .forms import LONGEST_REASON, TextForStaff

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import Promise

    from registrations.models import Attendee, Registration


class ChangeForm(forms.Form):
    """Why something is changed, and what the member of staff had read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    reason = TextForStaff(
        label=gettext_lazy("Reason"), max_length=LONGEST_REASON, help_text=gettext_lazy("Kept in the history.")
    )


class MemberForm(ChangeForm):
    """The details of a member."""

    name = TextInput(label=gettext_lazy("Full name"), max_length=200)
    email = EmailInput(
        label=gettext_lazy("E-mail"),
        help_text=gettext_lazy("A new address is written to, with the information of the law on personal data."),
    )
    position = TextInput(label=gettext_lazy("Position"), max_length=200, required=False)
    phone = PhoneInput(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of the letters"), required=False)
    field_order = ("version", *DETAILS, "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        languages = [("", _("That of the form")), *settings.LANGUAGES]
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # it is a choice field


class BodyForm(forms.Form):
    """The body of the list that a nomination is from."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    organisation = forms.ModelChoiceField(label=gettext_lazy("Body"), queryset=nominating_bodies())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = [("", "---------"), *offered_bodies()]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change with its words; `role`: whom it is about."""

    verb: Promise
    form: type[forms.Form]
    role: Role | None = None
    corrects: bool = False


CHANGES: dict[str, Change] = {
    "correct-regular": Change(
        verb=gettext_lazy("Correct the regular member"), form=MemberForm, role=Role.REGULAR, corrects=True
    ),
    "correct-alternate": Change(
        verb=gettext_lazy("Correct the alternate member"), form=MemberForm, role=Role.ALTERNATE, corrects=True
    ),
    "replace-regular": Change(verb=gettext_lazy("Name another regular member"), form=MemberForm, role=Role.REGULAR),
    "replace-alternate": Change(
        verb=gettext_lazy("Name another alternate member"), form=MemberForm, role=Role.ALTERNATE
    ),
    "swap": Change(verb=gettext_lazy("Swap the two members"), form=ChangeForm),
    "body": Change(verb=gettext_lazy("Choose the body in the list"), form=BodyForm),
}
"""What staff may change of a nomination, by the word in the address."""

_REFUSALS: dict[type[Refusal], Promise] = {
    NotTwoPeople: gettext_lazy("The two members cannot have one e-mail address."),
    AlreadyRegistered: gettext_lazy("This body has a nomination already."),
    MemberGone: gettext_lazy("The nomination is over, or the member is gone."),
    Stale: gettext_lazy("Somebody changed it while you were looking at it. Go back and look again."),
}


class ChangeMember(ObjectPage):
    """A page that asks, and a POST that changes."""

    template_name = "registrations/review/member.html"
    http_method_names = ("get", "head", "post", "options")
    object: Registration

    def objects_to_inspect(self) -> QuerySet[Registration]:
        return self.in_scope.select_related("desk", "organisation")

    @cached_property
    def wanted(self) -> str:
        """The change that is asked for. Raises Http404 for a word that is none, and where no body names members."""
        wanted = self.request.GET.get("do", "")
        sent = self.request.method == "POST" and self.object.is_nomination  # its refusal tells what closed meanwhile
        if wanted not in (CHANGES if sent else open_changes(self.object)):
            raise Http404
        return wanted

    @cached_property
    def change(self) -> Change:
        return CHANGES[self.wanted]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self._page(self.change.form(initial=self._initial()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.change.form(request.POST)
        if not form.is_valid():
            return self._page(form, status=NOT_DONE)
        try:
            self._do(form.cleaned_data)
        except (NotTwoPeople, AlreadyRegistered, MemberGone, Stale) as refusal:
            form.add_error(None, str(_REFUSALS[type(refusal)]))
            return self._page(form, status=CONFLICT if isinstance(refusal, Stale) else NOT_DONE)
        messages.success(request, _("%(reference)s: changed.") % {"reference": self.object.reference})
        return redirect(self.address_of("inspect", self.object) + "#members")

    def _do(self, values: dict[str, Any]) -> None:
        common: dict[str, Any] = {
            "registration": self.object,
            "by": staff(self.request.user),
            "now": timezone.now(),
            "version": values["version"],
        }
        if "organisation" in values:
            link_body(organisation=values["organisation"], **common)
        elif self.change.role is None:
            swap_members(reason=values["reason"], **common)
        else:
            member = Member(role=self.change.role, **{name: values[name] for name in DETAILS})
            service = correct_member if self.change.corrects else replace_member
            service(member=member, reason=values["reason"], **common)

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {"version": self.object.version, "organisation": self.object.organisation_id}
        if self.change.corrects:
            known = self.object.attendees.members().get(role=self.change.role)
            initial.update({name: getattr(known, name) for name in DETAILS})
        return initial

    def _page(self, form: forms.Form, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def trail(self) -> list[dict[str, Any]]:
        return [
            {"url": self.address_of("inspect", self.object), "label": self.object.reference},
            {"url": "", "label": str(self.change.verb)},
        ]

    def get_page_title(self) -> str:
        return f"{self.change.verb}: {self.object.reference}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(
            object=self.object,
            verb=self.change.verb,
            members=list(self.object.attendees.members()),
            action_url=f"{self.address_of('members', self.object)}?do={self.wanted}",
            inspect_url=self.address_of("inspect", self.object),
            media=context["form"].media,
        )
        return context


def open_changes(registration: Registration) -> list[str]:
    """The changes that a nomination allows as it stands, by the word in the address."""
    if not registration.is_nomination:
        return []
    named = {member.role for member in registration.attendees.members()}
    return [
        word
        for word, change in CHANGES.items()
        if (not change.corrects or change.role in named) and (word != "swap" or is_complete(named))
    ]


def members_context(registration: Registration, address: str) -> dict[str, Any]:
    """What the page of a registration shows of its members; nothing where people register for themselves."""
    if not registration.is_nomination:
        return {}
    everybody = list(registration.attendees.order_by("ended_at", "-role", "pk"))
    now = [person for person in everybody if person.ended_at is None]
    return {
        "members": now,
        "past_members": [person for person in everybody if person.ended_at is not None],
        "complete": is_complete({person.role for person in now}),
        "member_changes": [_told(change) for change in _changes(registration)],
        "changes": [(CHANGES[word].verb, f"{address}?do={word}") for word in open_changes(registration)],
    }


def _changes(registration: Registration) -> QuerySet[MemberChange]:
    changes = MemberChange.objects.filter(registration=registration)
    return changes.select_related("attendee", "successor", "user")


def _told(change: MemberChange) -> dict[str, Any]:
    people: list[Attendee] = [person for person in (change.attendee, change.successor) if person is not None]
    return {
        "what": change.get_kind_display(),
        "people": " → ".join(person.name for person in people),
        "before": ", ".join(str(value) for value in change.before.values() if value),
        "who": staff_name(change.user) if change.user is not None else ACTOR_LABELS[change.actor],  # type: ignore[index]  # a StrEnum's value
        "reason": change.reason,
        "at": change.at,
    }


def nominated(registration: Any) -> str:
    """The body and its members in one line for the list; empty where there are none. Needs prefetched attendees."""
    if not registration.is_nomination:
        return ""
    people = (f"{person.get_role_display()}: {person.name}" for person in current_members(registration))
    return " · ".join([registration.body, *people])


def current_members(registration: Any) -> list[Any]:
    """The members of today, the regular one first. Needs prefetched attendees."""
    found = [one for one in registration.attendees.all() if one.ended_at is None and one.role in set(Role)]
    return sorted(found, key=lambda one: one.role, reverse=True)
