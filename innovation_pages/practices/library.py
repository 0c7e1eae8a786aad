"""The list of the library: reads the records as short rows, counts the facets, and fetches one page of cards.

Statements: rows, topics of rows, cards, pictures. Their number is the same for ten records or for
five hundred; the counting is done in memory, by `facets`.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page as Slice
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from innovation_pages.conf import app_settings
from innovation_pages.listings import page_number
from innovation_pages.queries import CARD_PICTURE, fetch_renditions
from registrations.public import fold, has_controls, without_controls

from .certificates import holds_certificate
from .facets import Chip, Facet, Record, Ticks, chips, facet, matching, query_of
from .vocabularies import Evidence, Level, Lifecycle, Region, Technology

if TYPE_CHECKING:
    from django.http import QueryDict

FACETS = ("topic", "level", "region", "technology", "status", "year")
CERTIFIED = "certified"
COUNTRY = "country"
NEWEST, BY_TITLE = "newest", "title"
LONGEST_SEARCH = 100
MOST_TICKS = 50
LONGEST_TICK = 80

Vocabulary = tuple[str, str, list[tuple[str, str]]]
"""A facet with its label and the values that it may have, each with its words."""

COLUMNS = (
    "pk", "title", "first_published_at", "level", "region", "evidence", "lifecycle", "start_year", "technologies",
    "certification_number", "certified_on", "certified_until",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """What the visitor asks: ticks by facet, words, order, page."""

    ticks: Ticks
    words: str
    sort: str
    number: str

    @property
    def extra(self) -> dict[str, str]:
        """The parts of the address that are no ticks; the usual order is not written."""
        return {"q": self.words, "sort": "" if self.sort == NEWEST else self.sort}

    @property
    def is_open(self) -> bool:
        """Whether nothing is asked for: the whole library is shown."""
        return not self.words and not any(self.ticks.values())


@dataclass(frozen=True, slots=True)
class Shelf:
    """The answer: one page of practices, the facets with their counts, and the ticks as chips."""

    page_obj: Slice[Any]
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    question: Question
    query: str

    @property
    def found(self) -> int:
        """How many practices fit."""
        number: int = self.page_obj.paginator.count
        return number


@dataclass(frozen=True, slots=True)
class _Topics:
    """The topics of each practice by its key, and their names in the order that editors gave them."""

    of: defaultdict[int, set[str]]
    named: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A record with what it is sorted by."""

    record: Record
    title: str
    published: datetime | None


def question_of(query: QueryDict) -> Question:
    """Read an address; what no address of ours can hold is ignored."""
    ticks = {name: frozenset(filter(_is_asked, query.getlist(name)[:MOST_TICKS])) for name in FACETS}
    words = " ".join(without_controls(query.get("q", "")).split())[:LONGEST_SEARCH]
    sort = BY_TITLE if query.get("sort") == BY_TITLE else NEWEST
    return Question(ticks=ticks, words=words, sort=sort, number=query.get("page", ""))


def _is_asked(value: str) -> bool:
    """Whether a tick may be the value of a facet: none is longer, or holds what no database keeps."""
    return 0 < len(value) <= LONGEST_TICK and not has_controls(value)


def shelf(practices: QuerySet[Any], question: Question, today: date) -> Shelf:
    """The part of the published practices that the visitor asks for."""
    topics = _topics(practices, question.ticks.get("topic", frozenset()))
    rows = _rows(practices, question.words, topics, today)
    records = [row.record for row in rows]
    vocabularies = _vocabularies(topics, records, question.ticks)
    question = replace(question, ticks=_known(question.ticks, vocabularies))
    fitting = {record.key for record in matching(records, question.ticks)}
    keys = [row.record.key for row in _in_order(rows, question.sort) if row.record.key in fitting]
    facets = tuple(facet(*each, records, question.ticks) for each in vocabularies)
    return Shelf(
        page_obj=_page(practices, keys, question.number),
        facets=facets,
        chips=tuple(chips(facets, question.ticks, question.extra)),
        question=question,
        query=query_of(question.ticks, question.extra),
    )


def found_in(practices: QuerySet[Any], words: str) -> QuerySet[Any]:
    """The practices whose folded text has every one of the words."""
    for word in fold(words).split():
        practices = practices.filter(search_text__contains=word)
    return practices


