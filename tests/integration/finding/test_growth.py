"""Lists cost as many statements with many items as with ten: every day with sixty, SOAK=1 with a thousand."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from django.test import Client

from innovation_pages.models import LabIndexPage, LabPage, PracticeLibraryPage
from tests.factories.crowds import crowd_of, crowd_of_practices
from tests.factories.practices import practice
from tests.rig.statements import statements

from .conftest import Site, add_event, add_news

MANY = 1000 if os.environ.get("SOAK") == "1" else 60
BEGINS = datetime(2026, 12, 10, 8, tzinfo=UTC)
IDEA = ("outcome", {"kind": "idea", "text": "Κοινό ημερολόγιο"})


def test_no_list_costs_more_when_it_grows(client: Client, site: Site) -> None:
    home = site.world.home
    labs = home.add_child(instance=LabIndexPage(title="Εργαστήρια", slug="labs"))
    library = home.add_child(instance=PracticeLibraryPage(title="Πρακτικές", slug="praktikes"))
    lab = labs.add_child(instance=LabPage(title="Εργαστήριο", begins_at=BEGINS, unit=site.unit, outcomes=[IDEA]))
    news = add_news(site.news, "Νέο για το λιμάνι", unit=site.unit)
    event = add_event(site.workshops, "Συζήτηση", BEGINS, unit=site.unit)
    record = practice("Άδεια", site.world.el, topics=("Εξυπηρέτηση",))
    asked = [
        f"{site.news.url}?year=2026",
        site.workshops.url,
        f"{site.workshops.url}?month=2026-12",
        f"{site.workshops.url}ics/",
        labs.url,
        f"{labs.url}?delivery=in_person",
        f"{library.url}?topic=exypiretisi",
        f"{site.search.url}?q=λιμάνι",
    ]

    def grow(number: int) -> dict[str, int]:
        for page in (news, event, lab):
            crowd_of(page, number)
        crowd_of_practices(record, number)
        return {address: statements(client, address) for address in asked}

    few = grow(9)
    assert client.get(labs.url).context["listing"].page_obj.paginator.count == 10
    many = grow(MANY - 10)
    assert client.get(labs.url).context["listing"].page_obj.paginator.count == MANY
    assert client.get(library.url).context["shelf"].found == MANY
    assert client.get(site.search.url, {"q": "λιμάνι"}).context["answers"].total >= MANY
    assert many == few
    assert max(many.values()) <= 15
