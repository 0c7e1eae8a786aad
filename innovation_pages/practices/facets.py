"""Facets: which records fit what a visitor ticked, and how many each further tick would leave. Plain Python.

Ticks inside one facet widen the result (one or the other), ticks in different facets narrow it (one and the other).
The number beside a value counts what fits all *other* facets, so that it says what a tick would show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

Ticks = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its key and, by name of the facet, the values that it has."""

    key: int
    values: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: how many records it would show, and whether it is ticked."""

    value: str
    label: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A question with its values, in their own order."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def has_ticks(self) -> bool:
        """Whether the visitor ticked anything here."""
        return any(option.ticked for option in self.options)


@dataclass(frozen=True, slots=True)
class Chip:
    """A chosen value that can be taken back: its words and the address of the list without it."""

    filter: str
    label: str
    query: str


def matching(records: Iterable[Record], ticks: Ticks, *, leave_out: str = "") -> list[Record]:
    """The records that have a ticked value in every facet with ticks; `leave_out` names a facet that does not count."""
    asked = [(name, values) for name, values in ticks.items() if values and name != leave_out]
    return [
        record for record in records if all(record.values.get(name, frozenset()) & values for name, values in asked)
    ]


def count(records: Sequence[Record], ticks: Ticks, name: str) -> Counter[str]:
    """How many records each value of a facet would show."""
    fitting = matching(records, ticks, leave_out=name)
    return Counter(value for record in fitting for value in record.values.get(name, frozenset()))


def facet(
    name: str, label: str, vocabulary: Iterable[tuple[str, str]], records: Sequence[Record], ticks: Ticks
) -> Facet:
    """A facet with the values that some record has, or that the visitor ticked, in the order of the vocabulary."""
    numbers = count(records, ticks, name)
    present = {value for record in records for value in record.values.get(name, frozenset())}
    ticked = ticks.get(name, frozenset())
    return Facet(
        name=name,
        label=label,
        options=tuple(
            Option(value=value, label=words, count=numbers[value], ticked=value in ticked)
            for value, words in vocabulary
            if value in present or value in ticked
        ),
    )


def query_of(ticks: Ticks, extra: Mapping[str, str]) -> str:
    """The query string of a state, always in the same order; empty values are left out."""
    pairs = [(name, value) for name in sorted(ticks) for value in sorted(ticks[name])]
    return urlencode([*((name, value) for name, value in extra.items() if value), *pairs])


def without(ticks: Ticks, name: str, value: str) -> Ticks:
    """The ticks less one."""
    return {**ticks, name: ticks.get(name, frozenset()) - {value}}


def chips(facets: Iterable[Facet], ticks: Ticks, extra: Mapping[str, str]) -> list[Chip]:
    """A chip for each tick, in the order of the facets."""
    return [
        Chip(filter=shown.label, label=option.label, query=query_of(without(ticks, shown.name, option.value), extra))
        for shown in facets
        for option in shown.options
        if option.ticked
    ]
