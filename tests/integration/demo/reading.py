"""Every page of the demo, read once as a visitor reads it, in a host that has marked every element."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site

from innovation_pages.renditions import make_missing
from tests.rig.elements import write_marked

HERE = {"HTTP_HOST": "localhost"}


@dataclass(frozen=True)
class Answer:
    """What came back, and how many statements it took in a process that has just begun."""

    code: int
    statements: int
    markup: str


def marked_templates(folder: Path) -> list[dict[str, Any]]:
    """The setting TEMPLATES of a host whose own folder holds a marked copy of every element."""
    write_marked(folder)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [folder, *templates[0]["DIRS"]]
    return templates


def every_page() -> dict[str, Answer]:
    """The answers of all pages that are published, by their addresses."""
    make_missing()  # what the tasks after each publish make
    browser, site = Client(**HERE), Site.objects.get()
    answers, begun = {}, set()
    for page in Page.objects.live().filter(depth__gt=1):
        address = page.relative_url(site)
        if page.content_type_id not in begun:
            browser.get(address)  # whatever is made for the first visitor of all is made now
            begun.add(page.content_type_id)
        cache.clear()
        ContentType.objects.clear_cache()
        Site.clear_site_root_paths_cache()
        with CaptureQueriesContext(connection) as captured:
            answer = browser.get(address)
        number = sum(not query["sql"].startswith(("SAVEPOINT", "RELEASE")) for query in captured)
        answers[address] = Answer(answer.status_code, number, answer.content.decode())
    return answers
