"""A window given by months: what visitors read before, while and after it is open."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.test import Client

from innovation_pages.models import NewsPage
from tests.factories.pages import desk_of, publish_news, translate
from tests.rig.world import World


@pytest.fixture
def call(world: World) -> NewsPage:
    """A call that is open in January 2024; any day stands for the month."""
    return publish_news(
        world,
        registration_mode="here",
        registration_by_month=True,
        registration_opens_on=date(2024, 1, 18),
        registration_closes_on=date(2024, 1, 5),
    )


@pytest.mark.parametrize(
    ("now", "greek", "english"),
    [
        (datetime(2023, 12, 31, 21, 59, tzinfo=UTC), "Ανοίγει τον Ιανουάριο 2024.", "Opens in January 2024."),
        (
            datetime(2023, 12, 31, 22, 0, tzinfo=UTC),
            "έως και τον <strong>Ιανουάριο 2024</strong>",
            "up to and including <strong>January 2024</strong>",
        ),
        (
            datetime(2024, 1, 31, 21, 59, tzinfo=UTC),
            "έως και τον <strong>Ιανουάριο 2024</strong>",
            "It closes today.",
        ),
        (
            datetime(2024, 1, 31, 22, 0, tzinfo=UTC),
            "έως και τον Ιανουάριο 2024",
            "Closed. It was open up to and including January 2024.",
        ),
    ],
)
def test_the_window_is_told_in_months_of_its_zone(
    client: Client, world: World, call: NewsPage, now: datetime, greek: str, english: str
) -> None:
    other = translate(call, world.en)
    with time_machine.travel(now, tick=False):
        assert greek in client.get(call.get_url()).content.decode()
        assert english in client.get(other.get_url()).content.decode()


def test_the_desk_keeps_the_exact_instants(call: NewsPage) -> None:
    desk = desk_of(call)
    assert desk.by_month
    assert (desk.opens_at, desk.closes_at) == (
        datetime(2023, 12, 31, 22, 0, tzinfo=UTC),
        datetime(2024, 1, 31, 22, 0, tzinfo=UTC),
    )
