"""Nominations for tests: a desk that takes one per body, and a body that names its members.

desk = make_network(world)
registration = name_members(desk, "Δήμος Αλκυόνας")
accept(registration)
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

from registrations.domain.members import Member, Role
from registrations.domain.rules import PersonKey
from registrations.domain.states import State
from registrations.models import Desk, Registration
from registrations.services.actor import Actor
from registrations.services.registering import Submission, register
from registrations.services.reviewing import Decision, decide
from registrations.services.verifying import verify
from tests.factories.registrations import make_desk
from tests.factories.staff import clerk

REGULAR = Member(role=Role.REGULAR, name="Ανθή Κρυφού", email="anthi@example.org", position="Προϊσταμένη")
ALTERNATE = Member(role=Role.ALTERNATE, name="Βίκτωρ Μυστικός", email="viktor@example.org", phone="210 000 0001")
SECRETS = (REGULAR.name, REGULAR.email, ALTERNATE.name, ALTERNATE.email)


def make_network(**facts: Any) -> Desk:
    """An open desk without a date that takes one nomination per body, reviewed by staff."""
    rules = {
        "person_key": PersonKey.ORGANISATION,
        "needs_review": True,
        "begins_at": None,
        "title": "Innovation network",
    }
    return make_desk(**{**rules, **facts})


def nomination(body: str = "Δήμος Αλκυόνας", **facts: Any) -> Submission:
    """A valid form of a body with both members; the contact person is neither."""
    form = {
        "name": "Κώστας Επαφής",
        "email": "contact@example.org",
        "language": "el",
        "nonce": uuid.uuid4().hex,
        "body_name": body,
        "members": (REGULAR, ALTERNATE),
    }
    return Submission(**{**form, **facts})


def name_members(desk: Desk, body: str = "Δήμος Αλκυόνας", **facts: Any) -> Registration:
    """A nomination whose contact person has confirmed the address: it waits for staff."""
    registration = register(desk=desk, submission=nomination(body, **facts), now=datetime.now(UTC))
    return verify(registration=registration, now=datetime.now(UTC))


def accept(registration: Registration, *, by: Actor | None = None) -> Registration:
    """Staff accept it."""
    return decide(
        registration=registration, decision=Decision(to=State.ACCEPTED), by=by or clerk(), now=datetime.now(UTC)
    )
