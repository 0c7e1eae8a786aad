"""A fault of ours behind a personal link: the host's page for it, and a log without the link and without a person."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client

from registrations.notices.links import decline_path, personal_path
from registrations.services import cancelling
from registrations.tokens import Purpose, make_token
from registrations.views import members, own
from tests.factories.nominations import make_network, name_members
from tests.factories.registrations import make_desk, seated

pytestmark = pytest.mark.django_db

ROW = "Key (email)=(anna@example.org) already exists."


def breaks(fault: Exception) -> Callable[..., Any]:
    def call(*_args: Any, **_facts: Any) -> Any:
        raise fault

    return call


@pytest.fixture
def quiet() -> Client:
    """A client that gets the answer of a site, and not the fault itself."""
    return Client(raise_request_exception=False)


def test_a_fault_is_answered_in_private_and_logged_without_link_and_words(
    quiet: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    registration = seated(make_desk())
    monkeypatch.setattr(cancelling, "cancel", breaks(ValueError(ROW)))
    with caplog.at_level(logging.DEBUG):
        answer = quiet.post(f"{personal_path(registration)}cancel/")
    assert (answer.status_code, answer["Cache-Control"]) == (500, "private, no-store")
    assert ROW not in answer.content.decode()
    (record,) = [one for one in caplog.records if one.levelno >= logging.WARNING]
    assert record.name == "django.request"  # those whom Django writes to about faults read of it
    assert not {"request", "exc_text"} & {name for name, value in vars(record).items() if value}  # nothing to add from
    assert record.getMessage().startswith("A page behind a personal link failed: ValueError (test_faults.py:")
    assert "places.py:" in record.getMessage()
    assert make_token(registration, Purpose.PERSONAL) not in caplog.text
    assert "anna@" not in caplog.text


def test_so_is_one_behind_the_link_of_a_member(
    quiet: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    member = name_members(make_network()).attendees.members()[0]
    monkeypatch.setattr(members, "details_of", breaks(KeyError("anna@example.org")))
    with caplog.at_level(logging.DEBUG):
        assert quiet.get(decline_path(member, "en")).status_code == 500
    assert "KeyError (test_faults.py:" in caplog.text
    assert "/member/" not in caplog.text
    assert "anna@" not in caplog.text


def test_developers_meet_the_fault_itself(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    registration = seated(make_desk())
    monkeypatch.setattr(own, "own_data", breaks(ValueError(ROW)))
    for debug in (False, True):  # in tests by the client, before a browser by the page that DEBUG shows
        settings.DEBUG = debug
        with pytest.raises(ValueError, match="already exists"):
            client.get(f"{personal_path(registration)}data.json")


@pytest.mark.parametrize(("fault", "status"), [(Http404(), 404), (PermissionDenied(), 403), (BadRequest("what?"), 400)])
def test_what_django_answers_by_itself_stays_with_it(
    quiet: Client, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int
) -> None:
    registration = seated(make_desk())
    monkeypatch.setattr(own, "own_data", breaks(fault))
    assert quiet.get(f"{personal_path(registration)}data.json").status_code == status
