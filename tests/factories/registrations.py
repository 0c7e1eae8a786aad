"""Desks, pools and people for tests: written as publishing and the front door would have written them.

desk = make_desk(capacity=1, waiting_list=True)
registration = sign_up(desk)          # its address is not confirmed yet
confirm(registration)                 # accepted, waitlisted or in review, as the rules say
registration = seated(desk)           # both at once
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from registrations.domain.digests import digest_of
from registrations.domain.rules import Mode
from registrations.models import Desk, Notice, Questionnaire, Registration, SeatPool
from registrations.services.registering import Submission, register
from registrations.services.verifying import verify

_number = count(1)


def soon(days: float = 0, hours: float = 0) -> datetime:
    """An instant from now, by the clock that the product reads."""
    return datetime.now(UTC) + timedelta(days=days, hours=hours)


def make_desk(*, sessions: Iterable[str] = (), **facts: Any) -> Desk:
    """An open desk without a page: unlimited seats, no waiting list, no review, addresses are verified.

    `sessions` are titles: each gets a pool of its own with the key of the same name; without them, one pool for all.
    """
    begins_at = facts.pop("begins_at", soon(days=30))
    desk = Desk.objects.create(
        **{
            "translation_key": uuid.uuid4(),
            "tree_path": "/1/2/",
            "is_published": True,
            "mode": Mode.HERE,
            "title": "Workshop on plain language",
            "begins_at": begins_at,
            "ends_at": begins_at + timedelta(hours=3) if begins_at else None,
            "venue": "Town hall",
            "address": "1 Main Street",
            **facts,
        }
    )
    for title in sessions or [""]:
        make_pool(desk, session_key=title, title=title)
    return desk


def make_pool(desk: Desk, **facts: Any) -> SeatPool:
    """A pool with the seats of the desk."""
    seats = {"capacity": desk.capacity, "ceiling": desk.capacity}
    return SeatPool.objects.create(desk=desk, **{**seats, **facts})


def make_questionnaire(desk: Desk, *labels: str) -> Questionnaire:
    """A frozen questionnaire of short questions; their keys are the labels."""
    questions = [{"key": label, "kind": "short_text", "words": {"el": {"label": label}}} for label in labels]
    content = {"language": "el", "questions": questions}
    return Questionnaire.objects.create(desk=desk, digest=digest_of(content), content=content)


def submission(**facts: Any) -> Submission:
    """A valid form of a new person."""
    number = next(_number)
    return Submission(
        **{
            "name": f"Person {number}",
            "email": f"person{number}@example.org",
            "language": "en",
            "nonce": uuid.uuid4().hex,
            **facts,
        }
    )


def sign_up(desk: Desk, *, now: datetime | None = None, **facts: Any) -> Registration:
    """A registration that came through the front door; `facts` are those of the form."""
    return register(desk=desk, submission=submission(**facts), now=now or datetime.now(UTC))


def confirm(registration: Registration, *, now: datetime | None = None) -> Registration:
    """The person presses the button behind the first letter."""
    return verify(registration=registration, now=now or datetime.now(UTC))


def seated(desk: Desk, *, now: datetime | None = None, **facts: Any) -> Registration:
    """A registration whose address is confirmed: where it stands then is up to the rules and the seats."""
    registration = sign_up(desk, now=now, **facts)
    return confirm(registration, now=now) if desk.verify_address else registration


def letters_of(registration: Registration) -> list[Notice]:
    """What is owed to a person, oldest first."""
    return list(registration.notices.order_by("pk"))


def last_letter(registration: Registration) -> Notice:
    """The newest letter that is owed to a person."""
    return letters_of(registration)[-1]
