"""The form that a visitor fills in: name, e-mail, sessions, the editor's questions, and what guards it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registrations.conf import app_settings
from registrations.domain.members import Role

from .blocks import EXPLANATION
from .inputs import NO, YES, email_input, field_maker, name_input

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.forms.boundfield import BoundField
    from django.utils.functional import Promise

    from .content import Question
    from .nomination import Nomination
    from .party import Party

SALT = "registrations.form"
HONEYPOT = "website"
MEMBER, PARTY = "member", "party"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the form in its order: a field, a group of fields, or the heading and text of an explanation."""

    kind: str
    field: BoundField | None = None
    heading: str = ""
    text: str = ""
    hint: str = ""
    language: str = ""
    fields: tuple[BoundField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """What a form was drawn from and when: signed into it, so that it can be sent once and not too quickly."""

    nonce: str
    desk: str
    digest: str
    drawn_at: float

    @classmethod
    def new(cls, *, desk: str, digest: str, now: datetime) -> Ticket:
        """A ticket for a form drawn now, with 128 random bits of nonce."""
        return cls(nonce=secrets.token_urlsafe(16), desk=desk, digest=digest, drawn_at=now.timestamp())

    @classmethod
    def read(cls, signed: str) -> Ticket | None:
        """The ticket of a form that comes back; None for one that is missing or not ours."""
        try:
            nonce, desk, digest, drawn_at = signing.loads(signed, salt=SALT)
            return cls(nonce=nonce, desk=desk, digest=digest, drawn_at=drawn_at)
        except (signing.BadSignature, ValueError, TypeError):
            return None

    def signed(self) -> str:
        """The ticket as the text of a hidden field."""
        return signing.dumps([self.nonce, self.desk, self.digest, self.drawn_at], salt=SALT)


class QuestionsForm(forms.Form):
    """A form made from frozen questions, in one language."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions

    def add_questions(self) -> None:
        """Put the fields of the questions after those that are there."""
        for question in self.questions:
            if (make := field_maker(question.kind)) is not None:
                self.fields[question.key] = make(
                    question, label=question.label, help_text=question.hint, required=question.required
                )

    @property
    def entries(self) -> list[Entry]:
        """What the template draws, in order: the questions and explanations."""
        shown = [one for one in self.questions if one.kind == EXPLANATION or one.key in self.fields]
        return [self._entry(question) for question in shown]

    def _entry(self, question: Question) -> Entry:
        if question.kind == EXPLANATION:
            return Entry(EXPLANATION, heading=question.label, text=question.text, language=question.language)
        return Entry("field", self[question.key], language=question.language)

    @property
    def answers(self) -> dict[str, Any]:
        """The answers by key, as they are stored: texts, numbers, ISO days, keys of options, true and false."""
        kinds = {question.key: question.kind for question in self.questions}
        found = {key: _stored(kinds[key], self.cleaned_data.get(key)) for key in self.fields if key in kinds}
        return {key: value for key, value in found.items() if value not in (None, "", [])}


class AnswersForm(QuestionsForm):
    """The answers of a registration, to be changed; `seen` is what tells them from those that stand by then."""

    def __init__(self, *args: Any, known: Mapping[str, Any], seen: str, **kwargs: Any) -> None:
        kinds = {question.key: question.kind for question in kwargs["questions"]}
        initial = {key: _typed(kinds.get(key, ""), value) for key, value in known.items()}
        super().__init__(*args, initial={**initial, "seen": seen}, **kwargs)
        self.add_questions()
        self.fields["seen"] = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())

    def see_anew(self, seen: str) -> None:
        """Let a bound form that is shown again go on from the answers that stand now."""
        renewed: Any = self.data
        renewed = renewed.copy()
        renewed[self.add_prefix("seen")] = seen
        self.data = renewed


class RegistrationForm(QuestionsForm):
    """A form made from frozen questions, in one language; `sessions` are (key, text) pairs to choose from, if any."""

    def __init__(
        self,
        *args: Any,
        questions: Sequence[Question],
        sessions: Iterable[tuple[str, str | Promise]] = (),
        ticket: Ticket,
        nomination: Nomination | None = None,
        party: Party | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, questions=questions, **kwargs)
        self.fresh_ticket = ticket
        self.nomination, self.party = nomination, party
        self.fields["name"], self.fields["email"] = name_input(), email_input()
        if nomination is not None:
            self.fields["name"].label = _("Your full name")
            self.fields["email"].label = _("Your e-mail")
            self.fields.update(nomination.fields())
        if party is not None:
            self.fields.update(party.fields())
        offered = list(sessions)
        if offered:
            self.fields["sessions"] = self._sessions_field(offered)
        self.add_questions()
        self.fields["ticket"] = forms.CharField(required=False, widget=forms.HiddenInput(), initial=ticket.signed())

    @staticmethod
    def _sessions_field(offered: list[tuple[str, str | Promise]]) -> forms.Field:
        return forms.MultipleChoiceField(
            label=_("What would you like to take part in?"),
            choices=offered,
            widget=forms.CheckboxSelectMultiple(),
            initial=[offered[0][0]] if len(offered) == 1 else [],
            error_messages={
                "required": _("Choose at least one session."),
                "invalid_choice": _("One of the sessions is not open any more. Choose among those shown."),
            },
        )

    @property
    def entries(self) -> list[Entry]:
        """What the template draws, in order: the fixed fields first, then the questions and explanations."""
        own = [Entry("field", self[name]) for name in ("name", "email")]
        sessions = [Entry("field", self["sessions"])] if "sessions" in self.fields else []
        return [*own, *self._companions(), *sessions, *self._members(), *super().entries]

    def _companions(self) -> list[Entry]:
        """The lines for those who come along, as one group."""
        if self.party is None:
            return []
        fields = tuple(self[name] for name in self.party.names)
        text = str(_("(optional)"))
        return [Entry(PARTY, heading=self.party.label, text=text, hint=self.party.hint, fields=fields)]

    def _members(self) -> list[Entry]:
        """The body and its members, each member a group."""
        if self.nomination is None:
            return []
        entries = [Entry("field", self["body"]), Entry("field", self["body_name"])]
        for role in Role:
            fields = tuple(self[name] for name in self.nomination.names(role, self.fields))
            optional = "" if self.nomination.must_be_named(role) else str(_("(optional)"))
            entries.append(Entry(MEMBER, heading=self.nomination.label(role), text=optional, fields=fields))
        return entries

    @property
    def website(self) -> dict[str, str]:
        """The trap for machines: a field that people neither see nor reach."""
        name = self.add_prefix(HONEYPOT)
        return {"html_name": name, "auto_id": str(self.auto_id) % name if self.auto_id else name}

    def clean(self) -> dict[str, Any]:
        """Check what guards the form. Raises ValidationError for a trap that is filled and a form that is too fast."""
        if self.data.get(self.add_prefix(HONEYPOT)):
            raise ValidationError(
                _("A hidden field was filled in, perhaps by your browser. Check the form and send it again."),
                code="trap",
            )
        ticket = self.ticket
        if ticket is None or ticket.desk != self.fresh_ticket.desk:
            self.renew()
            raise ValidationError(
                _("The form could not be recognised. What you wrote is kept: check it and send it again."),
                code="ticket",
            )
        age = datetime.now(UTC).timestamp() - ticket.drawn_at
        if age < app_settings.MINIMUM_SECONDS:
            raise ValidationError(
                _("The form came back very quickly. Check what you wrote and send it again."), code="quick"
            )
        if self.nomination is not None:
            self.nomination.check(self)
        if self.party is not None:
            self.party.check(self)
        return dict(self.cleaned_data)

    @property
    def ticket(self) -> Ticket | None:
        """The ticket that came back with the form."""
        return Ticket.read(str(self.data.get(self.add_prefix("ticket"), "")))

    def renew(self) -> None:
        """Give a bound form a fresh ticket for when it is shown again."""
        renewed: Any = self.data
        renewed = renewed.copy()
        renewed[self.add_prefix("ticket")] = self.fresh_ticket.signed()
        self.data = renewed


def _stored(kind: str, value: Any) -> Any:
    if kind == "yes_no":
        return None if not value else value == YES
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return list(dict.fromkeys(value))  # a forged form may tick an option twice
    return value


def _typed(kind: str, value: Any) -> Any:
    """A stored answer as a person would type or choose it."""
    if kind == "yes_no":
        return YES if value else NO
    if kind == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value