def _topics(practices: QuerySet[Any], ticked: frozenset[str]) -> _Topics:
    """The topics of the practices with their names, in one statement; one more for a tick that no practice has."""
    model = practices.model._meta.get_field("topics").related_model
    of: defaultdict[int, set[str]] = defaultdict(set)
    named: dict[str, Any] = {}
    rows = practices.model.topics.through.objects.filter(bestpractice__in=practices.order_by().values("pk"))
    facts = ("slug", "sort_order", "name_el", "name_en")
    for key, *values in rows.values_list("bestpractice_id", *(f"topic__{name}" for name in facts)):
        topic = model(**dict(zip(facts, values, strict=True)))
        of[key].add(topic.slug)
        named[topic.slug] = topic
    if ticked - named.keys():
        named |= {topic.slug: topic for topic in model.objects.filter(slug__in=ticked)}
    ordered = sorted(named.values(), key=lambda topic: (topic.sort_order or 0, fold(topic.name_el)))
    return _Topics(of=of, named=[(topic.slug, topic.name) for topic in ordered])


def _rows(practices: QuerySet[Any], words: str, topics: _Topics, today: date) -> list[_Row]:
    columns = [dict(zip(COLUMNS, row, strict=True)) for row in found_in(practices, words).values_list(*COLUMNS)]
    return [
        _Row(
            record=Record(key=row["pk"], values={"topic": frozenset(topics.of[row["pk"]]), **_values(row, today)}),
            title=fold(row["title"]),
            published=row["first_published_at"],
        )
        for row in columns
    ]


def _values(row: dict[str, Any], today: date) -> dict[str, frozenset[str]]:
    """The values of one row in each facet."""
    status = {row["evidence"]}
    if row["lifecycle"] == Lifecycle.STOPPED:
        status.add(str(Lifecycle.STOPPED))
    number, begins, until = (row[name] for name in ("certification_number", "certified_on", "certified_until"))
    if holds_certificate(number=number, begins=begins, until=until, today=today):
        status.add(CERTIFIED)
    return {
        "level": frozenset({row["level"]}),
        "region": frozenset({row["region"] or COUNTRY}),
        "technology": frozenset(row["technologies"] or ()),
        "status": frozenset(status),
        "year": frozenset({str(row["start_year"])} if row["start_year"] else ()),
    }


def _in_order(rows: list[_Row], sort: str) -> list[_Row]:
    if sort == BY_TITLE:
        return sorted(rows, key=lambda row: (row.title, row.record.key))
    return sorted(
        rows, key=lambda row: (row.published.timestamp() if row.published else 0, row.record.key), reverse=True
    )


def _vocabularies(topics: _Topics, records: list[Record], ticks: Ticks) -> list[Vocabulary]:
    years = {value for record in records for value in record.values["year"]} | set(filter(_is_year, ticks["year"]))
    status = [(CERTIFIED, _("Certified")), *reversed(_labels(Evidence)), (Lifecycle.STOPPED, _("Stopped: a lesson"))]
    return [
        ("topic", _("Topic"), topics.named),
        ("level", _("Level of government"), _labels(Level)),
        ("region", _("Region"), [(COUNTRY, _("The whole country")), *_labels(Region)]),
        ("technology", _("Technology"), _labels(Technology)),
        ("status", _("Status"), status),
        ("year", _("Year it began"), [(year, year) for year in sorted(years, reverse=True)]),
    ]


def _is_year(value: str) -> bool:
    return len(value) == len("2026") and value.isascii() and value.isdigit()


def _known(ticks: Ticks, vocabularies: list[Vocabulary]) -> Ticks:
    """The ticks whose facet has such a value: another one, as of a topic that is gone, would leave an empty list and
    no chip to take it back with.
    """
    return {name: ticks[name] & {value for value, _words in values} for name, _label, values in vocabularies}


def _labels(vocabulary: Any) -> list[tuple[str, str]]:
    return [(str(value), str(label)) for value, label in vocabulary.choices]


def _page(practices: QuerySet[Any], keys: list[int], number: str) -> Slice[Any]:
    """The page of the list that the visitor asked for; the first for nonsense, the last for too large a number."""
    page_obj: Slice[Any] = Paginator(keys, app_settings.PAGE_SIZE).get_page(page_number(number))
    page_obj.object_list = cards(practices, list(page_obj.object_list))
    return page_obj


def cards(practices: QuerySet[Any], keys: list[int]) -> list[Any]:
    """The practices with these keys, in this order, with what their card shows."""
    found = practices.select_related("owner", "lead_image").in_bulk(keys)
    shown = [found[key] for key in keys if key in found]
    fetch_renditions((practice.lead_image for practice in shown), CARD_PICTURE)
    return shown
