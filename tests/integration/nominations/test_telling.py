"""What the letters say to the contact person, to the members and to strangers; and declining."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import translation

from registrations.domain.errors import LinkDead
from registrations.domain.members import Role
from registrations.models import Attendee, Notice, NoticeKind, Registration
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.notices.links import decline_path, personal_path
from registrations.notices.owing import owe
from registrations.notices.previewing import written
from registrations.services.nominating import correct_member, decline, replace_member
from registrations.services.readdressing import readdress
from registrations.tokens import Purpose, find_member, find_registration, make_member_token, make_token
from tests.factories.nominations import ALTERNATE, REGULAR, SECRETS, accept, make_network, name_members
from tests.factories.staff import clerk


def member(registration: Registration, role: Role = Role.ALTERNATE) -> Attendee:
    return registration.attendees.select_related("registration").get(role=role, ended_at=None)


def letter(registration: Registration, kind: NoticeKind, recipient: str) -> Any:
    return compose(Notice.objects.get(registration=registration, kind=kind, recipient=recipient))


def test_a_member_is_told_what_the_law_asks_for(accepted: Registration) -> None:
    said = letter(accepted, NoticeKind.NOMINATED, ALTERNATE.email)
    words = " ".join(said.body.split())
    told = [
        "Δήμος Αλκυόνας",
        "Αναπληρωματικό μέλος",
        "Κώστας Επαφής",
        *SECRETS[2:],
        "210 000 0001",
        "Υπεύθυνος επεξεργασίας: General Secretariat",
        "dpo@example.org",
        "Σε μία πρόταση.",
        "Σκοπός: το Δίκτυο.",
        decline_path(member(accepted), "el"),
    ]
    assert [fact for fact in told if fact not in words] == []
    assert REGULAR.email not in words
    assert personal_path(accepted) not in words
    assert said.to == [ALTERNATE.email]
    assert "Δήμος Αλκυόνας" not in said.subject


@pytest.mark.django_db
def test_nobody_plants_a_link_in_a_letter_to_somebody_they_name() -> None:
    facts = {"name": "Κώστας www.evil1.gr", "members": (replace(REGULAR, position="https://evil.example/x"), ALTERNATE)}
    registration = accept(name_members(make_network(), "Δήμος evil.example", **facts))
    said = letter(registration, NoticeKind.NOMINATED, REGULAR.email)
    told = said.body + str(said.alternatives[0].content)
    assert "Κώστας" in told
    assert not re.search(r"evil1?\.\w|://evil", told)
    assert REGULAR.email in told


def test_a_member_is_told_in_their_own_language(accepted: Registration) -> None:

    person = replace(ALTERNATE, name="Nadia", email="nadia@example.org", language="en")
    replace_member(registration=accepted, member=person, by=clerk(), now=datetime.now(UTC), reason="Left")
    said = letter(accepted, NoticeKind.NOMINATED, "nadia@example.org")
    assert "City of Alkyona has named you" in said.body
    assert "Purpose: the Network." in said.body
    assert "Alternate member" in said.body
    assert "/en/" in said.body


def test_the_contact_person_reads_of_a_nomination_and_not_of_a_seat(accepted: Registration) -> None:
    for notice in accepted.notices.filter(recipient=accepted.email):
        said = compose(notice).body
        assert "θέση" not in said.replace("στη θέση", ""), notice.kind
        assert (REGULAR.name in said) is (notice.kind != NoticeKind.VERIFY), notice.kind


def test_a_stranger_of_the_same_body_learns_nothing(accepted: Registration) -> None:

    notice = owe(
        accepted, NoticeKind.BODY_NAMED, cause="form:x", now=datetime.now(UTC), recipient="b@example.org", language="en"
    )
    said = compose(notice)
    text = said.subject + said.body
    hidden = [*SECRETS, accepted.name, accepted.email, accepted.reference, "Αλκυόνα", "Alkyona", "/registration/"]
    assert [secret for secret in hidden if secret in text] == []
    assert written(notice).body == said.body


def test_letters_reach_each_member_once_and_a_corrected_address_only(accepted: Registration) -> None:

    correct_member(
        registration=accepted,
        member=replace(ALTERNATE, email="right@example.org"),
        by=clerk(),
        now=datetime.now(UTC),
        reason="Typing error",
    )
    deliver_due(now=datetime.now(UTC))
    deliver_due(now=datetime.now(UTC))
    reached = [one.to[0] for one in mail.outbox if one.to[0] != accepted.email]
    assert sorted(reached) == sorted([REGULAR.email, "right@example.org"])


def test_looking_changes_nothing_and_the_button_declines(client: Client, accepted: Registration) -> None:
    path = decline_path(member(accepted), "el")
    for method in (client.get, client.head):
        answer = method(path)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
    assert member(accepted).ended_at is None
    page = client.get(path).content.decode()
    assert all(secret in page for secret in SECRETS[2:])
    assert REGULAR.email not in page
    assert client.post(path).status_code == 302
    assert "Δηλώσατε ότι δεν θέλετε να είστε μέλος." in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    assert Notice.objects.filter(kind=NoticeKind.MEMBER_DECLINED).count() == 1
    said = letter(accepted, NoticeKind.MEMBER_DECLINED, accepted.email)
    assert ALTERNATE.name in " ".join(said.body.split())
    assert client.put(path).status_code == 405


def test_the_page_speaks_english_at_the_english_address(client: Client, accepted: Registration) -> None:
    page = client.get(decline_path(member(accepted), "en")).content.decode()
    assert "City of Alkyona" in page
    assert "I decline" in page


def test_a_link_dies_with_the_address_the_person_and_the_nomination(client: Client, accepted: Registration) -> None:

    common: dict[str, Any] = {"registration": accepted, "by": clerk(), "now": datetime.now(UTC), "reason": "x"}
    old = decline_path(member(accepted), "el")
    correct_member(member=replace(ALTERNATE, email="right@example.org"), **common)
    assert client.get(old).status_code == 404
    newer = decline_path(member(accepted), "el")
    replace_member(member=replace(ALTERNATE, email="third@example.org"), **common)
    assert [client.get(newer).status_code, client.post(newer).status_code] == [404, 404]


def test_a_link_outlives_what_is_corrected_about_somebody_else(client: Client, accepted: Registration) -> None:
    link = decline_path(member(accepted), "el")
    readdress(
        registration=accepted, email="contact@example.org", by=clerk(), now=datetime.now(UTC), version=accepted.version
    )
    assert client.get(link).status_code == 200
    assert client.post(link).status_code == 302
    assert not accepted.attendees.members().filter(role=Role.ALTERNATE).exists()


@pytest.mark.parametrize("token", ["x", "=", "AAAA", "A" * 59, "_" * 59])
def test_an_unknown_link_gets_the_one_answer(client: Client, accepted: Registration, token: str) -> None:
    assert client.get(f"/registration/member/{token}/").status_code == 404
    with pytest.raises(LinkDead):
        find_member(token, Purpose.DECLINE)


def test_a_link_of_one_purpose_opens_nothing_else(accepted: Registration) -> None:
    person = member(accepted)
    with pytest.raises(LinkDead):
        find_member(make_member_token(person, Purpose.PERSONAL), Purpose.DECLINE)
    with pytest.raises(LinkDead):
        find_member(make_token(accepted, Purpose.PERSONAL), Purpose.DECLINE)
    with pytest.raises(LinkDead):
        find_registration(make_member_token(person, Purpose.DECLINE), Purpose.PERSONAL)
    assert find_member(make_member_token(person, Purpose.DECLINE), Purpose.DECLINE) == person


def test_a_letter_to_somebody_who_has_declined_is_not_sent(accepted: Registration) -> None:
    decline(member=member(accepted), now=datetime.now(UTC))
    deliver_due(now=datetime.now(UTC))
    assert ALTERNATE.email not in [one.to[0] for one in mail.outbox]


def test_the_personal_page_shows_the_contact_person_whom_they_named(client: Client, accepted: Registration) -> None:
    page = client.get(personal_path(accepted)).content.decode()
    assert all(secret in page for secret in SECRETS)
    assert "Ο ορισμός εκπροσώπων του φορέα σας έγινε δεκτός." in page
    with translation.override("el"):
        assert "Πότε και πού" not in page
    asked = client.get(f"{personal_path(accepted)}cancel/").content.decode()
    assert "Να ακυρωθεί ο ορισμός εκπροσώπων του φορέα σας;" in asked
    client.post(f"{personal_path(accepted)}cancel/")
    assert "ακυρώθηκε" in client.get(personal_path(accepted)).content.decode()
