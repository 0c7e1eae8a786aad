"""Several people come with one form: names only, errors beside them, and what was typed stays."""

from __future__ import annotations

import pytest
from django.test import Client

from innovation_pages.models import WorkshopPage
from registrations.domain.errors import PartyTooLarge
from registrations.models import Registration
from registrations.pages.receiving import words_for
from tests.factories.pages import Visitor, desk_of, publish_workshop, republish, translate
from tests.factories.registrations import seated
from tests.rig.world import World

NIKOS, ELENI = "Νίκος Νικολάου", "Ελένη Ελένη"


@pytest.fixture
def together(world: World) -> WorkshopPage:
    """A workshop with four seats to which three may come together."""
    return publish_workshop(world, registration_party_size=3, registration_capacity=4, registration_waiting_list=False)


def names(registration: Registration) -> list[str]:
    return list(registration.attendees.order_by("pk").values_list("name", flat=True))


def test_those_who_come_along_are_named_each_gets_a_seat_and_the_thank_you_says_for_whom(
    client: Client, together: WorkshopPage
) -> None:
    visitor = Visitor(client, together)
    page = visitor.opens().content.decode()
    assert page.count('name="companion_') == 2
    answer = visitor.sends(companion_2="", companion_3=f"  {NIKOS} ")
    stored = Registration.objects.get()
    assert names(stored) == ["Άννα Άννου", NIKOS]
    assert [one.email for one in stored.attendees.order_by("pk")] == [stored.email, ""]
    assert desk_of(together).pools.get().taken == 2
    assert NIKOS in client.get(answer["Location"].partition("#")[0]).content.decode()
    assert NIKOS not in Client().get(answer["Location"].partition("#")[0]).content.decode()


def test_the_thank_you_names_the_same_people_where_the_address_was_known(
    client: Client, together: WorkshopPage
) -> None:
    known = seated(desk_of(together))
    answer = Visitor(client, together).sends(email=known.email, companion_2=NIKOS)
    assert names(known) == [known.name]
    assert NIKOS in client.get(answer["Location"].partition("#")[0]).content.decode()


REFUSED = [
    ({"companion_2": "ΑΝΝΑ ΑΝΝΟΥ"}, ["companion_2"]),
    ({"companion_2": NIKOS, "companion_3": "νικος νικολαου"}, ["companion_3"]),
    ({"companion_2": "x" * 201}, ["companion_2"]),
    ({"companion_2": "a\x0bb"}, ["companion_2"]),
    ({"name": "", "companion_2": NIKOS}, ["name"]),
]


def test_a_name_that_cannot_be_is_refused_beside_its_line_and_kept(client: Client, together: WorkshopPage) -> None:
    form = Visitor(client, together).form()
    for typed, at in REFUSED:
        answer = client.post(together.get_url(), {**form, **typed})
        assert answer.status_code == 422
        drawn = answer.wsgi_request.registration_sections[together.pk]
        assert list(drawn["form"].errors) == at
        assert typed["companion_2"].replace("\x0b", "") in answer.content.decode().replace("\x0b", "")
    assert Registration.objects.count() == 0


def test_three_for_two_seats_are_told_so_in_both_languages_and_keep_what_they_typed(
    client: Client, world: World, together: WorkshopPage
) -> None:
    english = translate(together, world.en)
    seated(desk_of(together), companions=(NIKOS,))
    for page, words in ((together, "Είστε 3 άτομα"), (english, "You are 3 people, but only 2 seats are left")):
        answer = Visitor(client, page).sends(companion_2=NIKOS, companion_3=ELENI)
        text = answer.content.decode()
        assert (answer.status_code, words in text, ELENI in text) == (422, True, True)
    assert Registration.objects.count() == 1


def test_more_than_all_seats_are_told_how_many_there_are(client: Client, together: WorkshopPage) -> None:
    republish(together, registration_capacity=2, registration_waiting_list=True)
    text = Visitor(client, together).sends(companion_2=NIKOS, companion_3=ELENI).content.decode()
    assert "2 θέσεις συνολικά" in text


def test_a_form_that_allows_fewer_by_now_asks_to_look_again(client: Client, together: WorkshopPage) -> None:
    visitor = Visitor(client, together)
    form = {**visitor.form(), "companion_2": NIKOS, "companion_3": ELENI}
    republish(together, registration_party_size=2)
    answer = client.post(visitor.url, form)
    assert answer.status_code == 422
    assert Registration.objects.count() == 0
    assert str(words_for(PartyTooLarge(2)))


def test_where_everybody_comes_alone_nobody_else_is_asked_for(client: Client, world: World) -> None:
    assert "companion_" not in Visitor(client, publish_workshop(world)).opens().content.decode()
