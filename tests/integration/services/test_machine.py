"""Anything that may happen at a desk, in any order: the invariants hold after every step."""

from __future__ import annotations

import os
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from hypothesis import HealthCheck, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from registrations.domain.errors import Refusal
from registrations.domain.occasion import Occasion, SessionFact
from registrations.domain.rules import Mode, Rules
from registrations.domain.states import State
from registrations.models import Desk, Notice, NoticeKind, Place, Registration, SeatPool, Transition
from registrations.notices.owing import LETTER_OF_STATE
from registrations.services.actor import PERSON, staff
from registrations.services.cancelling import cancel
from registrations.services.offering import decline_offer, take_offer
from registrations.services.promoting import sweep
from registrations.services.publishing import publish
from registrations.services.registering import Submission, register
from registrations.services.reviewing import Decision, decide
from registrations.services.verifying import verify
from tests.factories.truths import (
    NOW,
    assert_no_seat_is_kept_from_the_line,
    assert_seats_and_histories,
    assert_true_to_the_rules,
)
from tests.rig.world import World

SOAKING = os.environ.get("SOAK", "") == "1"
PARTS = 10 if SOAKING else 1
"""Tests that share the stories: in one transaction PostgreSQL reads past all rows of the stories before."""
SIZE = settings(
    max_examples=10 if SOAKING else 6,
    stateful_step_count=40 if SOAKING else 10,
    deadline=None,
    derandomize=not SOAKING,
    database=None,
    print_blob=True,
    suppress_health_check=list(HealthCheck),
)
TOLD = {State.IN_REVIEW, State.ACCEPTED, State.WAITLISTED, State.OFFERED, State.REJECTED}
any_number = st.integers(0, 10_000)
ACTS = (
    "sends",
    "sends",
    "sends",
    "confirms",
    "confirms",
    "cancels",
    "answers",
    "decides",
    "decides",
    "publishes",
    "waits",
    "repeats",
)
acts = st.tuples(st.sampled_from(ACTS), any_number, any_number)


