"""What must always be true of the rows: counted on a living system, one finding for each rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from registrations.domain.digests import digest_of
from registrations.domain.members import TOLD_WITHIN
from registrations.domain.states import ActorKind, State, derived_state, may_move
from registrations.models import (
    Attendee,
    AttendeeEnding,
    Notice,
    Place,
    Questionnaire,
    Registration,
    SeatPool,
    Transition,
)
from registrations.models.registration import pairs

from .outbox import stuck
from .untold import members_today, untold_members

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule: its number, what was looked at, how many rows were, and how many break it."""

    rule: str
    sentence: str
    looked_at: int
    broken: int


def findings(now: datetime) -> Iterator[Finding]:
    """Each rule in turn, so that figures appear as they are counted; `now` is a UTC instant."""
    yield from _seats()
    yield from _people()
    yield from _letters(now)
    yield from _line()
    yield from _answers()
    yield from _history()
    yield from _members(now)


def _seats() -> Iterator[Finding]:
    pools = SeatPool.objects.annotate(seated=Count("places", filter=Q(places__holds_seat=True)))
    looked_at = SeatPool.objects.count()
    yield Finding("I1", "pools count the seats that are taken", looked_at, pools.exclude(taken=F("seated")).count())
    over = pools.filter(ceiling__isnull=False).filter(Q(taken__gt=F("ceiling")) | Q(seated__gt=F("ceiling")))
    yield Finding("I1", "pools take no more seats than their ceiling", looked_at, over.count())


def _people() -> Iterator[Finding]:
    live = Registration.objects.live()
    twins = _repeated(live.exclude(person_key=""), "desk", "person_key")
    yield Finding("I2", "a person is registered once at a desk", live.count(), twins)
    left = Attendee.objects.filter(ending=AttendeeEnding.CANCELLED)
    sitting = left.filter(pk__in=Place.objects.live().values("attendee"))
    yield Finding("I2", "who has left a party has no place any more", left.count(), sitting.count())
    looked_at = Registration.objects.count()
    yield Finding("I2", "a form counts once", looked_at, _repeated(Registration.objects.all(), "desk", "nonce"))


def _letters(now: datetime) -> Iterator[Finding]:
    letters = Notice.objects.all()
    looked_at = letters.count()
    yield Finding("I4", "a letter is owed once", looked_at, _repeated(letters, "dedupe_key"))
    numbered = letters.exclude(message_id="")
    yield Finding("I4", "a Message-ID belongs to one letter", numbered.count(), _repeated(numbered, "message_id"))
    yield Finding("I4", "no letter is stuck in flight", looked_at, stuck(now).count())


def _line() -> Iterator[Finding]:
    waiting = Place.objects.filter(state=State.WAITLISTED)
    looked_at = waiting.count()
    yield Finding("I6", "positions in line are unique", looked_at, _repeated(waiting, "pool", "position"))
    astray = waiting.filter(Q(position__isnull=True) | Q(position__gte=F("pool__next_position")))
    yield Finding("I6", "everybody in line has a position that was given out", looked_at, astray.count())


def _answers() -> Iterator[Finding]:
    frozen = {one.pk: one for one in Questionnaire.objects.all()}
    altered = sum(one.digest != digest_of(one.content) for one in frozen.values())
    yield Finding("I7", "questions stand as they were frozen", len(frozen), altered)
    asked = {key: _options_by_question(one.content) for key, one in frozen.items()}
    given = Registration.objects.exclude(answers={}).order_by("pk").values_list("questionnaire_id", "answers")
    looked_at = wordless = 0
    for questionnaire_id, answers in given.iterator(chunk_size=_CHUNK):
        looked_at += len(answers)
        known = asked.get(questionnaire_id, {})
        wordless += sum(not _has_words(known, key, value) for key, value in answers.items())
    yield Finding("I7", "answers have their question and the words of their options", looked_at, wordless)


def _options_by_question(content: dict[str, Any]) -> dict[str, set[str]]:
    return {question["key"]: set(question.get("options", ())) for question in content["questions"]}


def _has_words(asked: dict[str, set[str]], key: str, value: Any) -> bool:
    if key not in asked:
        return False
    chosen = value if isinstance(value, list) else [value]
    return not asked[key] or value is None or asked[key].issuperset(chosen)


def _history() -> Iterator[Finding]:
    moves = Transition.objects.order_by().values("from_state", "to_state", "actor").annotate(times=Count("pk"))
    wild = sum(move["times"] for move in moves if not _allowed(move["from_state"], move["to_state"], move["actor"]))
    yield Finding("I8", "moves follow the graph of states", sum(move["times"] for move in moves), wild)
    last = Transition.objects.filter(place=OuterRef("pk")).order_by("-pk").values("to_state")[:1]
    places = Place.objects.annotate(last=Subquery(last))
    unlike = places.filter(~Q(state=F("last")) | Q(last=None)).count()
    yield Finding("I8", "places stand where their history ends", Place.objects.count(), unlike)
    yield Finding("I8", "registrations stand where their places say", Registration.objects.count(), _wrongly_derived())


def _allowed(start: str, to: str, actor: str) -> bool:
    return may_move(State(start) if start else None, State(to), ActorKind(actor))


def _wrongly_derived() -> int:
    places = Prefetch("places", queryset=Place.objects.only("registration", "state", "moved_at"))
    registrations = Registration.objects.only("state").order_by("pk").prefetch_related(places)
    return sum(not _stands_right(registration) for registration in registrations.iterator(chunk_size=_CHUNK))


def _stands_right(registration: Registration) -> bool:
    states = pairs(registration.places.all())
    return bool(states) and registration.state == derived_state(states)


def _members(now: datetime) -> Iterator[Finding]:
    untold = untold_members(named_until=now - TOLD_WITHIN).count()
    yield Finding("L1", "members of bodies are told within a month", members_today().count(), untold)


def _repeated(rows: QuerySet[Notice] | QuerySet[Registration] | QuerySet[Place], *fields: str) -> int:
    """How many values of these fields occur more than once."""
    return rows.order_by().values(*fields).annotate(times=Count("pk")).filter(times__gt=1).count()
