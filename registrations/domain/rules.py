"""What an editor decides about a registration, as one frozen value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MOST_SEATS = 100_000
"""As many seats as an event or a session may have: more is a slip of the hand, and far more breaks a database."""


class Mode(StrEnum):
    """Where people register: with our form, in another system, or not at all (open attendance)."""

    HERE = "here"
    ELSEWHERE = "elsewhere"
    NONE = "none"


class PersonKey(StrEnum):
    """What makes two registrations the same person's, or the same body's: one live registration per desk and key."""

    EMAIL = "email"
    EMAIL_AND_NAME = "email_and_name"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


class Edits(StrEnum):
    """Until when people may change their answers: never, while registration is open, or until some time before."""

    NO = "no"
    WHILE_OPEN = "while_open"
    BEFORE_BEGIN = "before_begin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one desk. Instants are UTC; `capacity` counts seats, None means no limit.

    `party_size`: how many people one registration may have at most. `offer_hours`: for so long a freed seat
    is offered to the first in line; None gives it to them at once. `edit_hours`: how long before the beginning answers
    can still be changed; `edits_reviewed`: a change puts an accepted application back under review.
    `remind_hours`: how long before the beginning people are reminded, None for never; `thanks`: they get a letter
    afterwards.
    """

    mode: Mode = Mode.NONE
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    by_month: bool = False
    capacity: int | None = None
    waiting_list: bool = False
    needs_review: bool = False
    applications_hold_seats: bool = False
    verify_address: bool = True
    person_key: PersonKey = PersonKey.EMAIL
    party_size: int = 1
    offer_hours: int | None = None
    edits: Edits = Edits.WHILE_OPEN
    edit_hours: int = 0
    edits_reviewed: bool = False
    remind_hours: int | None = None
    thanks: bool = False