class DeskMachine(RuleBasedStateMachine):
    """A desk of an event in thirty days; visitors, staff, editors and the clock act on it in any order."""

    page: Any
    clerk: Any

    def __init__(self) -> None:
        super().__init__()
        self.now = NOW
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.forms: list[Submission] = []
        self.line: dict[int, dict[int, int]] = {}
        self.last_move = 0

    def teardown(self) -> None:
        try:
            assert_true_to_the_rules()
        finally:
            transaction.set_rollback(True)
            self.savepoint.__exit__(None, None, None)

    @initialize(which=any_number, sessions=any_number, crowd=st.integers(2, 6))
    def the_page_is_published_and_people_come(self, which: int, sessions: int, crowd: int) -> None:
        self.sessions: tuple[str, ...] = ("A", "B") if sessions % 3 == 0 else ()
        self.publishes(which, 0)
        for number in range(crowd):
            self.sends(number, number)
            self.confirms(number, 0)
        self.check()

    @rule(busy=st.lists(acts, min_size=5, max_size=12))
    def many_things_happen(self, busy: list[tuple[str, int, int]]) -> None:
        for act, first, second in busy:
            note(f"{act}({first}, {second})")
            getattr(self, act)(first, second)
            self.check()

    @rule(act=acts)
    def one_thing_happens(self, act: tuple[str, int, int]) -> None:
        getattr(self, act[0])(*act[1:])

    @invariant()
    def check(self) -> None:
        """All that must be true, at any moment."""
        if not Desk.objects.exists():
            return
        assert_seats_and_histories()
        assert_no_seat_is_kept_from_the_line(self.now)
        self._the_line_moved_in_order()
        self._parties_stand_together()
        self._everybody_was_written_to_once_about_each_move()

    # What happens; the two numbers of an act choose among its variants.

    def publishes(self, which: int, sessions: int) -> None:
        choose = Random(which)  # noqa: S311 — a story, no secret
        wanted = Rules(
            mode=Mode.HERE,
            capacity=choose.choice([None, 0, 1, 1, 2, 2, 3, 4, 6]),
            waiting_list=choose.random() < 0.7,
            needs_review=choose.random() < 0.35,
            applications_hold_seats=choose.random() < 0.5,
            verify_address=choose.random() < 0.7,
            offer_hours=choose.choice([None, None, 2, 24]),
            party_size=choose.choice([1, 1, 3, 4]),
        )
        if sessions % 10 == 1:
            self.sessions = choose.choice([(), ("A",), ("A", "B")])
        facts = tuple(SessionFact(key=key, title=key, mode=Mode.HERE) for key in self.sessions)
        occasion = Occasion(title="Event", begins_at=NOW + timedelta(days=30), sessions=facts)
        publish(page=self.page, rules=wanted, occasion=occasion, now=self.now)

    def sends(self, who: int, how: int) -> None:
        person = f"person{who % 15}@example.org"
        keys = [("A",), ("B",), ("A", "B")][how % 3] if self.sessions else ("",)
        with_them = tuple(f"companion {number}" for number in range([0, 0, 0, 1, 2, 3][how % 6]))
        form = Submission(name=person, email=person, language="el", nonce=uuid.uuid4().hex, session_keys=keys)
        self.forms.append(replace(form, companions=with_them))
        before = Registration.objects.count()
        by = self.clerk if how % 7 == 1 else PERSON
        found = self._try(lambda: register(desk=self.desk, submission=self.forms[-1], now=self.now, by=by))
        assert Registration.objects.count() == before + (found is not None)
        if found is not None:
            self._nobody_was_overtaken_by(found)

    def repeats(self, which: int, _how: int) -> None:
        form = self.forms[which % len(self.forms)]
        earlier = Registration.objects.filter(nonce=form.nonce).first()
        if earlier is not None:
            again = register(desk=self.desk, submission=form, now=self.now)
            assert (again.pk, again.version) == (earlier.pk, earlier.version)

    def confirms(self, which: int, how: int) -> None:
        registration = (self._one(which, state=State.UNVERIFIED) if how % 5 else None) or self._one(which)
        if registration is not None:
            verify(registration=registration, now=self.now)

    def cancels(self, which: int, how: int) -> None:
        registration = self._one(which)
        if registration is not None:
            places = list(registration.places.order_by("pk"))
            only = [places[how % len(places)].pk] if how % 3 == 0 else None
            by = self.clerk if how % 2 else PERSON
            cancel(registration=registration, by=by, now=self.now, place_ids=only)

    def answers(self, which: int, how: int) -> None:
        offered = list(Place.objects.filter(state=State.OFFERED).select_related("pool").order_by("pk"))
        if offered:
            answered = take_offer if how % 2 else decline_offer
            answered(place=offered[which % len(offered)], now=self.now)

    def decides(self, which: int, how: int) -> None:
        registration = self._one(which)
        if registration is None:
            return
        choose = Random(how)  # noqa: S311 — a story, no secret
        decision = Decision(
            to=choose.choice([State.ACCEPTED, State.WAITLISTED, State.REJECTED, *State]),
            reason=choose.choice(["", "They asked kindly"]),
            raise_by=choose.choice([0, 0, 1, 3]),
        )
        self._try(lambda: decide(registration=registration, decision=decision, by=self.clerk, now=self.now))

    def waits(self, hours: int, swept: int) -> None:
        self.now += timedelta(hours=[0.2, 1, 1, 5, 24][hours % 5])
        if swept % 3:
            sweep(now=self.now)

    # What must be true afterwards.

    def _the_line_moved_in_order(self) -> None:
        moves = list(Transition.objects.filter(pk__gt=self.last_move).select_related("place__pool").order_by("pk"))
        before: dict[int, str] = {}
        for move in moves:
            if move.from_state != State.WAITLISTED or move.actor != "clock":
                before[move.place_id] = move.from_state
                continue
            stood = self.line.get(move.place.pool_id, {})
            place = stood.get(move.place_id)
            if place is None:  # an offer came back, and nobody else stood there
                place = move.place.pool.next_position
                assert before.get(move.place_id) == State.OFFERED, "somebody was promoted who did not stand in line"
            still = Place.objects.waitlisted().filter(pool=move.place.pool_id, pk__in=stood)
            ahead = [other for other in still if other.position is not None and other.position < place]
            parties = Counter(other.registration_id for other in ahead)
            seats = move.place.pool.seats
            assert all(seats is not None and size > max(seats, 1) for size in parties.values()), (
                "somebody was overtaken"
            )
            assert move.place.registration.verified_at or not _was_asked_to_confirm(move.place.registration)
        self.last_move = moves[-1].pk if moves else self.last_move
        self.line = {pool.pk: _line(pool) for pool in SeatPool.objects.all()}

    def _parties_stand_together(self) -> None:
        """Who came together stands alike in a session, but for those who have cancelled alone, or were brought back."""
        alone = Transition.objects.filter(place__attendee=OuterRef("attendee"), to_state=State.CANCELLED)
        together = Place.objects.exclude(Exists(alone)).order_by().values("registration", "pool")
        torn = together.annotate(states=Count("state", distinct=True), seats=Count("holds_seat", distinct=True))
        assert not torn.filter(Q(states__gt=1) | Q(seats__gt=1)).exists(), "a party was torn apart"

    def _everybody_was_written_to_once_about_each_move(self) -> None:
        told = {letter.cause: letter.kind for letter in Notice.objects.exclude(kind="verify")}
        alone = Registration.objects.annotate(parts=Count("places")).filter(parts=1)
        for move in Transition.objects.filter(place__registration__in=alone):
            wanted = move.to_state in TOLD or (move.to_state == "cancelled" and move.from_state != "unverified")
            kind = told.get(f"transition:{move.pk}")
            if move.from_state == State.OFFERED and move.to_state in {State.WAITLISTED, State.EXPIRED}:
                assert kind == NoticeKind.OFFER_PASSED
                continue
            assert kind == (LETTER_OF_STATE[State(move.to_state)] if wanted else None), f"{move}: {kind}"

    @property
    def desk(self) -> Desk:
        return Desk.objects.get()

    def _one(self, which: int, **facts: Any) -> Registration | None:
        found = list(Registration.objects.filter(**facts).order_by("pk"))
        return found[which % len(found)] if found else None

    @staticmethod
    def _try(act: Callable[[], Registration]) -> Registration | None:
        """What was done; a refusal must have changed no place, seat or history."""
        before = _everything()
        try:
            return act()
        except Refusal:
            assert _everything() == before
            return None

    def _nobody_was_overtaken_by(self, newcomer: Registration) -> None:
        """Whoever stands in line without a word of staff goes before a newcomer, where the desk has a list."""
        if not self.desk.waiting_list:
            return
        for place in newcomer.places.filter(holds_seat=True):
            line = place.pool.places.waitlisted().filter(decided=False).order_by().values("registration")
            sizes = line.annotate(people=Count("pk")).values_list("people", flat=True)
            seats = place.pool.seats
            assert all(seats is not None and size > max(seats, 1) for size in sizes), "a newcomer overtook the line"


