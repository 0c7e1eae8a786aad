"""The form of a nomination: two members in groups of fields, mistakes beside them, nothing told to strangers."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from innovation_pages.models import NewsPage
from registrations.models import Notice, NoticeKind, Organisation, Registration
from registrations.services.verifying import verify
from tests.factories.nominations import SECRETS
from tests.factories.pages import Visitor, republish, translate
from tests.rig.world import World

MEMBERS = {
    "regular_name": SECRETS[0],
    "regular_email": SECRETS[1],
    "regular_position": "Προϊσταμένη",
    "alternate_name": SECRETS[2],
    "alternate_email": SECRETS[3],
}


def errors_in(html: str) -> list[str]:
    return re.findall(r'class="rg-error" id="r\d+-(\w+)_error"', html)


def test_a_body_of_the_list_names_two_members(client: Client, call: NewsPage, body: Organisation) -> None:
    visitor = Visitor(client, call)
    assert visitor.sends(body=str(body.pk), **MEMBERS).status_code == 302
    registration = Registration.objects.get()
    assert (registration.organisation, registration.body_name) == (body, body.name_el)
    people = [(one.role, one.name, one.email, one.position) for one in registration.attendees.members()]
    assert people == [
        ("regular", SECRETS[0], SECRETS[1], "Προϊσταμένη"),
        ("alternate", SECRETS[2], SECRETS[3], ""),
    ]
    assert registration.places.get().state == "unverified"
    assert verify(registration=registration, now=timezone.now()).state == "in_review"


def test_each_member_is_a_group_with_its_own_legend(client: Client, call: NewsPage) -> None:
    html = client.get(call.get_url()).content.decode()
    assert html.count('<fieldset class="rg-group">') == 2
    assert re.search(r"<legend[^>]*>Τακτικό μέλος", html)
    assert re.search(r"<legend[^>]*>Αναπληρωματικό μέλος", html)
    assert html.count('autocomplete="off"') >= 8
    assert not re.search(r"<fieldset(?:(?!</fieldset>).)*<fieldset", html, re.DOTALL)


@pytest.mark.parametrize("typed", ["Δήμος Αλκυόνας", "city of alkyona"])
def test_a_typed_name_finds_the_body_of_the_list(
    client: Client, call: NewsPage, body: Organisation, typed: str
) -> None:
    Visitor(client, call).sends(body="other", body_name=typed, **MEMBERS)
    assert Registration.objects.get().organisation == body


@pytest.mark.parametrize("twins", [0, 2])
def test_a_name_that_means_no_single_body_is_kept_as_typed(client: Client, call: NewsPage, twins: int) -> None:
    for _ in range(twins):
        Organisation.objects.create(name_el="Ίδρυμα Τεχνών", kind="public_body")
    Visitor(client, call).sends(body="other", body_name="Ίδρυμα Τεχνών", **MEMBERS)
    registration = Registration.objects.get()
    assert (registration.organisation, registration.body) == (None, "Ίδρυμα Τεχνών")


def test_mistakes_stand_beside_their_fields_and_in_the_summary_and_nothing_typed_is_lost(
    client: Client, call: NewsPage
) -> None:
    visitor = Visitor(client, call)
    answer = visitor.sends(body="", regular_name="", regular_email="no address", alternate_name=SECRETS[2])
    html = answer.content.decode()
    assert answer.status_code == 422
    assert errors_in(html) == ["body", "regular_name", "regular_email", "alternate_email"]
    assert "Τακτικό μέλος: Ονοματεπώνυμο" in html
    assert f'value="{SECRETS[2]}"' in html
    assert 'value="no address"' in html
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"body": "other"}, ["body_name"]),
        ({"body": "BODY", "body_name": "Άλλος"}, ["body_name"]),
        ({"body": "999999"}, ["body"]),
        ({"body": "BODY", "alternate_email": SECRETS[1].upper()}, ["alternate_email"]),
        ({"body": "BODY", "regular_phone": "call me"}, ["regular_phone"]),
        ({"body": "BODY", "regular_name": "a\x0bb"}, ["regular_name"]),
    ],
)
def test_what_cannot_be_is_refused_on_its_field(
    client: Client, call: NewsPage, body: Organisation, typed: dict[str, str], wrong: list[str]
) -> None:
    sent = {name: value.replace("BODY", str(body.pk)) for name, value in typed.items()}
    answer = Visitor(client, call).sends(**{**MEMBERS, **sent})
    assert (answer.status_code, errors_in(answer.content.decode())) == (422, wrong)


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"alternate_name": "", "alternate_email": ""}, []),
        ({"alternate_name": "", "alternate_email": SECRETS[3]}, ["alternate_name"]),
        ({"alternate_name": SECRETS[2], "alternate_email": ""}, ["alternate_email"]),
    ],
)
def test_an_optional_alternate_member_is_named_whole_or_not_at_all(
    client: Client, call: NewsPage, body: Organisation, typed: dict[str, str], wrong: list[str]
) -> None:
    page = republish(call, registration_alternate_required=False)
    answer = Visitor(client, page).sends(**{**MEMBERS, "body": str(body.pk), **typed})
    assert errors_in(answer.content.decode()) == wrong
    assert Registration.objects.count() == (0 if wrong else 1)


def test_position_and_telephone_are_asked_as_the_editor_decides(client: Client, call: NewsPage) -> None:
    page = republish(call, registration_member_position="no", registration_member_phone="required")
    html = client.get(page.get_url()).content.decode()
    assert "regular_position" not in html
    answer = Visitor(client, page).sends(**MEMBERS)
    assert "regular_phone" in errors_in(answer.content.decode())


def test_a_second_nomination_gets_the_same_answer_and_tells_nobody(
    client: Client, call: NewsPage, body: Organisation
) -> None:
    first, second = Visitor(client, call), Visitor(Client(), call)
    thanks = [
        client.get(first.sends(body=str(body.pk), email="a@example.org", **MEMBERS)["Location"].split("#")[0]),
    ]
    answer = second.sends(
        body=str(body.pk),
        email="b@example.org",
        regular_name="Άλλη",
        regular_email="c@example.org",
        alternate_name="Άλλος",
        alternate_email="d@example.org",
    )
    thanks.append(second.client.get(answer["Location"].split("#")[0]))
    token = re.compile(r'csrfmiddlewaretoken" value="\w+')
    told, again = (token.sub("", page.content.decode().replace(".org", "")) for page in thanks)
    assert told.replace("a@example", "") == again.replace("b@example", "")
    assert Registration.objects.count() == 1
    assert Notice.objects.get(kind=NoticeKind.BODY_NAMED).recipient == "b@example.org"
    assert not any(secret in again for secret in SECRETS)


def test_the_english_form_offers_the_english_names(
    client: Client, world: World, call: NewsPage, body: Organisation
) -> None:
    html = client.get(translate(call, world.en).get_url()).content.decode()
    assert "City of Alkyona" in html
    assert "Regular member" in html


def test_units_and_hubs_name_no_members_of_their_own(client: Client, call: NewsPage) -> None:
    Organisation.objects.create(name_el="Τμήμα Ωραίων", kind="unit")
    Organisation.objects.create(name_el="Κόμβος Ωραίων", kind="hub")
    assert "Ωραίων" not in client.get(call.get_url()).content.decode()


def test_a_form_drawn_before_the_rules_changed_is_asked_again(
    client: Client, call: NewsPage, body: Organisation
) -> None:
    visitor = Visitor(client, call)
    visitor.opens()
    republish(call, registration_member_phone="required")
    assert visitor.sends(body=str(body.pk), **MEMBERS).status_code == 422
    assert Registration.objects.count() == 0
