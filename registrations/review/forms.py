"""What staff fill in at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from registrations.domain.states import State
from registrations.models.labels import state_label
from registrations.questions.inputs import EmailInput
from registrations.services.reviewing import Decision
from registrations.text import has_controls, tidy_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from registrations.models import Place

LONGEST_REASON = 2_000
MOST_SEATS_AT_ONCE = 1_000


class TextForStaff(forms.CharField):
    """A few lines, tidied; characters that break spreadsheets and letters are refused."""

    widget = AdminAutoHeightTextInput

    def to_python(self, value: Any) -> str:
        """Tidied before its length is looked at: browsers send each line break as two characters."""
        return tidy_text(super().to_python(value) or "")

    def validate(self, value: str) -> None:
        super().validate(value)
        if has_controls(value):
            raise forms.ValidationError(_("Take out the characters that cannot be seen, and type the text again."))


class NoteForm(forms.Form):
    """A remark about a registration."""

    text = TextForStaff(label=_("New note"), max_length=LONGEST_REASON, help_text=_("Only staff of this desk see it."))


class CorrectAddressForm(forms.Form):
    """Another address for a registration, by somebody who had read this version."""

    version = forms.IntegerField(widget=forms.HiddenInput({"id": "id_address_version"}), min_value=0, max_value=2**31)
    email = EmailInput(
        label=_("Right address"),
        help_text=_(
            "All links that were sent so far stop working. The new address gets a letter, and its owner confirms it. "
            "Places stay as they are."
        ),
    )


class QuestionForm(forms.Form):
    """A question to the applicant, by somebody who had read this version."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    text = TextForStaff(
        label=_("Question to the applicant"),
        max_length=LONGEST_REASON,
        help_text=_("Goes out by letter. The answer comes on the personal page, and is shown here."),
    )


class ReasonForm(forms.Form):
    """Why, and whether the person is told why."""

    reason = TextForStaff(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        required=False,
        help_text=_("Kept in the history. The person reads it only if you tick the box below."),
    )
    tells_reason = forms.BooleanField(label=_("Tell the reason in the letter"), required=False)

    def clean(self) -> dict[str, Any]:
        """A letter cannot tell a reason that nobody wrote."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("tells_reason") and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Write the reason that the letter is to tell."))
        return cleaned


class DecisionForm(ReasonForm):
    """A decision on one registration, with what the reviewer had read when taking it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=100, required=False)
    places = forms.MultipleChoiceField(label=_("Sessions"), widget=forms.CheckboxSelectMultiple)
    raise_by = forms.IntegerField(
        label=_("Add seats"),
        min_value=1,
        max_value=MOST_SEATS_AT_ONCE,
        required=False,
        help_text=_("As many seats are added beyond the capacity, once, with your reason in the log."),
    )
    field_order = ("version", "seen", "places", "raise_by", "reason", "tells_reason")

    def __init__(
        self, *args: Any, to: State, choices: Sequence[Sequence[Place]], missing: int, named: bool, **kwargs: Any
    ) -> None:
        """`choices`: the places that move together; `missing` seats would have to be added; `named`: several people.

        One choice that is one of several people is shown too, for whoever decides to see whom it is about.
        """
        super().__init__(*args, **kwargs)
        self.to, self.all_choices = to, choices
        if len(choices) > 1 or (named and [len(party) for party in choices] == [1]):
            offered = [(str(party[0].pk), _party_words(party, named=named)) for party in choices]
            self.fields["places"].choices = offered  # type: ignore[attr-defined]  # a choice field
            self.fields["places"].label = _("Who of them") if named else _("Sessions")
            together = [party for party in choices if not party[0].attendee.has_left] or choices
            self.initial.setdefault("places", [str(party[0].pk) for party in together])
        else:
            del self.fields["places"]
        if missing:
            self.initial.setdefault("raise_by", missing if missing > 1 else None)
        else:
            del self.fields["raise_by"]

    def clean(self) -> dict[str, Any]:
        """Seats are added only for a written reason."""
        cleaned = super().clean()
        if cleaned.get("raise_by") and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", _("Write why seats are added."))
        return cleaned

    @property
    def decision(self) -> Decision:
        """The valid form as the services take it."""
        return Decision(
            to=self.to,
            reason=self.cleaned_data["reason"],
            tells_reason=self.cleaned_data["tells_reason"],
            raise_by=self.cleaned_data.get("raise_by") or 0,
        )

    @property
    def place_ids(self) -> list[int]:
        """The places that were chosen; all that can move where there is no choice."""
        chosen = self.cleaned_data.get("places")
        meant = [party for party in self.all_choices if chosen is None or str(party[0].pk) in chosen]
        return [place.pk for party in meant for place in party]

    @property
    def suggested_ids(self) -> list[int]:
        """The places that are ticked before anybody has chosen."""
        ticked = self.initial.get("places")
        meant = [party for party in self.all_choices if ticked is None or str(party[0].pk) in ticked]
        return [place.pk for party in meant for place in party]


class BulkForm(ReasonForm):
    """A decision on several registrations; `seen` names those that were shown, each with its version."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def _party_words(party: Sequence[Place], *, named: bool) -> str:
    words = f"{party[0].pool} ({state_label(party[0].state)})"
    return f"{', '.join(place.attendee.name for place in party)} · {words}" if named else words
