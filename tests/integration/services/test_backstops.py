"""What the database refuses by itself, turned into the answer that the first form got."""

import pytest
from django.db import IntegrityError

from registrations.services import registering
from registrations.services.registering import register
from tests.factories.registrations import make_desk, soon, submission

pytestmark = pytest.mark.django_db


def test_a_form_that_the_database_refuses_as_sent_already_gets_the_first_answer(monkeypatch):
    desk, form, now = make_desk(), submission(), soon(days=0)
    first = register(desk=desk, submission=form, now=now)

    def refused(*_anything):
        raise IntegrityError("registrations_form_once")

    monkeypatch.setattr(registering, "_register", refused)

    assert register(desk=desk, submission=form, now=now) == first
