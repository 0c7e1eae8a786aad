"""Staff see whom a body named, change it with a reason, and take both members out as columns."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page

from innovation_pages.models import NewsPage
from registrations.models import MemberChange, Notice, NoticeKind, Organisation, Registration
from tests.factories.addresses import desk_url
from tests.factories.nominations import ALTERNATE, REGULAR, SECRETS, name_members
from tests.factories.pages import desk_of
from tests.factories.registrations import make_desk, sign_up
from tests.factories.staff import make_staff, signed_in


@pytest.fixture
def reviewer(call: NewsPage) -> Client:
    return signed_in(make_staff(Page.objects.get(pk=call.pk).get_parent(), ["review", "export"]))


def change(registration: Registration, do: str) -> str:
    return desk_url("members", registration.pk, do=do)


def sent(registration: Registration, **values: str) -> dict[str, str]:
    registration.refresh_from_db()
    return {"version": str(registration.version), "reason": "They asked us", **values}


def test_the_list_and_the_page_show_the_body_with_both_members(reviewer: Client, accepted: Registration) -> None:
    listed = reviewer.get(desk_url()).content.decode()
    assert "City of Alkyona" in listed
    assert f"Regular member: {REGULAR.name}" in listed
    assert f"Alternate member: {ALTERNATE.name}" in listed
    page = reviewer.get(desk_url("inspect", accepted.pk)).content.decode()
    assert [secret for secret in SECRETS if secret not in page] == []
    assert "Both named" in page
    assert "Contact person" in page


def test_people_who_register_for_themselves_have_no_members_to_change(reviewer: Client, call: NewsPage) -> None:
    alone = sign_up(make_desk(tree_path=desk_of(call).tree_path))
    page = reviewer.get(desk_url("inspect", alone.pk)).content.decode()
    assert "Members of the body" not in page
    assert reviewer.get(change(alone, "swap")).status_code == 404


def test_staff_replace_a_member_with_a_reason(reviewer: Client, accepted: Registration) -> None:
    address = change(accepted, "replace-alternate")
    assert "Name another alternate member" in reviewer.get(address).content.decode()
    new = {"name": "Γαβριέλα Νέα", "email": "new@example.org", "position": "", "phone": "", "language": "en"}
    refused = reviewer.post(address, sent(accepted, **{**new, "reason": ""}))
    assert refused.status_code == 422
    assert reviewer.post(address, sent(accepted, **new)).status_code == 302
    assert Notice.objects.get(recipient="new@example.org").kind == NoticeKind.NOMINATED
    page = reviewer.get(desk_url("inspect", accepted.pk)).content.decode()
    assert f"{ALTERNATE.name} → Γαβριέλα Νέα" in page
    assert "They asked us" in page


def test_staff_correct_and_swap(reviewer: Client, accepted: Registration) -> None:
    address = change(accepted, "correct-regular")
    assert f'value="{REGULAR.email}"' in reviewer.get(address).content.decode()
    right = {"name": REGULAR.name, "email": "right@example.org", "position": "", "phone": "", "language": ""}
    assert reviewer.post(address, sent(accepted, **right)).status_code == 302
    assert reviewer.post(change(accepted, "swap"), sent(accepted)).status_code == 302
    assert list(accepted.attendees.members().values_list("name", flat=True)) == [ALTERNATE.name, REGULAR.name]
    assert set(MemberChange.objects.values_list("kind", flat=True)) == {"corrected", "swapped"}


def test_what_cannot_be_is_said_and_changes_nothing(reviewer: Client, accepted: Registration) -> None:
    twice = {"name": "X", "email": REGULAR.email, "position": "", "phone": "", "language": ""}
    answer = reviewer.post(change(accepted, "replace-alternate"), sent(accepted, **twice))
    assert "cannot have one e-mail address" in answer.content.decode()
    stale = reviewer.post(change(accepted, "swap"), {**sent(accepted), "version": "0"})
    assert stale.status_code == 409
    assert reviewer.get(change(accepted, "nonsense")).status_code == 404
    assert MemberChange.objects.count() == 0


def test_staff_find_the_body_in_the_list(reviewer: Client, call: NewsPage, accepted: Registration) -> None:
    other = name_members(desk_of(call), "Δ. Ευρυνόης", email="other@example.org")
    body = Organisation.objects.create(name_el="Δήμος Ευρυνόης", kind="municipality")
    assert "not in the list yet" in reviewer.get(desk_url("inspect", other.pk)).content.decode()
    Organisation.objects.create(name_el="Κόμβος", kind="hub")
    offered = reviewer.get(change(other, "body")).content.decode()
    assert ("Δήμος Ευρυνόης" in offered, "Κόμβος" in offered) == (True, False)
    chosen = {"version": str(other.version), "organisation": str(accepted.organisation_id)}
    assert "has a nomination already" in reviewer.post(change(other, "body"), chosen).content.decode()
    assert reviewer.post(change(other, "body"), {**chosen, "organisation": str(body.pk)}).status_code == 302
    other.refresh_from_db()
    assert other.organisation == body


def test_an_export_of_the_network_has_columns_for_both_members(
    reviewer: Client, call: NewsPage, accepted: Registration
) -> None:
    name_members(desk_of(call), "Ίδρυμα Τεχνών", email="b@example.org", members=(REGULAR,))
    file = reviewer.get(desk_url(desk=desk_of(call).pk, export="csv"))
    text = b"".join(file.streaming_content).decode()
    heading, *rows = text.splitlines()
    assert "Body,Kind of body,Regular member: Full name,Regular member: E-mail" in heading
    assert any("City of Alkyona,Municipality," + REGULAR.name in row and ALTERNATE.email in row for row in rows)
    assert any("Ίδρυμα Τεχνών,," + REGULAR.name in row for row in rows)
    everything = reviewer.get(desk_url(export="csv"))
    assert "Kind of body" not in b"".join(everything.streaming_content).decode()
