"""How many statements each page of the demo costs in a process that has just begun."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Page, Site

from innovation_pages.renditions import make_missing

BUDGET = 15


@pytest.fixture(autouse=True)
def _greek_afterwards() -> Iterator[None]:
    """The last page is in English; whoever comes next begins in Greek."""
    yield
    translation.activate("el")


@pytest.mark.usefixtures("demo")
@pytest.mark.django_db
def test_no_page_of_the_demo_costs_more_than_its_budget(client: Client) -> None:
    pages = [page for page in Page.objects.live().filter(depth__gte=2) if page.url]
    assert len(pages) > 40
    make_missing()  # what the tasks after each publish make
    dear = {}
    for page in pages:
        address = page.get_url()
        client.get(address)  # whatever is made for the first visitor of all is made now
        cache.clear()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        number = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)
        if number > BUDGET:
            dear[address] = number
    assert dear == {}
