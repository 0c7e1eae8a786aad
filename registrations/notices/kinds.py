"""The letters there are: the templates of each, which states it tells of, and whether it brings a calendar file."""

from __future__ import annotations

from dataclasses import dataclass

from registrations.domain.states import LIVE, VERIFIED_LIVE, State
from registrations.models import NoticeKind


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of letter. `tells` are the states of a place that the letter is true of."""

    name: NoticeKind
    tells: frozenset[State]
    calendar: bool = False

    @property
    def subject_template(self) -> str:
        """The template of the subject line."""
        return f"registrations/emails/{self.name.value}_subject.txt"

    @property
    def body_template(self) -> str:
        """The template of the text, which is the whole letter."""
        return f"registrations/emails/{self.name.value}_body.txt"


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(NoticeKind.VERIFY, frozenset({State.UNVERIFIED})),
        Kind(NoticeKind.RECEIVED, frozenset({State.IN_REVIEW}), calendar=True),
        Kind(NoticeKind.ACCEPTED, frozenset({State.ACCEPTED}), calendar=True),
        Kind(NoticeKind.WAITLISTED, frozenset({State.WAITLISTED}), calendar=True),
        Kind(NoticeKind.REJECTED, frozenset({State.REJECTED})),
        Kind(NoticeKind.CANCELLED, frozenset({State.CANCELLED}), calendar=True),
        Kind(NoticeKind.ALREADY_REGISTERED, VERIFIED_LIVE),
        Kind(NoticeKind.BODY_NAMED, LIVE),
        Kind(NoticeKind.NOMINATED, frozenset({State.ACCEPTED})),
        Kind(NoticeKind.MEMBER_DECLINED, VERIFIED_LIVE),
    )
}
"""Every kind of letter by its name."""
