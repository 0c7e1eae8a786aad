"""A body names two people: once, with one seat, and what may be changed afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from registrations.domain.errors import AlreadyRegistered, BodyMissing, MemberGone, NotTwoPeople, ReasonMissing, Stale
from registrations.domain.members import Role
from registrations.domain.states import State
from registrations.models import (
    Attendee,
    Desk,
    MemberChange,
    Notice,
    NoticeKind,
    NoticeState,
    Organisation,
    Registration,
)
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.nominating import correct_member, decline, link_body, replace_member, swap_members
from registrations.services.registering import register
from tests.factories.nominations import ALTERNATE, REGULAR, accept, make_network, name_members, nomination
from tests.factories.registrations import make_desk, sign_up, submission
from tests.factories.staff import clerk

pytestmark = pytest.mark.django_db

NEWCOMER = replace(ALTERNATE, name="Γαβριέλα Νέα", email="new@example.org", language="en")


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def desk(world: object) -> Desk:
    return make_network(capacity=1)


@pytest.fixture
def accepted(desk: Desk) -> Registration:
    return accept(name_members(desk))


def by_staff(reason: str = "They asked us on the telephone") -> dict[str, Any]:
    return {"by": clerk(), "now": now(), "reason": reason}


def told(registration: Registration) -> list[str]:
    letters = Notice.objects.filter(registration=registration, kind=NoticeKind.NOMINATED)
    return list(letters.order_by("pk").values_list("recipient", flat=True))


def named(registration: Registration) -> dict[str, str]:
    return {member.role: member.name for member in registration.attendees.members()}


def test_a_body_has_one_seat_and_its_alternate_member_holds_none(accepted: Registration) -> None:
    place = accepted.places.get()
    assert (place.attendee.role, place.holds_seat, place.pool.taken) == (Role.REGULAR, True, 1)
    assert accepted.attendees.count() == 2
    assert (accepted.name, accepted.email) == ("Κώστας Επαφής", "contact@example.org")


def test_both_are_told_once_the_nomination_is_accepted_and_not_before(desk: Desk) -> None:
    registration = name_members(desk)
    assert told(registration) == []
    accepted = accept(registration)
    assert told(accepted) == [REGULAR.email, ALTERNATE.email]


def test_nobody_is_told_twice_by_a_decision_that_is_undone_and_taken_again(accepted: Registration) -> None:
    back = accept(cancel(registration=accepted, by=clerk(), now=now()))
    assert back.state == State.ACCEPTED
    assert told(accepted) == [REGULAR.email, ALTERNATE.email]


@pytest.mark.parametrize("body", ["Δήμος Αλκυόνας", "ΔΗΜΟΣ  ΑΛΚΥΟΝΑΣ"])
def test_a_second_nomination_of_a_body_is_refused_and_its_sender_told_by_letter(desk: Desk, body: str) -> None:
    first = name_members(desk)
    with pytest.raises(AlreadyRegistered):
        register(desk=desk, submission=nomination(body, email="colleague@example.org", language="en"), now=now())
    letter = Notice.objects.get(recipient="colleague@example.org")
    assert (letter.kind, letter.language, letter.registration) == (NoticeKind.BODY_NAMED, "en", first)
    assert Registration.objects.count() == 1


def test_the_contact_person_who_sends_it_again_gets_the_own_link(desk: Desk) -> None:
    first = name_members(desk)
    with pytest.raises(AlreadyRegistered):
        register(desk=desk, submission=nomination(), now=now())
    assert first.notices.filter(kind=NoticeKind.ALREADY_REGISTERED, recipient=first.email).count() == 1


def test_colleagues_cannot_fill_a_mailbox_with_such_letters(desk: Desk, settings: object) -> None:
    settings.REGISTRATIONS_LETTERS_PER_HOUR = 2
    name_members(desk)
    for _ in range(4):
        with pytest.raises(AlreadyRegistered):
            register(desk=desk, submission=nomination(email="colleague@example.org"), now=now())
    assert Notice.objects.filter(recipient="colleague@example.org").count() == 2


def test_a_form_without_a_body_or_without_a_regular_member_is_refused(desk: Desk) -> None:
    with pytest.raises(BodyMissing):
        sign_up(desk)
    with pytest.raises(BodyMissing):
        register(desk=desk, submission=nomination(members=(ALTERNATE,)), now=now())
    with pytest.raises(NotTwoPeople):
        register(
            desk=desk, submission=nomination(members=(REGULAR, replace(ALTERNATE, email=REGULAR.email))), now=now()
        )
    assert Registration.objects.count() == 0


def test_the_database_keeps_each_role_once(accepted: Registration) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendee.objects.create(registration=accepted, name="Τρίτος", role=Role.REGULAR)


def test_a_replaced_member_stays_in_the_history_and_the_new_one_takes_the_seat(accepted: Registration) -> None:
    new = replace_member(registration=accepted, member=replace(NEWCOMER, role=Role.REGULAR), **by_staff())
    assert named(accepted) == {Role.REGULAR: NEWCOMER.name, Role.ALTERNATE: ALTERNATE.name}
    assert accepted.places.get().attendee == new
    assert accepted.places.get().state == State.ACCEPTED
    assert told(accepted) == [REGULAR.email, ALTERNATE.email, NEWCOMER.email]
    assert Notice.objects.get(recipient=NEWCOMER.email).language == "en"
    change = MemberChange.objects.get()
    assert (change.kind, change.attendee.name, change.successor) == ("replaced", REGULAR.name, new)
    assert change.attendee.ending == "replaced"
    accepted.refresh_from_db()
    assert "new@example.org" in accepted.search_text
    assert REGULAR.email not in accepted.search_text


def test_an_alternate_member_is_named_afterwards_where_none_was(desk: Desk) -> None:
    accepted = accept(name_members(desk, members=(REGULAR,)))
    replace_member(registration=accepted, member=NEWCOMER, **by_staff())
    assert named(accepted)[Role.ALTERNATE] == NEWCOMER.name
    assert MemberChange.objects.get().kind == "named"
    assert accepted.places.get().attendee.name == REGULAR.name


def test_two_members_swap_without_losing_the_seat_or_being_told_again(accepted: Registration) -> None:
    swap_members(registration=accepted, **by_staff())
    assert named(accepted) == {Role.REGULAR: ALTERNATE.name, Role.ALTERNATE: REGULAR.name}
    place = accepted.places.get()
    assert (place.attendee.name, place.holds_seat, place.pool.taken) == (ALTERNATE.name, True, 1)
    assert len(told(accepted)) == 2


def test_one_member_alone_cannot_swap(desk: Desk) -> None:
    with pytest.raises(MemberGone):
        swap_members(registration=accept(name_members(desk, members=(REGULAR,))), **by_staff())


def test_a_corrected_address_is_told_and_the_old_one_is_not_told_any_more(accepted: Registration) -> None:
    better = replace(ALTERNATE, email="right@example.org")
    correct_member(registration=accepted, member=better, **by_staff())
    correct_member(registration=accepted, member=better, **by_staff())
    assert told(accepted) == [REGULAR.email, ALTERNATE.email, "right@example.org"]
    first, _again = MemberChange.objects.order_by("pk")
    assert first.before == {"email": ALTERNATE.email}


def test_an_address_that_comes_back_is_told_where_its_letter_was_stopped(accepted: Registration) -> None:
    Notice.objects.filter(recipient=ALTERNATE.email).update(state=NoticeState.ABORTED)
    correct_member(registration=accepted, member=replace(ALTERNATE, position="Νομικός"), **by_staff())
    assert told(accepted) == [REGULAR.email, ALTERNATE.email, ALTERNATE.email]


def test_nobody_is_corrected_where_nobody_is_named(desk: Desk) -> None:
    with pytest.raises(MemberGone):
        correct_member(registration=name_members(desk, members=(REGULAR,)), member=ALTERNATE, **by_staff())


def test_changes_need_a_reason_the_newest_version_two_people_and_a_living_nomination(accepted: Registration) -> None:
    with pytest.raises(ReasonMissing):
        swap_members(registration=accepted, **by_staff("  "))
    with pytest.raises(Stale):
        swap_members(registration=accepted, version=0, **by_staff())
    with pytest.raises(NotTwoPeople):
        replace_member(registration=accepted, member=replace(NEWCOMER, email=REGULAR.email), **by_staff())
    with pytest.raises(NotTwoPeople):
        correct_member(registration=accepted, member=replace(ALTERNATE, email=REGULAR.email), **by_staff())
    cancel(registration=accepted, by=PERSON, now=now())
    with pytest.raises(MemberGone):
        swap_members(registration=accepted, **by_staff())
    assert MemberChange.objects.count() == 0


def test_people_who_register_for_themselves_have_no_members(world: object) -> None:
    alone = sign_up(make_desk())
    with pytest.raises(MemberGone):
        swap_members(registration=alone, **by_staff())
    assert alone.body == ""


def test_who_declines_is_a_member_no_more_and_the_contact_person_is_told_once(accepted: Registration) -> None:
    member = accepted.attendees.get(role=Role.ALTERNATE)
    for _ in range(2):
        decline(member=member, now=now())
    assert named(accepted) == {Role.REGULAR: REGULAR.name}
    letter = Notice.objects.get(kind=NoticeKind.MEMBER_DECLINED)
    assert (letter.recipient, letter.attendee) == ("contact@example.org", member)
    assert MemberChange.objects.get().actor == "person"
    accepted.refresh_from_db()
    assert accepted.state == State.ACCEPTED


def test_who_was_replaced_or_whose_nomination_is_over_cannot_decline(accepted: Registration) -> None:
    member = accepted.attendees.get(role=Role.ALTERNATE)
    replace_member(registration=accepted, member=NEWCOMER, **by_staff())
    with pytest.raises(MemberGone):
        decline(member=member, now=now())
    cancel(registration=accepted, by=PERSON, now=now())
    with pytest.raises(MemberGone):
        decline(member=accepted.attendees.get(role=Role.REGULAR), now=now())


def test_an_unconfirmed_contact_person_is_not_written_to_about_members(desk: Desk) -> None:
    registration = register(desk=desk, submission=nomination(), now=now())
    decline(member=registration.attendees.get(role=Role.ALTERNATE), now=now())
    assert not Notice.objects.filter(kind=NoticeKind.MEMBER_DECLINED).exists()


def test_staff_find_the_body_in_the_list_and_it_counts_once(desk: Desk) -> None:
    body = Organisation.objects.create(name_el="Δήμος Αλκυόνας", kind="municipality")
    first, second = name_members(desk, "Δ. Αλκυόνας"), name_members(desk, "Αλκυόνα", email="b@example.org")
    linked = link_body(registration=first, organisation=body, by=clerk(), now=now())
    assert (linked.body, linked.body_name, linked.person_key) == ("Δήμος Αλκυόνας", "Δ. Αλκυόνας", f"body {body.pk}")
    with pytest.raises(AlreadyRegistered):
        link_body(registration=second, organisation=body, by=clerk(), now=now())


def test_a_body_is_chosen_where_the_desk_limits_nobody(world: object) -> None:
    desk = make_desk(person_key="nobody", needs_review=True)
    registration = register(desk=desk, submission=nomination(), now=now())
    body = Organisation.objects.create(name_el="Δήμος Αλκυόνας", kind="municipality")
    assert link_body(registration=registration, organisation=body, by=clerk(), now=now()).person_key == ""


def test_others_may_register_for_themselves_at_other_desks(world: object) -> None:
    desk = make_desk()
    register(desk=desk, submission=submission(), now=now())
    assert Attendee.objects.get().role == "self"
