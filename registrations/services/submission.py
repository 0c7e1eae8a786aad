"""A filled-in form as the services take it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from registrations.domain.members import Member, Role
from registrations.domain.people import body_key
from registrations.models import Organisation, PrivacyNoticeVersion, Questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLAIN = ("name", "email", "language", "nonce", "answers", "body_name")
_ROWS: dict[str, Any] = {
    "questionnaire": Questionnaire,
    "privacy_notice": PrivacyNoticeVersion,
    "organisation": Organisation,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A valid form: cleaned values, and what was shown when it was filled in. `email` is normalised.

    `companions` are the names of those who come along. Where a body names its `members`, name and e-mail are those of
    the contact person; `body_name` is the body as it was named, `organisation` its row where it is in the list.
    """

    name: str
    email: str
    language: str
    nonce: str
    answers: dict[str, Any] = field(default_factory=dict)
    session_keys: tuple[str, ...] = ("",)
    questionnaire: Questionnaire | None = None
    privacy_notice: PrivacyNoticeVersion | None = None
    organisation: Organisation | None = None
    body_name: str = ""
    members: tuple[Member, ...] = ()
    companions: tuple[str, ...] = ()

    @property
    def body(self) -> str:
        """What stands for the body; empty where people register for themselves."""
        return body_key(self.organisation.pk if self.organisation else None, self.body_name)

    def as_content(self) -> dict[str, Any]:
        """The form as plain data, with the keys of rows in place of rows."""
        rows = {name: getattr(self, name) for name in _ROWS}
        return {
            **{name: getattr(self, name) for name in _PLAIN},
            **{name: row.pk if row is not None else None for name, row in rows.items()},
            "session_keys": list(self.session_keys),
            "members": [asdict(member) for member in self.members],
            "companions": list(self.companions),
        }

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Submission:
        """The form that such data came from; a row that is gone meanwhile is none."""
        rows = {name: model.objects.filter(pk=content[name]).first() for name, model in _ROWS.items()}
        return cls(
            **{name: content[name] for name in _PLAIN},
            **rows,
            session_keys=tuple(content["session_keys"]),
            members=tuple(Member(**{**member, "role": Role(member["role"])}) for member in content["members"]),
            companions=tuple(content.get("companions", ())),  # forms of an hour ago may have none
        )
