"""Remarks of staff."""

import pytest
from django.contrib.auth import get_user_model

from registrations.models import StaffNote
from registrations.services.actor import staff
from registrations.services.noting import add_note
from tests.factories.registrations import make_desk, seated, soon

pytestmark = pytest.mark.django_db


def test_a_remark_without_words_is_refused():
    registration = seated(make_desk())
    reviewer = get_user_model().objects.create_user("reviewer")

    with pytest.raises(ValueError, match="words"):
        add_note(registration=registration, text=" \n ", by=staff(reviewer), now=soon(days=0))

    assert not StaffNote.objects.exists()
