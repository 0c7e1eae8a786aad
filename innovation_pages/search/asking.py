"""A visitor's words as a question to the database: plain LIKE on columns of stems, the same on every database.

All words must be there, in any grammatical form or as a synonym. A word that seems unfinished, or whose stem is long,
also finds longer words; if nothing at all is found that way, so does every word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from registrations.public import counts, stem, tidy_line, with_synonyms, without_controls, words

LONGEST = 200
"""How many characters of what a visitor types count."""
MOST_WORDS = 12
LONG_STEM = 6
SHORTEST_BEGINNING = 3
GREEK_ENDS = "αεηιουωνσ"
"""Greek words end in a vowel, in ν or in ς: what ends in something else is not finished."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or a known phrase: as it was typed, and the rows of stems that satisfy it, its own first."""

    typed: tuple[str, ...]
    alternatives: tuple[tuple[str, ...], ...]

    def whole(self, column: str) -> Q:
        """Texts that have one of the alternatives as whole words."""
        return reduce(
            or_,
            (
                reduce(and_, (Q(**{f"{column}__contains": f" {term} "}) for term in alternative))
                for alternative in self.alternatives
            ),
        )

    def beginnings(self, *, eager: bool) -> Q | None:
        """Texts with words that begin like the typed ones; nothing where that would be guessing."""
        begun = [self._begun(word, eager=eager) for word in self.typed]
        return None if None in begun else reduce(and_, (part for part in begun if part is not None))

    @staticmethod
    def _begun(word: str, *, eager: bool) -> Q | None:
        asks = []
        if is_unfinished(word) or (eager and len(word) >= SHORTEST_BEGINNING):
            asks.append(Q(folded__contains=f" {word}"))
        if len(stem(word)) >= LONG_STEM:
            asks.append(Q(terms__contains=f" {stem(word)}"))
        return reduce(or_, asks) if asks else None

    def matches(self, *, eager: bool) -> Q:
        """Texts that satisfy this part of the question."""
        whole, begun = self.whole("terms"), self.beginnings(eager=eager)
        return whole if begun is None else whole | begun

    def marks(self, word: str) -> bool:
        """Whether this folded word of a text is to be marked in an answer."""
        root = stem(word)
        if any(root in alternative for alternative in self.alternatives):
            return True
        return any(_continues(word, root, typed) for typed in self.typed)


def _continues(word: str, root: str, typed: str) -> bool:
    if is_unfinished(typed) and word.startswith(typed):
        return True
    own = stem(typed)
    return len(own) >= LONG_STEM and root.startswith(own)


def is_unfinished(word: str) -> bool:
    """Whether a Greek word cannot end like this."""
    return len(word) >= SHORTEST_BEGINNING and "α" <= word[-1] <= "ω" and word[-1] not in GREEK_ENDS


@dataclass(frozen=True, slots=True)
class Question:
    """What a visitor typed, and what that means."""

    typed: str
    wanted: tuple[Wanted, ...]
    is_cut: bool = False

    @property
    def is_wordless(self) -> bool:
        """Whether nothing was typed that could be a word: no two letters, and no figure."""
        return not any(len(word) > 1 or word.isdigit() for word in words(self.typed))

    @property
    def meaning(self) -> frozenset[tuple[tuple[str, ...], ...]]:
        """What is looked for: questions with the same meaning find the same, however they are written."""
        return frozenset(part.alternatives for part in self.wanted)

    def matches(self, *, eager: bool) -> Q:
        """Texts that have everything."""
        return reduce(and_, (part.matches(eager=eager) for part in self.wanted))

    def some(self) -> Q:
        """Texts that have something."""
        return reduce(or_, (part.whole("terms") for part in self.wanted))

    def score(self) -> Combinable:
        """What ranks the answers: words in the title before words in the text, whole words before beginnings."""
        total: Combinable = Value(0)
        for part in self.wanted:
            in_title, in_text = part.whole("title_terms"), part.whole("terms")
            total = total + Case(
                When(in_title, then=Value(10)),
                When(in_text, then=Value(2)),
                default=Value(0),
                output_field=IntegerField(),
            )
        return total

    def marks(self, word: str) -> bool:
        """Whether this folded word of a text is to be marked in an answer."""
        return any(part.marks(word) for part in self.wanted)


def question_of(typed: str) -> Question:
    """Read what a visitor typed; what is too long is cut, and that is told."""
    line = tidy_line(without_controls(typed))
    kept = line[:LONGEST].strip()
    asked = [word for word in words(kept) if counts(word)]
    wanted = tuple(_wanted(asked[:MOST_WORDS]))
    return Question(typed=kept, wanted=wanted, is_cut=len(line) > LONGEST or len(asked) > MOST_WORDS)


def _wanted(asked: Sequence[str]) -> Iterator[Wanted]:
    place = 0
    for alternatives in with_synonyms([stem(word) for word in asked]):
        own = len(alternatives[0])
        yield Wanted(typed=tuple(asked[place : place + own]), alternatives=alternatives)
        place += own


def found(entries: QuerySet[Any], question: Question, *, eager: bool = False) -> QuerySet[Any]:
    """The rows that have everything, the best first."""
    return (
        entries.filter(question.matches(eager=eager))
        .annotate(score=question.score())
        .order_by("-score", F("published_at").desc(nulls_last=True), "pk")
    )


def near(entries: QuerySet[Any], question: Question) -> QuerySet[Any]:
    """The rows that have something, those with the most first."""
    return (
        entries.filter(question.some())
        .annotate(score=question.score())
        .order_by("-score", F("published_at").desc(nulls_last=True), "pk")
    )
