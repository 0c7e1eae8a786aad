"""The demo's labs, its international report and its directory of bodies: the files of the folder `labs`, as pages."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from innovation_pages.models import (
    LabIndexPage,
    LabOrganiser,
    LabPage,
    NewsPage,
    OrganisationDirectoryPage,
    ReportOrganiser,
)

from . import furniture, streams, writing
from .days import day_of, last_day_of
from .keys import key_of
from .reading import HERE, LANGUAGES, PageFile, read_toml

if TYPE_CHECKING:
    from datetime import date

    from wagtail.models import Page

    from .shelf import Shelf

FOLDER = HERE / "labs"
PAGES = {
    "labs": "labs",
    "organisations": "organisations",
    "members": "members",
    "labs/digital-skills": "digital-skills",
    "labs/counters": "counters",
    "labs/letters": "letters",
    "news/next-generation": "next-generation",
    "news/counters-report": "counters-report",
}
"""The place of each page, and the name of its files; each comes after those that it hangs below or links to."""

TYPES: dict[str, type[Page]] = {
    "lab_index": LabIndexPage,
    "lab": LabPage,
    "news": NewsPage,
    "directory": OrganisationDirectoryPage,
}
LAB_WORDS = ("programme", "next_text")
REPORT_WORDS = ("follow_up", "follow_up_when", "source_name")
REPORT_FACTS = ("held_on", "held_how", "source_url")


def load(shelf: Shelf, today: date) -> None:
    """Make and publish what is missing; the shelf holds what the demo's pages share, home and the list of news."""
    shared = read_toml(FOLDER / "shared.toml")
    furniture.organisations(shelf, shared["organisations"])
    furniture.pictures(shelf, shared["pictures"])
    for name, file in PAGES.items():
        writing.write(read(name, file), shelf, today, fill=fill, types=TYPES)


def read(name: str, file: str) -> PageFile:
    """The files of one page of the folder."""
    words = {language: read_toml(FOLDER / f"{file}.{language}.toml") for language in LANGUAGES}
    return PageFile(name=name, facts=read_toml(FOLDER / f"{file}.toml"), words=words)


def fill(page: Any, page_file: PageFile, language: str, shelf: Shelf, today: date) -> None:
    """Give the page its words and facts."""
    plain = {key: value for key, value in page_file.words[language].items() if key != "body"}
    writing.fill_common(page, replace(page_file, words={language: plain}), language, shelf, today)
    if "body" in page_file.words[language]:
        page.body = writing.stored(_story(page_file, language, shelf))
    if "members_of" in page_file.facts:
        page.members_of = shelf.page(page_file.facts["members_of"], language)
    if isinstance(page, LabPage):
        _fill_lab(page, page_file, language, shelf, today)
    if isinstance(page, NewsPage):
        _fill_report(page, page_file, language, shelf)


def _story(page_file: PageFile, language: str, shelf: Shelf) -> list[streams.Block]:
    """The story, with the hubs of the page where its words say so."""
    words, facts = page_file.words[language], page_file.facts
    told = [entry for entry in words["body"] if entry["kind"] != "hubs"]
    blocks = streams.Story(page_file.name, language, shelf).blocks(told)
    for place, entry in enumerate(words["body"]):
        if entry["kind"] == "hubs":
            bodies = {hub: shelf.thing("organisations", hub) for hub in facts["hubs"]}
            hubs = [_item(page_file.name, "hubs", hub, body.pk) for hub, body in bodies.items()]
            value = {"title": words["hubs"], "hubs": hubs}
            blocks.insert(place, {"type": "hubs", "value": value, "id": key_of(page_file.name, "hubs")})
    return blocks


def _fill_lab(page: Any, page_file: PageFile, language: str, shelf: Shelf, today: date) -> None:
    name, facts, words = page_file.name, page_file.facts, page_file.words[language]
    if "begins" in facts:
        day = day_of(facts, today)
        writing.fill_event(page, page_file, language, shelf, day)
        page.registration_closes_on = last_day_of(facts.get("registration", {}), event_day=day, today=today)
    page.delivery = facts["delivery"]
    page.plan_year = facts.get("plan_year")
    page.next_contact = shelf.thing("contacts", facts.get("next_contact"))
    page.organisers = writing.organisers(LabOrganiser, facts, shelf)
    for field in LAB_WORDS:
        setattr(page, field, words.get(field, ""))
    page.challenges = _stream(name, "question", words.get("challenges", []))
    page.principles = _stream(name, "principle", words.get("principles", []))
    page.outcomes = _stream(name, "outcome", words.get("outcomes", []))
    page.products = _stream(name, "product", words.get("products", []))
    page.participants = _stream(name, "participants", [_sector(name, part) for part in words.get("participants", [])])
    page.gallery = _gallery(page_file, language, shelf)


def _sector(name: str, part: dict[str, Any]) -> dict[str, Any]:
    """The kinds of bodies of one sector."""
    bodies = [_item(name, part["sector"], str(number), body) for number, body in enumerate(part["bodies"])]
    return {**part, "bodies": bodies}


def _gallery(page_file: PageFile, language: str, shelf: Shelf) -> str:
    """The pictures of a lab. Raises ValueError where facts and words differ in number."""
    pairs = zip(page_file.facts.get("gallery", []), page_file.words[language].get("gallery", []), strict=True)
    blocks = []
    for number, (facts, words) in enumerate(pairs):
        alt = shelf.alt(facts["picture"], language)
        image = {"image": shelf.picture(facts["picture"]).pk, "decorative": False, "alt_text": alt}
        flags = {flag: facts[flag] for flag in ("people", "consent") if flag in facts}
        told = {key: text.strip() for key, text in words.items()}
        value = {"image": image, **told, **flags}
        blocks.append({"type": facts["kind"], "value": value, "id": key_of(page_file.name, "gallery", str(number))})
    return writing.stored(blocks)


def _fill_report(page: Any, page_file: PageFile, language: str, shelf: Shelf) -> None:
    facts, words = page_file.facts, page_file.words[language]
    for field in REPORT_WORDS:
        setattr(page, field, words.get(field, ""))
    for field in REPORT_FACTS:
        setattr(page, field, facts.get(field, getattr(page, field)))
    page.topics = writing.stored(streams.topics(page_file.name, words.get("topics", [])))
    page.organisers = writing.organisers(ReportOrganiser, facts, shelf)
    if "recap_of" in facts:
        page.recap_of = shelf.page(facts["recap_of"], language)


def _stream(name: str, kind: str, values: list[Any]) -> str:
    """A stream of blocks of one kind, as Wagtail stores it."""
    return writing.stored(
        [{"type": kind, "value": value, "id": key_of(name, kind, str(place))} for place, value in enumerate(values)]
    )


def _item(*parts: Any) -> streams.Block:
    """An item of a list block: the last part is its value, the others name it."""
    *names, value = parts
    return {"type": "item", "value": value, "id": key_of(*names)}
