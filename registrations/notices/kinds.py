"""The letters there are: the templates of each, which states it tells of, and whether it brings a calendar file."""

from __future__ import annotations

from dataclasses import dataclass

from registrations.domain.changes import IN_CALENDARS, ChangeKind, main_kind
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
        Kind(NoticeKind.OFFER, frozenset({State.OFFERED})),
        Kind(NoticeKind.OFFER_PASSED, frozenset({State.WAITLISTED, State.EXPIRED})),
        Kind(NoticeKind.CHANGED, VERIFIED_LIVE),
        Kind(NoticeKind.QUESTION, VERIFIED_LIVE),
        Kind(NoticeKind.ANSWER, VERIFIED_LIVE),
        Kind(NoticeKind.REJECTED, frozenset({State.REJECTED})),
        Kind(NoticeKind.CANCELLED, frozenset({State.CANCELLED}), calendar=True),
        Kind(NoticeKind.ALREADY_REGISTERED, VERIFIED_LIVE),
        Kind(NoticeKind.LINK, VERIFIED_LIVE),
        Kind(NoticeKind.BODY_NAMED, LIVE),
        Kind(NoticeKind.NOMINATED, frozenset({State.ACCEPTED})),
        Kind(NoticeKind.MEMBER_DECLINED, VERIFIED_LIVE),
        Kind(NoticeKind.EVENT_MOVED, VERIFIED_LIVE, calendar=True),
        Kind(NoticeKind.VENUE_CHANGED, VERIFIED_LIVE, calendar=True),
        Kind(NoticeKind.EVENT_CANCELLED, VERIFIED_LIVE, calendar=True),
        Kind(NoticeKind.REMINDER, frozenset({State.ACCEPTED})),
        Kind(NoticeKind.JOINING, frozenset({State.ACCEPTED})),
        Kind(NoticeKind.AFTERWARDS, frozenset({State.ACCEPTED})),
        Kind(NoticeKind.STAFF_NEWS, frozenset()),
    )
}
"""Every kind of letter by its name."""

HOLD_OUT_A_SEAT = frozenset(
    {
        NoticeKind.VERIFY,
        NoticeKind.RECEIVED,
        NoticeKind.ACCEPTED,
        NoticeKind.WAITLISTED,
        NoticeKind.ALREADY_REGISTERED,
        NoticeKind.OFFER,
    }
)
"""Letters that would raise hopes of an event that is cancelled meanwhile."""

UNCONFIRMED = frozenset({NoticeKind.VERIFY, NoticeKind.BODY_NAMED})
"""Letters to addresses that nobody has confirmed: they carry no words of a visitor."""

TO_STAFF = frozenset({NoticeKind.STAFF_NEWS})
"""Letters about a desk, to those who work there; they are about no registration."""

_OF_CHANGES = {ChangeKind.CANCELLED: NoticeKind.EVENT_CANCELLED, ChangeKind.VENUE: NoticeKind.VENUE_CHANGED}


def letter_of(kinds: frozenset[ChangeKind]) -> NoticeKind | None:
    """The kind of letter that tells of these changes of an event, by the heaviest; None for those that none tells."""
    told = kinds & IN_CALENDARS
    return _OF_CHANGES.get(main_kind(told), NoticeKind.EVENT_MOVED) if told else None
