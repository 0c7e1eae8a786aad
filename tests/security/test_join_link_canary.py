"""A join link that nobody could guess is kept at a desk, and looked for in everything that leaves the house.

Beside it, markers that do belong in those places are looked for in the same walk: what finds no marker would find no
leak either.
"""

from __future__ import annotations

import io
import json
import logging
import secrets
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from innovation_pages.models import SearchPage, WorkshopIndexPage, WorkshopPage
from registrations.models import Desk, JoinLink, Registration
from registrations.notices.delivering import deliver_due
from registrations.notices.links import personal_path
from registrations.services.meetings import WayIn, keep_link
from tests.factories.addresses import desk_url
from tests.factories.pages import desk_of, publish_workshop, translate
from tests.factories.registrations import seated, soon
from tests.factories.staff import ADMIN, clerk, make_staff, signed_in
from tests.rig.world import World

CANARY = f"canary{secrets.token_hex(8)}"
ON_THE_PAGE = f"pagemarker{secrets.token_hex(4)}"
A_PERSON = f"Personmarker{secrets.token_hex(4)}"
IN_THE_LOG = f"logmarker{secrets.token_hex(4)}"
LINK = f"https://meet.example.org/{CANARY}"
WAY = {"url": LINK, "passcode": f"p-{CANARY}", "dial_in": f"210 000 0000 {CANARY}"}

Findings = Iterator[tuple[str, str]]
"""Kinds of places, each with a text that stands there."""


@dataclass
class Scene:
    """A workshop that begins in ten minutes with a link at its desk; one person is accepted, and one cancelled."""

    world: World
    page: WorkshopPage
    desk: Desk
    accepted: Registration
    soon: Registration


@pytest.fixture
def scene(world: World, settings: Any, tasks_at_once: None) -> Scene:
    settings.ROOT_URLCONF = "tests.security.api_urls"
    world.home.add_child(instance=SearchPage(title="Αναζήτηση", slug="search"))
    page = publish_workshop(
        world, title=f"Συνάντηση {ON_THE_PAGE}", begins_at=soon(hours=1 / 6), delivery="online", summary=ON_THE_PAGE
    )
    later = publish_workshop(world, title=f"Αργότερα {ON_THE_PAGE}", begins_at=soon(days=3), delivery="online")
    translate(page, world.en, title=f"Meeting {ON_THE_PAGE}", slug="meeting")
    desk, far = desk_of(page), desk_of(later)
    for one in (desk, far):
        keep_link(desk=one, session_key="", way=WayIn(**WAY), by=clerk(), now=soon())
    return Scene(world, page, desk, seated(desk, name=A_PERSON), seated(far, name=A_PERSON))


