"""Writing the demo's pages: the Greek page first, then its translation, both published."""

from __future__ import annotations

import json
from datetime import time
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

from cms_site.home.models import HomePage
from innovation_pages.models import (
    NewsIndexPage,
    NewsPage,
    PracticeLibraryPage,
    SearchPage,
    StandardPage,
    WorkshopIndexPage,
    WorkshopOrganiser,
    WorkshopPage,
)

from . import streams
from .days import date_of, day_of, last_day_of, moment
from .keys import key_of
from .reading import LANGUAGES, PageFile
from .shelf import CannotLoad
from .unfolding import expected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from innovation_pages.models import OrganiserRole

    from .shelf import Shelf

    Filler = Callable[[Any, PageFile, str, Shelf, date], None]

TYPES: dict[str, type[Page]] = {
    "home": HomePage,
    "news_index": NewsIndexPage,
    "workshop_index": WorkshopIndexPage,
    "practice_library": PracticeLibraryPage,
    "search": SearchPage,
    "standard": StandardPage,
    "news": NewsPage,
    "workshop": WorkshopPage,
}
RULES = (
    *("mode", "action", "opens_on", "by_month", "capacity", "party_size", "review", "waiting_list", "link", "code"),
    *("person_key", "alternate_required", "member_position", "member_phone"),
)
RICH_WORDS = ("introduction", "eligibility", "thanks")
PLAIN_WORDS = ("cycle", "programme")
MORNING = time(10, 0)


def write(
    page_file: PageFile, shelf: Shelf, today: date, *, fill: Filler | None = None, types: dict[str, type[Page]] = TYPES
) -> None:
    """Make and publish a page in each language where it is not there yet; `fill` gives it its words and facts."""
    model = types[page_file.facts["type"]]
    for language in LANGUAGES:
        key = {"translation_key": key_of(page_file.name), "locale": shelf.locales[language]}
        page = model.objects.filter(**key).first()
        if page is None:
            page = _begin(page_file, language, model, shelf)
            (fill or fill_common)(page, page_file, language, shelf, today)
            _publish(page, page_file, language, shelf)
            page = model.objects.get(pk=page.pk)
            shelf.made["pages"] += 1
        shelf.pages[page_file.name, language] = page


def _begin(page_file: PageFile, language: str, model: type[Page], shelf: Shelf) -> Page:
    """An unsaved page in Greek; in another language the saved draft that Wagtail makes of it."""
    first, *_others = LANGUAGES
    if language == first:
        return model(translation_key=key_of(page_file.name), locale=shelf.locales[language], live=False)
    draft: Page = shelf.page(page_file.name, first).copy_for_translation(shelf.locales[language])
    return draft


def _publish(page: Page, page_file: PageFile, language: str, shelf: Shelf) -> None:
    if page.pk is None:
        if page_file.parent:
            Page.objects.get(pk=shelf.page(page_file.parent, language).pk).add_child(instance=page)
        else:
            _take_the_top(page, shelf)
    page.save_revision().publish()


def _take_the_top(home: Page, shelf: Shelf) -> None:
    """Put the home page where the page was that Wagtail welcomes with. Raises CannotLoad where there is another."""
    old = shelf.site.root_page
    if old.specific_class is not Page or old.get_children().exists():
        raise CannotLoad("The site has a home page of its own. Load the demo into an empty database.")
    Page.get_first_root_node().add_child(instance=home)
    shelf.site.root_page = home
    shelf.site.save()
    Page.objects.get(pk=old.pk).delete()


