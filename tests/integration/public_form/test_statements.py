"""How many statements a page costs: the figure may not grow with what is on it.

Counted in a process that has just begun: it knows no content type, no site and no root path yet.
"""

from __future__ import annotations

import json
import os
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from innovation_pages.models import NewsIndexPage, NewsPage, WorkshopIndexPage, WorkshopPage
from registrations.notices.links import personal_path
from tests.factories.pages import desk_of, publish_news, publish_workshop, question, soon
from tests.factories.registrations import seated, sign_up
from tests.rig.world import World

BUDGET = 15
MANY = 200 if os.environ.get("SOAK", "") == "1" else 40


def cold(client: Client, address: str) -> int:
    """The number of statements of one request that finds every cache empty."""
    cache.clear()
    ContentType.objects.clear_cache()
    Site.clear_site_root_paths_cache()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    statements = [query["sql"] for query in captured if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    print(f"{address}: {len(statements)}", *statements, sep="\n  ")  # shown with a failure
    return len(statements)


def test_a_workshop_with_an_open_form_keeps_to_its_budget(client: Client, workshop: WorkshopPage) -> None:
    assert cold(client, workshop.get_url()) <= BUDGET


def test_people_and_questions_cost_no_statement(client: Client, world: World) -> None:
    few = publish_workshop(world, registration_capacity=3, registration_waiting_list=True)
    many = publish_workshop(
        world,
        registration_capacity=3,
        registration_waiting_list=True,
        questions=[question("choice", f"Ερώτηση {n}", options=["α", "β", "γ"]) for n in range(40)],
    )
    desk = desk_of(many)
    for _ in range(6):
        seated(desk)
    for _ in range(3):
        sign_up(desk)
    assert cold(client, many.get_url()) <= cold(client, few.get_url())


def test_the_thank_you_keeps_to_the_budget(client: Client, workshop: WorkshopPage) -> None:
    assert cold(client, f"{workshop.get_url()}?done=1") <= BUDGET


@pytest.mark.parametrize("mode", ["none", "here"])
def test_a_news_item_keeps_to_its_budget(client: Client, world: World, mode: str) -> None:
    assert cold(client, publish_news(world, registration_mode=mode).get_url()) <= BUDGET


def test_the_home_page_keeps_to_its_budget(client: Client, world: World) -> None:
    publish_workshop(world)
    publish_news(world)
    assert cold(client, "/") <= BUDGET


def many_news(index: NewsIndexPage, number: int) -> None:
    for one in range(number):
        index.add_child(instance=NewsPage(title=f"Νέο {one}", slug=f"news-{one}", date=date(2026, 1, 1)))


def many_workshops(index: WorkshopIndexPage, number: int) -> None:
    for one in range(number):
        begins_at = soon(one + 1)
        hours = {"begins_at": begins_at, "ends_at": begins_at + timedelta(hours=1)}
        index.add_child(instance=WorkshopPage(title=f"Ημέρα {one}", slug=f"day-{one}", **hours))


@pytest.mark.parametrize(
    "kind", [(NewsIndexPage, many_news), (WorkshopIndexPage, many_workshops)], ids=["news", "days"]
)
def test_a_long_list_costs_the_same_as_one_of_10(client: Client, world: World, kind: tuple[Any, Any]) -> None:
    model, fill = kind
    few = world.home.add_child(instance=model(title="Λίγα", slug="few"))
    fill(few, 10)
    many = world.home.add_child(instance=model(title="Πολλά", slug="many"))
    fill(many, MANY)
    first, second = cold(client, few.get_url()), cold(client, many.get_url())
    assert second <= first
    assert second <= BUDGET


def test_a_news_item_with_the_form_of_another_page_keeps_to_its_budget(client: Client, world: World) -> None:
    workshop = publish_workshop(world)
    news = publish_news(world, body=json.dumps([{"type": "registration", "value": workshop.pk}]))
    assert cold(client, news.get_url()) <= BUDGET
    assert f"r{workshop.pk}-" in client.get(news.get_url()).content.decode()


def test_a_full_workshop_keeps_to_its_budget(client: Client, world: World) -> None:
    full = publish_workshop(world, registration_capacity=1, registration_waiting_list=True)
    seated(desk_of(full))
    assert cold(client, full.get_url()) <= BUDGET


def test_the_personal_page_keeps_to_its_budget(client: Client, world: World) -> None:
    path = personal_path(seated(desk_of(publish_workshop(world))))
    assert cold(client, path) <= BUDGET
