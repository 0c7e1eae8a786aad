"""The line on the personal page that says what was just done."""

from __future__ import annotations

import pytest
from django.test import Client

from registrations.notices.links import personal_path
from registrations.views.done import Done, back_to
from tests.factories.registrations import make_desk, seated
from tests.rig.world import World

WORDS = {
    Done.SAVED: "Your answers are saved.",
    Done.ANSWERED: "Your answer is sent.",
    Done.WITHDRAWN: "Your consent is withdrawn.",
    Done.SWAPPED: "The two members are swapped.",
    Done.CANCELLED: "What you chose is cancelled. The rest stays as it was.",
}


@pytest.mark.parametrize("done", Done)
def test_the_page_says_what_was_just_done_to_whoever_comes_from_doing_it(
    client: Client, world: World, done: Done
) -> None:
    registration = seated(make_desk())
    assert WORDS[done] in client.get(back_to(registration, done)["Location"]).content.decode()
    assert WORDS[done] not in client.get(personal_path(registration)).content.decode()


@pytest.mark.parametrize("address", ["?done=", "?done=everything", "?done=saved&done=x", "?done=%00"])
def test_an_address_that_somebody_made_up_makes_the_page_say_nothing(
    client: Client, world: World, address: str
) -> None:
    answer = client.get(personal_path(seated(make_desk())) + address)
    told = answer.content.decode()
    assert answer.status_code == 200
    assert [words for words in WORDS.values() if words in told] == []
