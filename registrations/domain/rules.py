"""What an editor decides about a registration, as one frozen value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules of one desk. Instants are UTC; `capacity` counts seats, None means no limit.

    `by_month`: the window opens and closes with whole months, and is told so.
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
