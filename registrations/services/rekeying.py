"""The rule on who is the same person changed: everybody at the desk is counted by the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from registrations.domain.errors import BodyMissing
from registrations.domain.people import body_key, person_key
from registrations.domain.states import LIVE
from registrations.models import Registration

if TYPE_CHECKING:
    from registrations.domain.rules import PersonKey

    from .desks import LockedDesk

_BATCH = 500
_READ = ("email", "name", "body_name", "organisation", "person_key", "state")


def rekey(under: LockedDesk) -> int:
    """Give every registration of a locked desk the key of the rule in force; returns how many changed.

    Where several live ones turn out to be one person's, all of them stay: the first holds the key, so that nobody
    registers again beside them, and the others have none. Old keys and new ones never look alike, so that no order of
    writing can break the rule of the database on the way.
    """
    rule, held, changed = under.desk.rules.person_key, set(), []
    people = Registration.objects.filter(desk=under.desk).only(*_READ)
    for registration in people.order_by("pk"):
        key = _key_of(registration, rule)
        if registration.state in LIVE:
            key = "" if key in held else key
            held.add(key)
        if key != registration.person_key:
            registration.person_key = key
            changed.append(registration)
    Registration.objects.bulk_update(changed, ["person_key"], batch_size=_BATCH)
    return len(changed)


def _key_of(registration: Registration, rule: PersonKey) -> str:
    """The key of one registration; none for a person who came without a body, where bodies are counted now."""
    body = body_key(registration.organisation_id, registration.body_name)
    try:
        return person_key(rule, email=registration.email, name=registration.name, body=body)
    except BodyMissing:
        return ""
