"""A database that is too busy for a moment."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from registrations.services import cancelling
from registrations.tokens import Purpose, make_token
from tests.factories.registrations import make_desk, seated

pytestmark = pytest.mark.django_db


def test_a_person_who_cancels_while_the_database_is_busy_is_asked_to_try_again(client, monkeypatch):
    desk = make_desk()
    registration = seated(desk)

    def busy(**_anything):
        raise OperationalError("database is locked")

    monkeypatch.setattr(cancelling, "cancel", busy)
    answer = client.post(reverse("registrations:cancel", args=[make_token(registration, Purpose.PERSONAL)]))

    assert answer.status_code == 503
    assert answer["Cache-Control"] == "private, no-store"
    registration.refresh_from_db()
    assert registration.state == "accepted"
