"""The demo's library: invented practices of invented bodies, each in both languages, one of them still a draft."""

from __future__ import annotations

import tomllib
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from innovation_pages.models import BestPractice, PracticeIndicator, PracticePartner, PracticeRelation
from registrations.public import Organisation

from .days import moment
from .keys import key_of
from .reading import HERE, LANGUAGES
from .writing import stored

if TYPE_CHECKING:
    from datetime import date

    from .shelf import Shelf

FOLDER = HERE / "practices"
MORNING = time(10, 0)
AS_WRITTEN = (
    "level", "region", "policy_area", "innovation_type", "target_groups", "interaction", "technologies",
    "results_status", "replicability", "staff_effort", "duration",
    "start_year", "start_month", "lifecycle", "in_operation", "evidence", "cost_band", "licence", "external_case",
)  # fmt: skip
WORDS = (
    "title", "slug", "summary", "unit_text", "problem", "solution", "novelty", "making", "beneficiaries",
    "participation", "outcomes", "conditions", "obstacles", "lessons", "replicability_text", "prerequisites", "funding",
)  # fmt: skip


def load(shelf: Shelf, today: date) -> None:
    """Make what is missing: bodies, and each practice in each language; what is there stays as it is."""
    shared = _read("shared")
    for name, facts in shared["organisations"].items():
        body, new = Organisation.objects.get_or_create(name_el=facts["name_el"], defaults=facts)
        shelf.put("organisations", name, body, new=new)
    for name in shared["order"]:
        _load_one(name, shelf, today)


def _load_one(name: str, shelf: Shelf, today: date) -> None:
    facts = _read(name)
    for language in LANGUAGES:
        key = {"translation_key": key_of("practices", name), "locale": shelf.locales[language]}
        if BestPractice.objects.filter(**key).exists():
            continue
        words = _read(f"{name}.{language}")
        practice = BestPractice(**key, live=False)
        _fill(practice, facts, words, shelf, language, today)
        practice.save()
        is_draft = "published_days_ago" not in facts
        revision = practice.save_revision(clean=not is_draft)  # a draft may lack what a published one must have
        if not is_draft:
            revision.publish()
            _date_back(practice, moment(today - timedelta(days=facts["published_days_ago"]), MORNING))
        shelf.made["practices"] += 1


def _fill(
    practice: BestPractice, facts: dict[str, Any], words: dict[str, Any], shelf: Shelf, language: str, today: date
) -> None:
    """Give the practice its facts, its words and its rows."""
    for field in AS_WRITTEN:
        if field in facts:
            setattr(practice, field, facts[field])
    for field in WORDS:
        setattr(practice, field, words.get(field, "").strip())
    practice.owner = shelf.thing("organisations", facts["owner"])
    practice.contact = shelf.thing("contacts", facts.get("contact"))
    if "picture" in facts:
        practice.lead_image = shelf.picture(facts["picture"])
        practice.lead_image_alt = shelf.alt(facts["picture"], language)
        practice.lead_image_credit = words["credit"]
    if "verified_days_ago" in facts:
        practice.last_verified_on = today - timedelta(days=facts["verified_days_ago"])
    if "certificate" in facts:
        practice.certification_number = facts["certificate"]["number"]
        practice.certified_on = today - timedelta(days=facts["certificate"]["days_ago"])
        practice.certified_until = practice.certified_on + timedelta(days=facts["certificate"]["for_days"])
    practice.topics.set([shelf.thing("topics", topic) for topic in facts["topics"]])
    for name, kind in (("assets", "asset"), ("laws", "law"), ("proofs", "proof")):
        setattr(practice, name, _stream(practice, kind, words.get(name, [])))
    practice.relations.set(
        [
            PracticeRelation(related=_practice(name, language, shelf), sort_order=number)
            for number, name in enumerate(facts.get("related", []))
        ]
    )
    practice.partners.set(
        [
            PracticePartner(organisation=shelf.thing("organisations", row["body"]), role=row["role"], sort_order=number)
            for number, row in enumerate(facts.get("partners", []))
        ]
    )
    practice.indicators.set(
        [
            _indicator(row, words["indicators"][key], number, today)
            for number, (key, row) in enumerate(facts.get("indicators", {}).items())
        ]
    )


def _stream(practice: BestPractice, kind: str, values: list[dict[str, Any]]) -> str:
    """The assets or laws, as Wagtail stores them."""
    own = str(practice.translation_key)
    return stored(
        [{"type": kind, "value": value, "id": key_of(own, kind, str(place))} for place, value in enumerate(values)]
    )


def _practice(name: str, language: str, shelf: Shelf) -> BestPractice:
    """A practice that was made before."""
    key = key_of("practices", name)
    found: BestPractice = BestPractice.objects.get(translation_key=key, locale=shelf.locales[language])
    return found


def _indicator(facts: dict[str, Any], words: dict[str, str], number: int, today: date) -> PracticeIndicator:
    days = facts.get("measured_days_ago")
    return PracticeIndicator(
        name=words["name"],
        unit=words.get("unit", ""),
        source=words.get("source", ""),
        baseline=Decimal(str(facts["before"])) if "before" in facts else None,
        value=Decimal(str(facts["after"])) if "after" in facts else None,
        measured_on=today - timedelta(days=days) if days is not None else None,
        sort_order=number,
    )


def _date_back(practice: BestPractice, published: datetime) -> None:
    """Let the practice look as if it had been published on its day, so that the list has an order."""
    BestPractice.objects.filter(pk=practice.pk).update(first_published_at=published, last_published_at=published)


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)
