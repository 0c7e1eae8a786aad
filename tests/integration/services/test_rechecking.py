"""Who opened a personal link before its address was changed, and comes to the desk afterwards, acts no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from registrations.domain.errors import LinkDead
from registrations.domain.members import Member, Role
from registrations.domain.states import State
from registrations.models import Message, Place, Registration, Transition
from registrations.notices.links import personal_path, verify_path
from registrations.services import desks
from registrations.services.actor import PERSON
from registrations.services.asking import answer, ask
from registrations.services.cancelling import cancel
from registrations.services.editing import change_answers, fingerprint, withdraw_consent
from registrations.services.meetings import join
from registrations.services.nominating import correct_member, decline, swap_members
from registrations.services.offering import decline_offer, take_offer
from registrations.services.readdressing import correct_address, readdress
from registrations.services.verifying import verify
from registrations.tokens import Purpose, find_member, find_registration, make_member_token, make_token
from tests.factories.meetings import make_meeting
from tests.factories.nominations import make_network, name_members
from tests.factories.registrations import make_desk, make_questionnaire, seated, sign_up, soon
from tests.factories.staff import clerk

pytestmark = pytest.mark.django_db

OTHER = "somebody.else@example.org"


def opened(registration: Registration, purpose: Purpose = Purpose.PERSONAL) -> Registration:
    """The registration as a view has it that found the link alive."""
    return find_registration(make_token(registration, purpose), purpose)


def moved_to_another_address(registration: Registration) -> None:
    now = Registration.objects.get(pk=registration.pk)
    readdress(registration=now, email=OTHER, by=clerk(), now=soon(), version=now.version)


def left_as_it_was(registration: Registration, act: Callable[[], Any]) -> None:
    before = Registration.objects.filter(pk=registration.pk).values().get()
    moves, messages = Transition.objects.count(), Message.objects.count()
    with pytest.raises(LinkDead):
        act()
    assert Registration.objects.filter(pk=registration.pk).values().get() == before
    assert (Transition.objects.count(), Message.objects.count()) == (moves, messages)


def offered_place() -> Place:
    desk = make_desk(capacity=1, waiting_list=True, offer_hours=24)
    sitting, waiting = seated(desk), seated(desk)
    cancel(registration=sitting, by=PERSON, now=soon())
    return opened(waiting).places.select_related("pool").get()


def test_the_old_address_confirms_no_new_one() -> None:
    desk = make_desk()
    registration = sign_up(desk)
    link = opened(registration, Purpose.VERIFY)
    correct_address(desk=desk, nonce=registration.nonce, email=OTHER, now=datetime.now(UTC))
    left_as_it_was(registration, lambda: verify(registration=link, now=soon()))
    registration.refresh_from_db()
    assert (registration.email, registration.verified_at, registration.state) == (OTHER, None, State.UNVERIFIED)


def test_the_old_address_cancels_nothing() -> None:
    registration = seated(make_desk())
    link = opened(registration)
    moved_to_another_address(registration)
    left_as_it_was(registration, lambda: cancel(registration=link, by=PERSON, now=soon()))


def test_staff_cancel_what_they_read_before_the_address_changed() -> None:
    registration = seated(make_desk())
    read = Registration.objects.get(pk=registration.pk)
    moved_to_another_address(registration)
    assert cancel(registration=read, by=clerk(), now=soon()).state == State.CANCELLED


def test_the_old_address_answers_no_question() -> None:
    registration = seated(make_desk(needs_review=True))
    ask(registration=registration, text="Which service are you from?", by=clerk(), now=soon())
    link = opened(registration)
    Registration.objects.filter(pk=registration.pk).update(secret="rotated")
    left_as_it_was(registration, lambda: answer(registration=link, text="Another", now=soon()))


def test_the_old_address_changes_no_answers_and_takes_no_consent_back() -> None:
    desk = make_desk(edits="while_open")
    registration = seated(desk, questionnaire=make_questionnaire(desk, "Service"), answers={"Service": "Old"})
    link = opened(registration)
    Registration.objects.filter(pk=registration.pk).update(secret="rotated")
    new = {"registration": link, "answers": {"Service": "New"}, "seen": fingerprint(link), "now": soon()}
    left_as_it_was(registration, lambda: change_answers(**new))
    left_as_it_was(registration, lambda: withdraw_consent(registration=link, key="Service", now=soon()))


@pytest.mark.parametrize("answered", [take_offer, decline_offer])
def test_the_old_address_neither_takes_an_offer_nor_lets_it_go(answered: Callable[..., Place]) -> None:
    place = offered_place()
    Registration.objects.filter(pk=place.registration_id).update(secret="rotated")
    left_as_it_was(place.registration, lambda: answered(place=place, now=soon()))


def test_the_old_address_learns_no_way_into_a_meeting() -> None:
    registration = seated(make_meeting())
    place = opened(registration).places.get()
    moved_to_another_address(registration)
    left_as_it_was(registration, lambda: join(place=place, now=soon()))


def test_the_old_address_of_a_contact_person_swaps_nobody() -> None:
    registration = name_members(make_network())
    link = opened(registration)
    Registration.objects.filter(pk=registration.pk).update(secret="rotated")
    left_as_it_was(registration, lambda: swap_members(registration=link, by=PERSON, now=soon(), reason=""))


def test_the_old_address_of_a_member_declines_for_nobody() -> None:
    registration = name_members(make_network())
    member = find_member(make_member_token(registration.attendees.members()[0], Purpose.DECLINE), Purpose.DECLINE)
    new = Member(role=Role(member.role), name="Somebody Else", email=OTHER)
    correct_member(registration=registration, member=new, by=clerk(), now=soon(), reason="A new colleague")
    left_as_it_was(registration, lambda: decline(member=member, now=soon()))


def addresses_of(kind: str) -> tuple[Registration, str]:
    if kind == "verify":
        registration = sign_up(make_desk())
        return registration, verify_path(registration)
    if kind == "offer":
        place = offered_place()
        return place.registration, f"{personal_path(place.registration)}offer/{place.pk}/"
    registration = seated(make_desk())
    return registration, f"{personal_path(registration)}cancel/"


@pytest.mark.parametrize("kind", ["verify", "offer", "cancel"])
def test_a_link_that_dies_while_its_form_waits_for_the_desk_is_answered_as_dead(
    client: Client, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    registration, address = addresses_of(kind)
    lock = desks.locked

    def locked_after_another_request(desk_id: int) -> desks.LockedDesk:
        under = lock(desk_id)
        Registration.objects.filter(pk=registration.pk).update(secret="rotated")
        return under

    monkeypatch.setattr(desks, "locked", locked_after_another_request)
    moves = Transition.objects.count()
    assert client.post(address).status_code == 404
    assert Transition.objects.count() == moves
