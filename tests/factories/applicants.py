"""Many people at a desk, for what must cost the same with many as with few.

The first of them signs up through the services; the others are copies of those rows, a statement for each table.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import UTC, datetime, timedelta

from registrations.domain.references import new_reference
from registrations.models import Attendee, Desk, Place, Registration
from registrations.models.registration import new_secret
from registrations.services.registering import search_text
from tests.factories.registrations import seated

START = datetime(2026, 1, 1, tzinfo=UTC)


def applicants(desk: Desk, number: int) -> None:
    """Let `number` people in, "Person 000" and so on, three of them in each microsecond."""
    known = desk.registrations.count()
    first = seated(desk)
    attendee, place = first.attendees.get(), first.places.get()
    people = [_copied(first, known + index, index) for index in range(number)]
    Registration.objects.bulk_create(people)
    attendees = [_like(attendee, registration=one, name=one.name, email=one.email) for one in people]
    Attendee.objects.bulk_create(attendees)
    Place.objects.bulk_create([_like(place, registration=one.registration, attendee=one) for one in attendees])
    first.notices.all().delete()
    first.delete()


def _copied(first: Registration, number: int, index: int) -> Registration:
    name, email, reference = f"Person {number:03}", f"crowd{number}@example.org", new_reference(secrets.randbelow)
    return _like(
        first,
        name=name,
        email=email,
        reference=reference,
        uuid=uuid.uuid4(),
        nonce=uuid.uuid4().hex,
        secret=new_secret(),
        person_key=email,
        search_text=search_text(name, email, reference),
        created_at=START + timedelta(microseconds=index // 3),
    )


def _like(row: Registration | Attendee | Place, **facts: object) -> object:
    """A row that is not stored yet, like another one but for these facts."""
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    copy = type(row)(**kept)
    for name, value in facts.items():
        setattr(copy, name, value)
    return copy