def _line(pool: SeatPool) -> dict[int, int]:
    return dict(pool.places.waitlisted().values_list("pk", "position"))


def _was_asked_to_confirm(registration: Registration) -> bool:
    return Transition.objects.filter(place__registration=registration, to_state=State.UNVERIFIED).exists()


def _everything() -> tuple[Any, ...]:
    pools = SeatPool.objects.order_by("pk").values_list("pk", "taken", "ceiling", "raised", "next_position")
    places = Place.objects.order_by("pk").values_list("pk", "state", "holds_seat", "position")
    return list(pools), list(places), Transition.objects.count(), Registration.objects.count()


def _set_the_scene(world: World) -> None:
    DeskMachine.page = world.home
    DeskMachine.clerk = staff(get_user_model().objects.create_user("clerk", "clerk@example.org", "x"))


@pytest.mark.django_db
@pytest.mark.parametrize("_part", range(PARTS))
def test_whatever_happens_at_a_desk_the_invariants_hold(world: World, _part: int) -> None:
    _set_the_scene(world)
    run_state_machine_as_test(DeskMachine, settings=SIZE)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(20 if SOAKING else 1))
def test_a_long_story_at_a_desk_keeps_the_invariants(world: World, seed: int) -> None:
    choose = Random(seed)  # noqa: S311 — a story, no secret
    _set_the_scene(world)
    desk = DeskMachine()
    desk.the_page_is_published_and_people_come(seed, seed, 5)
    try:
        for _ in range(120):
            act, first, second = choose.choice(ACTS), choose.randrange(10_000), choose.randrange(10_000)
            print(f"{act}({first}, {second})")  # shown with a failure
            getattr(desk, act)(first, second)
            desk.check()
    finally:
        desk.teardown()
