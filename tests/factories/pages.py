"""Pages with a registration, published the way an editor publishes them.

page = publish_workshop(world, registration_capacity=3, questions=[("short_text", {"label": "Body"})])
visitor = Visitor(client, page)
visitor.sends(email="a@example.org")
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from typing import Any, TypeVar

from django.http import HttpResponse
from django.test import Client
from wagtail.models import Locale, Page

from innovation_pages.models import NewsIndexPage, NewsPage, WorkshopIndexPage, WorkshopPage
from registrations.models import Desk
from tests.rig.world import World

P = TypeVar("P", bound=Page)


def soon(days: float = 30) -> datetime:
    """A full hour some days from now."""
    return (datetime.now(UTC) + timedelta(days=days)).replace(minute=0, second=0, microsecond=0)


def question(kind: str, label: str, **value: Any) -> tuple[str, dict[str, Any]]:
    """A question as a StreamField takes it."""
    return kind, {"label": label, "required": False, "hint": "", **value}


def publish_workshop(world: World, *, title: str = "Εργαστήριο", **fields: Any) -> WorkshopPage:
    """A published workshop next month that registers here, with verified addresses and no limit."""
    index = WorkshopIndexPage.objects.child_of(world.home).first()
    if index is None:
        index = world.home.add_child(instance=WorkshopIndexPage(title="Εργαστήρια", slug="workshops"))
    begins_at = fields.pop("begins_at", soon())
    event = {"begins_at": begins_at, "ends_at": begins_at + timedelta(hours=3), "registration_mode": "here"}
    return _published(index, WorkshopPage(title=title, slug=f"w-{uuid.uuid4().hex[:8]}", **{**event, **fields}))


def publish_news(world: World, *, title: str = "Πρόσκληση", **fields: Any) -> NewsPage:
    """A published news item; it takes registrations only where `registration_mode` says so."""
    index = NewsIndexPage.objects.child_of(world.home).first()
    if index is None:
        index = world.home.add_child(instance=NewsIndexPage(title="Νέα", slug="news"))
    return _published(index, NewsPage(title=title, slug=f"n-{uuid.uuid4().hex[:8]}", **fields))


def _published(parent: Page, page: P) -> P:
    parent.add_child(instance=page)
    return republish(page)


def republish(page: P, **changes: Any) -> P:
    """Change a page as an editor does, publish it, and read it anew."""
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page)._default_manager.get(pk=page.pk)


def translate(page: P, locale: Locale, **changes: Any) -> P:
    """The published translation of a page, with its parents."""
    translated = page.copy_for_translation(locale, copy_parents=True)
    return republish(translated, **changes)


def desk_of(page: Page) -> Desk:
    """The desk of a page, read anew."""
    return Desk.objects.get(translation_key=page.translation_key)


class _Fields(HTMLParser):
    """Collects what a browser would send from the first registration form of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.action, self.values = False, "", {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form" and "rg-form" in found.get("class", "") and not self.action:
            self.inside, self.action = True, found.get("action", "")
        elif self.inside and tag == "input" and found.get("name") and found.get("type") not in {"checkbox", "radio"}:
            self.values[found["name"]] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


class Visitor:
    """Somebody with a browser: opens a page, fills in its form and sends it."""

    def __init__(self, client: Client, page: Page, url: str = "") -> None:
        self.client, self.page = client, page
        self.url = url or page.get_url()
        self.answer: HttpResponse = HttpResponse()

    def opens(self, **headers: Any) -> HttpResponse:
        """Read the page."""
        self.answer = self.client.get(self.url, **headers)
        return self.answer

    def form(self) -> dict[str, str]:
        """The fields of the form with what stands in them; the e-mail and name of a new person."""
        fields = _Fields()
        fields.feed((self.answer if self.answer.content else self.opens()).content.decode())
        person = {"name": "Άννα Άννου", "email": f"{uuid.uuid4().hex[:12]}@example.org"}
        return {**fields.values, **{name: value for name, value in person.items() if not fields.values.get(name)}}

    def action(self) -> str:
        """Where the form is sent."""
        fields = _Fields()
        fields.feed((self.answer if self.answer.content else self.opens()).content.decode())
        return fields.action

    def sends(self, **typed: Any) -> HttpResponse:
        """Fill in the form that was read last (or read it now) and send it; a value of None leaves a field out."""
        values = {**self.form(), **typed}
        sent = {name: value for name, value in values.items() if value is not None}
        self.answer = self.client.post(self.url, sent)
        return self.answer