@pytest.fixture
def whole_log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All that any logger says, also those that keep it from the others.

    From INFO on: below it, Django's template engine writes out whole pages, the form of the link among them.
    """
    caplog.set_level(logging.INFO)
    caplog.set_level(logging.DEBUG, logger="registrations")
    apart = [
        logger
        for logger in logging.root.manager.loggerDict.values()
        if isinstance(logger, logging.Logger) and not logger.propagate
    ]
    levels = [logger.level for logger in apart]
    for logger in apart:
        logger.addHandler(caplog.handler)
        logger.setLevel(logging.INFO)
    yield caplog
    for logger, level in zip(apart, levels, strict=True):
        logger.removeHandler(caplog.handler)
        logger.setLevel(level)


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    unfolded = body.decode("utf-8", "replace").replace("\r\n ", "")  # calendar files break their lines
    return f"{response.headers} {response.cookies} {unfolded}"


def on_public_pages(scene: Scene) -> Findings:
    visitor = Client()
    index = WorkshopIndexPage.objects.live().first()
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gt=1).specific()]
    addresses += [f"{index.get_url()}?q={word}" for word in ("", ON_THE_PAGE, CANARY[:6])]
    for address in filter(None, addresses):
        yield "public page", text_of(visitor.get(address))
    search = SearchPage.objects.get().get_url()
    yield "search", text_of(visitor.get(search, {"q": ON_THE_PAGE}))
    yield "calendar feed", text_of(visitor.get(f"{index.get_url()}ics/"))
    yield "sitemap", text_of(visitor.get("/sitemap.xml"))
    for address in ("/api/v2/pages/?fields=*", f"/api/v2/pages/{scene.page.pk}/?fields=*"):
        answer = visitor.get(address)
        assert answer.status_code == 200
        yield "page API", text_of(answer)


def on_personal_pages(scene: Scene) -> Findings:
    visitor = Client()
    early = personal_path(scene.soon)
    yield "personal page before its time", text_of(visitor.get(early))
    place = scene.soon.places.get().pk
    yield "joining too early", text_of(visitor.post(f"{early}join/{place}/"))
    yield "calendar file", text_of(visitor.get(f"{personal_path(scene.accepted)}calendar.ics"))
    page = text_of(visitor.get(personal_path(scene.accepted)))
    yield "personal page in time", page.replace(WAY["passcode"], "").replace(WAY["dial_in"], "")


def in_the_database() -> Findings:
    """Every row of every table but the one of the links, and what Django writes models into."""
    mine = JoinLink._meta.db_table
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != mine:
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 — names that the database gave
                yield f"table {table}", str(cursor.fetchall())
    for revision in Revision.objects.all():
        yield "revision", json.dumps(revision.content, default=str, ensure_ascii=False)
    out = io.StringIO()
    call_command("dumpdata", stdout=out)
    yield "dumpdata", out.getvalue()


def in_the_post() -> Findings:
    deliver_due(now=soon())
    for letter in mail.outbox:
        message = letter.message()
        yield "letter", str(message)
        for part in message.walk():
            content = part.get_payload(decode=True) or b""
            yield "letter", content.decode("utf-8", "replace")


def in_the_admin(scene: Scene) -> Findings:
    north = scene.world.home
    people = {
        "reviewer": make_staff(north, ["review", "export"]),
        "door": make_staff(north, ["check_in"]),
        "editor": make_staff(permissions=(ADMIN,), edits=north),
    }
    edit = f"/admin/pages/{scene.page.pk}"
    addresses = [
        "/admin/",
        f"{edit}/edit/",
        f"{edit}/history/",
        f"{edit}/usage/",
        f"/admin/pages/{scene.page.pk}/view_draft/",
    ]
    addresses += [reverse("wagtailadmin_reports:site_history"), desk_url(), desk_url("inspect", scene.accepted.pk)]
    addresses += [desk_url(model="notice"), desk_url(model="desk")]
    addresses += [desk_url(action, scene.desk.pk, model="desk") for action in ("inspect", "check_in", "meeting")]
    for who, user in people.items():
        client = signed_in(user)
        for address in addresses:
            yield who, text_of(client.get(address))
        for kind in ("csv", "xlsx"):
            answer = client.get(desk_url(export=kind, desk=scene.desk.pk))
            yield f"{kind} of {who}", sheet(answer) if kind == "xlsx" and answer.streaming else text_of(answer)


def sheet(answer: Any) -> str:
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as book:
        return " ".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))


def test_the_link_is_found_on_its_form_and_behind_its_button_and_nowhere_else(
    scene: Scene, whole_log: pytest.LogCaptureFixture
) -> None:
    logging.getLogger("django").info(IN_THE_LOG)
    boss = signed_in(make_staff(scene.world.home, ["configure"]))
    form = desk_url("meeting", scene.desk.pk, model="desk")
    assert CANARY in boss.get(form).content.decode()
    for typed in ({"event-url": f"http://{CANARY}"}, {"event-url": f"{LINK}2", "event-passcode": WAY["passcode"]}):
        boss.post(form, typed)
    boss.post(form, {f"event-{name}": value for name, value in WAY.items()})
    place = scene.accepted.places.get().pk
    joined = Client().post(f"{personal_path(scene.accepted)}join/{place}/")
    assert (joined.status_code, joined["Location"]) == (302, LINK)

    places = [
        *on_public_pages(scene), *on_personal_pages(scene), *in_the_post(), *in_the_admin(scene),
        ("screen of the event", text_of(boss.get(desk_url("inspect", scene.desk.pk, model="desk")))),
        ("list of events", text_of(boss.get(desk_url(model="desk")))),
        *in_the_database(), ("log", whole_log.text),
    ]  # fmt: skip

    def found(needle: str) -> set[str]:
        return {kind for kind, text in places if needle in text}

    assert found(CANARY) == set()
    assert found(ON_THE_PAGE) >= {
        "public page", "search", "calendar feed", "page API", "calendar file", "personal page in time", "revision",
        "personal page before its time", "editor", "screen of the event", "list of events", "dumpdata", "letter",
        "table wagtailsearch_indexentry", "table registrations_registrationlogentry", "table wagtailcore_pagelogentry",
    }  # fmt: skip
    assert found(A_PERSON) >= {"reviewer", "door", "csv of reviewer", "xlsx of reviewer", "dumpdata"}
    assert found("meeting/") >= {"sitemap"}
    assert found(IN_THE_LOG) == {"log"}
