"""What can be refused, named for what is true; the doors turn each into a sentence for its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from .states import ActorKind, State


class Refusal(Exception):
    """Something that was asked for cannot be done; nothing was changed."""


class NotHere(Refusal):
    """The page takes no registrations with a form of ours (elsewhere, none, or not published)."""


class NotYetOpen(Refusal):
    """The window has not opened; `opens_at` is a UTC instant."""

    def __init__(self, opens_at: datetime) -> None:
        super().__init__(f"opens at {opens_at.isoformat()}")
        self.opens_at = opens_at


class Closed(Refusal):
    """The window is over."""


class Full(Refusal):
    """No seat is free, and the rules offer no waiting list."""


class TooFewSeats(Full):
    """Seats are free, or may come free, but not for all who come together.

    `wanted` are theirs, `free` those that are left (a visitor is told of some that are held for others, too), `seats`
    all that there are; `where` is the session, if any.
    """

    def __init__(self, *, wanted: int, free: int, seats: int, where: str = "") -> None:
        super().__init__(f"{wanted} wanted, {free} of {seats} free")
        self.wanted, self.free, self.seats, self.where = wanted, free, seats, where


class PartyTooLarge(Refusal):
    """More people are named than one registration may have: `most`."""

    def __init__(self, most: int) -> None:
        super().__init__(f"at most {most}")
        self.most = most


class AlreadyRegistered(Refusal):
    """A live registration of the same person stands at this desk."""


class BodyMissing(Refusal):
    """The desk takes one registration per body, and none is named."""


class NotTwoPeople(Refusal):
    """The regular and the alternate member are one person."""


class MemberGone(Refusal):
    """The member is not one any more: replaced, or declined."""


class FormChanged(Refusal):
    """The questions changed while the person was filling them in."""


class NoticeChanged(FormChanged):
    """The wording about personal data changed meanwhile, and the questions did not."""


class TooManyAttempts(Refusal):
    """The limit of attempts per network address is reached."""


class Stale(Refusal):
    """Somebody else changed the record since it was read."""


class ReasonMissing(Refusal):
    """The move needs a written reason."""


class LinkDead(Refusal):
    """A personal link is unknown, used, expired or somebody else's: they all look the same."""


class NothingAsked(Refusal):
    """No question waits for an answer."""


class NotExpected(Refusal):
    """Nobody is expected at this place: it is not accepted, so no presence is noted for it."""


class NothingToJoin(Refusal):
    """There is no online meeting to join with this place now: not accepted, no link, too early or over."""


class MoveNotAllowed(Refusal):
    """The graph of states has no such move for this actor."""

    def __init__(self, *, start: State | None, to: State, by: ActorKind) -> None:
        super().__init__(f"{start or 'nothing'} -> {to} is not open to {by}")
        self.start, self.to, self.by = start, to, by