def fill_common(page: Any, page_file: PageFile, language: str, shelf: Shelf, today: date) -> None:
    """Give the page the words and facts that all types, news and workshops have."""
    facts = page_file.facts
    story = streams.Story(page_file.name, language, shelf)
    _fill_story(page, page_file, language, story)
    if "filed_under" in facts:
        page.filed_under = [shelf.thing("topics", topic) for topic in facts["filed_under"]]
    event_day = None
    if isinstance(page, WorkshopPage):
        if "expected" in facts:
            page.date_precision, page.expected_on = expected(facts, today)
            fill_place(page, facts, shelf)
        else:
            event_day = day_of(facts, today)
            fill_event(page, page_file, language, shelf, event_day)
        event: Any = page
        event.organisers = organisers(WorkshopOrganiser, facts, shelf)
    if isinstance(page, NewsPage):
        page.date = date_of(facts, today)
        page.first_published_at = moment(page.date, MORNING)
    if "published" in facts:
        page.first_published_at = moment(facts["published"].date(), facts["published"].time())
    if "registration" in facts:
        _fill_registration(page, page_file, language, story)
        page.registration_closes_on = last_day_of(facts["registration"], event_day=event_day, today=today)


def _fill_story(page: Any, page_file: PageFile, language: str, story: streams.Story) -> None:
    facts, words, shelf = page_file.facts, page_file.words[language], story.shelf
    for name in ("title", "slug", "summary", "hero_title", "hero_text"):
        if name in words:
            setattr(page, name, words[name])
    page.draft_title = page.title
    page.show_in_menus = facts.get("menu", False)
    if "body" in words:
        page.body = stored(story.blocks(words["body"]))
    if "contact" in facts:
        page.contact = shelf.thing("contacts", facts["contact"])
    if "unit" in facts:
        page.unit = shelf.thing("organisations", facts["unit"])
    if "picture" in facts:
        page.lead_image = shelf.picture(facts["picture"])
        page.lead_image_alt = shelf.alt(facts["picture"], language)


def fill_event(page: Any, page_file: PageFile, language: str, shelf: Shelf, day: date) -> None:
    """Give an event its hours on that day, its place, sessions, topics and programme."""
    facts, words = page_file.facts, page_file.words[language]
    page.begins_at, page.ends_at = moment(day, facts["begins"]), moment(day, facts["ends"])
    fill_place(page, facts, shelf)
    page.sessions = stored(streams.sessions(page_file.name, facts.get("sessions", []), words.get("sessions", {}), day))
    page.topics = stored(streams.topics(page_file.name, words.get("topics", [])))
    page.agenda = stored(streams.agenda(page_file.name, facts.get("agenda", []), words.get("agenda", [])))


def fill_place(page: Any, facts: dict[str, Any], shelf: Shelf) -> None:
    """Say where an event is held, and how people attend."""
    page.delivery = facts["delivery"]
    page.venue = shelf.thing("venues", facts.get("venue"))
    page.room = shelf.thing("rooms", f"{facts['venue']}/{facts['room']}") if "room" in facts else None


def organisers(role: type[OrganiserRole], facts: dict[str, Any], shelf: Shelf) -> list[OrganiserRole]:
    """Who stands behind an event, in the order of the file."""
    return [
        role(organisation=shelf.thing("organisations", one["body"]), role=one["role"], sort_order=number)
        for number, one in enumerate(facts.get("organisers", []))
    ]


def _fill_registration(page: Any, page_file: PageFile, language: str, story: streams.Story) -> None:
    rules, words = page_file.facts["registration"], page_file.words[language]
    told = words.get("registration", {})
    if "privacy" in rules:
        page.registration_privacy_notice = story.shelf.thing("notices", f"{rules['privacy']}.{language}")
    for name in RULES:
        if name in rules:
            setattr(page, f"registration_{name}", rules[name])
    for name in PLAIN_WORDS:
        setattr(page, f"registration_{name}", told.get(name, ""))
    for name in RICH_WORDS:
        setattr(page, f"registration_{name}", story.html(told.get(name, "")))
    page.registration_steps = stored(streams.steps(page_file.name, told.get("steps", [])))
    asked = page_file.facts.get("questions", [])
    page.questions = stored(streams.questions(page_file.name, asked, words.get("questions", {})))


def stored(blocks: list[streams.Block]) -> str:
    """A stream as Wagtail stores it."""
    return json.dumps(blocks, cls=DjangoJSONEncoder)
