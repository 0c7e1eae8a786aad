"""The site that the browser tests walk through: lists in two languages, to which each test adds what it needs."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.timezone import localdate
from wagtail.models import Page

from innovation_pages.models import (
    ContactPoint,
    InnovationPagesSettings,
    NewsIndexPage,
    NewsPage,
    StandardPage,
    Venue,
    WorkshopIndexPage,
    WorkshopPage,
)
from registrations.domain.rules import Mode
from registrations.models import Desk, Organisation, PrivacyNotice, RegistrationSettings
from tests.factories.registrations import soon
from tests.rig.world import World

GREEK_TITLE, ENGLISH_TITLE = "Εργαστήριο απλής γλώσσας", "Workshop on plain language"


def question(kind: str, label: str, **facts: Any) -> tuple[str, dict[str, Any]]:
    """A block of the questions field, to be answered unless `facts` say else."""
    return kind, {"label": label, "required": True, "hint": "", **facts}


EVERY_QUESTION = [
    ("explanation", {"heading": "Για εσάς", "text": "<p>Ρωτάμε μόνο ό,τι χρειάζεται.</p>"}),
    question("short_text", "Φορέας", hint="Όπως γράφεται στα έγγραφά σας."),
    question("long_text", "Τι θα θέλατε να μάθετε;"),
    question("email", "E-mail της γραμματείας", required=False),
    question("phone", "Τηλέφωνο"),
    question("number", "Πόσα χρόνια εργάζεστε;", smallest=0, largest=60),
    question("date", "Από πότε;"),
    question("choice", "Πώς θα έρθετε;", options=["Με τρένο", "Με λεωφορείο", "Με τα πόδια"]),
    question("choice", "Από πού έρχεστε;", options=[f"Περιοχή {number}" for number in range(1, 11)]),
    question("choices", "Ποια εργαλεία ξέρετε;", options=["Συνεντεύξεις", "Πρωτότυπα", "Δοκιμές"]),
    question("yes_no", "Θα χρειαστείτε διερμηνεία;"),
    question("consent", "Συμφωνώ να φωτογραφηθώ."),
]
"""One of each kind of question, and two sizes of choice."""


@dataclass(frozen=True)
class Pair:
    """A page and its translation."""

    el: Page
    en: Page

    def in_(self, language: str) -> Page:
        """The page in a language."""
        return self.en if language == "en" else self.el

    def address(self, language: str) -> str:
        """The whole address in a language."""
        return str(self.in_(language).full_url)

    @property
    def desk(self) -> Desk:
        """The desk of the two, once one of them was published."""
        return Desk.objects.get(translation_key=self.el.translation_key)


@dataclass(frozen=True)
class Fair:
    """The lists and what pages share."""

    world: World
    unit: Organisation
    venue: Venue
    home: Pair
    news_list: Pair
    workshops: Pair
    statement: Pair

    def workshop(self, title: str = GREEK_TITLE, title_en: str = ENGLISH_TITLE, **facts: Any) -> Pair:
        """A published workshop in a month, in both languages: registers here, sixty seats, unless `facts` say else."""
        begins_at = facts.pop("begins_at", soon(days=30))
        page = WorkshopPage(
            **{
                "title": title,
                "begins_at": begins_at,
                "ends_at": begins_at + timedelta(hours=3),
                "venue": self.venue,
                "unit": self.unit,
                "summary": "Τρεις ώρες με παραδείγματα από έγγραφα της υπηρεσίας σας.",
                "registration_mode": Mode.HERE.value,
                "registration_capacity": 60,
                **facts,
            }
        )
        return published(self.workshops, page, title_en)

    def news(self, title: str = "Τα νέα του δικτύου", title_en: str = "News of the network", **facts: Any) -> Pair:
        """A published news item in both languages."""
        return published(self.news_list, NewsPage(title=title, unit=self.unit, date=localdate(), **facts), title_en)


def make_fair(world: World) -> Fair:
    """Add to the world what every page needs: lists, a unit, a venue, a contact and a privacy notice."""
    unit = Organisation.objects.create(name_el="Τμήμα Καινοτομίας", name_en="Department of Innovation")
    venue = Venue.objects.create(
        name_el="Αμφιθέατρο Δοκιμών",
        name_en="Trial Hall",
        address_el="Οδός Δοκιμής 1",
        city_el="Λάρισα",
        city_en="Larissa",
    )
    contact = ContactPoint.objects.create(unit_el="Τμήμα Καινοτομίας", unit_en="Innovation unit", phone="210 000 0000")
    notice = PrivacyNotice.objects.create(
        name="Εκδηλώσεις",
        locale=world.el,
        summary="Τα στοιχεία σας μένουν στο τμήμα και διαγράφονται έξι μήνες μετά την εκδήλωση.",
        text="<p>Υπεύθυνος επεξεργασίας είναι ο φορέας.</p>",
    )
    english = notice.copy_for_translation(world.en)
    english.summary = "Your details stay with the department and are erased six months after the event."
    english.text = "<p>The body is the controller.</p>"
    english.save()
    RegistrationSettings.objects.update_or_create(site=world.site, defaults={"privacy_notice": notice})
    home = Pair(world.home, world.home_en)
    news_list = published(home, NewsIndexPage(title="Νέα", show_in_menus=True), "News")
    workshops = published(home, WorkshopIndexPage(title="Εργαστήρια", show_in_menus=True), "Workshops")
    statement = published(home, StandardPage(title="Δήλωση προσβασιμότητας"), "Accessibility statement")
    InnovationPagesSettings.objects.create(
        site=world.site, unit=unit, contact=contact, accessibility_page=statement.el, footer_text_el="Φορέας Δοκιμών"
    )
    return Fair(
        world=world, unit=unit, venue=venue, home=home, news_list=news_list, workshops=workshops, statement=statement
    )


def published(parents: Pair, page: Page, title_en: str) -> Pair:
    """Publish a new page below the Greek parent, and its translation below the English one."""
    parents.el.refresh_from_db()
    parents.el.add_child(instance=page)
    page.save_revision().publish()
    english = page.copy_for_translation(parents.en.locale)
    english.title, english.slug = title_en, f"{page.slug[:40]}-{uuid.uuid4().hex[:6]}"
    english.save_revision().publish()
    model = type(page)
    return Pair(model.objects.get(pk=page.pk), model.objects.get(pk=english.pk))
