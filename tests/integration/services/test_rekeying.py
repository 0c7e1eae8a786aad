"""Counting everybody at a desk anew when the rule on who is the same person changes."""

import pytest
from django.db import transaction

from registrations.domain.rules import PersonKey
from registrations.models import Desk, Registration
from registrations.services.desks import locked
from registrations.services.rekeying import rekey
from tests.factories.registrations import make_desk, seated

pytestmark = pytest.mark.django_db


def rekeyed(desk: Desk, rule: PersonKey) -> int:
    Desk.objects.filter(pk=desk.pk).update(person_key=rule)
    with transaction.atomic():
        return rekey(locked(desk.pk))


def test_a_person_who_came_without_a_body_has_no_key_where_bodies_are_counted():
    desk = make_desk(person_key=PersonKey.EMAIL)
    seated(desk, email="a@example.org")
    assert rekeyed(desk, PersonKey.ORGANISATION) == 1
    assert Registration.objects.get().person_key == ""


def test_counting_by_the_same_rule_again_changes_nobody():
    desk = make_desk(person_key=PersonKey.EMAIL)
    seated(desk, email="a@example.org")
    assert rekeyed(desk, PersonKey.EMAIL) == 0
    assert Registration.objects.get().person_key == "a@example.org"
