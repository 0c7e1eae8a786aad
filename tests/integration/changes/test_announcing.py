"""A published event changes: who is told, what the desk remembers, what calendars and letters say."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from innovation_pages.models import Venue, WorkshopPage
from registrations.domain.changes import Nature
from registrations.domain.errors import Closed, ReasonMissing, Stale
from registrations.domain.rules import Mode
from registrations.domain.states import State
from registrations.models import DeskChange, Notice, NoticeKind, NoticeState, Registration
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.notices.links import personal_path
from registrations.services.actor import CLOCK, PERSON
from registrations.services.announcing import announce
from registrations.services.cancelling import cancel
from tests.factories.pages import desk_of, publish_workshop, republish, soon, translate
from tests.factories.registrations import last_letter, seated, sign_up
from tests.rig.world import World

pytestmark = pytest.mark.django_db

LATER = timedelta(days=7)
LUNCH = timedelta(hours=5)
REASON = "Η αίθουσα έχει βλάβη."


def letter_to(person: Registration) -> Notice:
    """The newest letter to a person, read as the worker reads it."""
    return Notice.objects.get(pk=last_letter(person).pk)


def now() -> datetime:
    return datetime.now(UTC)


def saying(page: WorkshopPage, nature: Nature | None, reason: str = REASON, **changes: Any) -> WorkshopPage:
    """Publish changes with what the editor said about them."""
    newest = desk_of(page).changes.order_by("-pk").first()
    said = {
        "registration_change": nature.value if nature else "",
        "registration_change_reason": reason,
        "registration_change_basis": newest.pk if newest else 0,
    }
    return republish(page, **said, **changes)


def moved(page: WorkshopPage) -> dict[str, Any]:
    assert page.begins_at
    assert page.ends_at
    return {"begins_at": page.begins_at + LATER, "ends_at": page.ends_at + LATER}


def moved_to(day: datetime) -> dict[str, Any]:
    return {"begins_at": day - LATER, "ends_at": day + timedelta(hours=9)}


def newest(page: WorkshopPage) -> DeskChange:
    found = desk_of(page).changes.order_by("-pk").first()
    assert found is not None
    return found


def test_a_first_publication_and_a_new_title_are_no_changes(world: World) -> None:
    page = publish_workshop(world)
    republish(page, title="Νέος τίτλος")
    assert (desk_of(page).changes.count(), desk_of(page).calendar_sequence) == (0, 0)


def test_of_a_real_change_each_person_gets_one_letter_with_a_new_revision_of_the_entry(world: World) -> None:
    page = publish_workshop(world)
    person, unconfirmed = seated(desk_of(page), language="el"), sign_up(desk_of(page))
    gone = cancel(registration=seated(desk_of(page)), by=PERSON, now=now())
    page = saying(page, Nature.MOVED, **moved(page))
    change = newest(page)
    assert (change.nature, change.letters, change.sequence) == (Nature.MOVED, 1, 1)
    assert desk_of(page).calendar_sequence == 1
    letter = letter_to(person)
    assert (letter.kind, letter.cause) == (NoticeKind.EVENT_MOVED, f"change:{change.pk}")
    assert NoticeKind.EVENT_MOVED not in {last_letter(unconfirmed).kind, last_letter(gone).kind}
    written = compose(letter)
    assert REASON in written.body
    (_name, calendar, kind), *_rest = written.attachments
    assert kind == "text/calendar"
    assert "SEQUENCE:1" in calendar
    assert "STATUS:CONFIRMED" in calendar


def test_a_correction_is_silent_and_the_old_date_is_not_shown(world: World, client: Client) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    before = last_letter(person).pk
    page = saying(page, Nature.CORRECTION, **moved(page))
    assert (newest(page).nature, desk_of(page).calendar_sequence) == (Nature.CORRECTION, 1)
    assert last_letter(person).pk == before
    assert page.previous_begins_at is None
    assert page.event_status == "scheduled"


def test_what_nobody_said_stays_pending_and_is_announced_at_the_desk(world: World) -> None:
    page = publish_workshop(world)
    old = page.begins_at
    person = seated(desk_of(page))
    page = republish(page, **moved(page))
    first = newest(page)
    assert first.is_pending
    page = republish(page, **moved(page))
    change = newest(page)
    assert page.previous_begins_at is None
    with pytest.raises(Stale):
        announce(change=first, nature=Nature.MOVED, reasons={"el": REASON}, by=CLOCK, now=now())
    with pytest.raises(ReasonMissing):
        announce(change=change, nature=Nature.MOVED, reasons={}, by=CLOCK, now=now())
    announce(change=change, nature=Nature.MOVED, reasons={"el": REASON}, by=CLOCK, now=now())
    with pytest.raises(Stale):
        announce(change=change, nature=Nature.MOVED, reasons={"el": REASON}, by=CLOCK, now=now())
    letter = letter_to(person)
    assert letter.cause == f"change:{change.pk}"
    assert letter.context["before"]["begins_at"] == old.isoformat()
    first.refresh_from_db()
    assert (first.nature, first.letters) == (Nature.MOVED, 0)


def test_a_choice_made_for_an_earlier_change_tells_nobody_of_the_next(world: World) -> None:
    page = publish_workshop(world)
    seated(desk_of(page))
    page = saying(page, Nature.MOVED, **moved(page))
    page = republish(page, **moved(page))
    assert newest(page).is_pending


def test_what_was_moved_back_before_it_was_announced_needs_no_letter(world: World) -> None:
    page = publish_workshop(world)
    hours = {"begins_at": page.begins_at, "ends_at": page.ends_at}
    seated(desk_of(page))
    page = republish(page, **moved(page))
    page = saying(page, Nature.MOVED, **hours)
    assert newest(page).letters == 0


def test_a_letter_that_was_overtaken_is_not_sent(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    deliver_due(now=now())
    page = saying(page, Nature.MOVED, **moved(page))
    first = last_letter(person)
    page = saying(page, Nature.MOVED, **moved(page))
    deliver_due(now=now() + timedelta(seconds=5))
    first.refresh_from_db()
    assert (first.state, last_letter(person).state) == (NoticeState.ABORTED, NoticeState.SENT)


def test_a_correction_does_not_overtake_the_letter_about_a_move(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    deliver_due(now=now())
    page = saying(page, Nature.MOVED, **moved(page))
    letter = last_letter(person)
    saying(page, Nature.CORRECTION, **moved(page))
    deliver_due(now=now() + timedelta(seconds=5))
    letter.refresh_from_db()
    assert (letter.kind, letter.state) == (NoticeKind.EVENT_MOVED, NoticeState.SENT)


def test_a_new_venue_is_told_as_such(world: World) -> None:
    halls = [Venue.objects.create(name_el=name, name_en=name) for name in ("Αίθουσα Α", "Αίθουσα Β")]
    page = publish_workshop(world, venue=halls[0])
    person = seated(desk_of(page), language="el")
    page = saying(page, Nature.MOVED, venue=halls[1])
    letter = letter_to(person)
    assert letter.kind == NoticeKind.VENUE_CHANGED
    body = compose(letter).body
    assert "Αίθουσα Α" in body
    assert "Αίθουσα Β" in body
    assert page.told.old_venue == "Αίθουσα Α"


def test_a_cancelled_event_closes_tells_and_promotes_nobody(world: World, client: Client) -> None:
    page = publish_workshop(world, registration_capacity=1, registration_waiting_list=True)
    person, waiting = seated(desk_of(page), language="el"), seated(desk_of(page))
    page = saying(page, Nature.MOVED, event_state="cancelled")
    with pytest.raises(Closed):
        sign_up(desk_of(page))
    cancel(registration=person, by=PERSON, now=now())
    waiting.refresh_from_db()
    assert waiting.state == State.WAITLISTED
    letter = letter_to(waiting)
    assert letter.kind == NoticeKind.EVENT_CANCELLED
    assert REASON in compose(letter).body
    shown = client.get(page.get_url()).content.decode()
    assert REASON in shown
    assert 'name="ticket"' not in shown


def test_the_calendar_entry_of_a_cancelled_event_is_cancelled(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    saying(page, Nature.MOVED, event_state="cancelled")
    (_name, calendar, _kind), *_rest = compose(letter_to(person)).attachments
    assert "STATUS:CANCELLED" in calendar
    assert "SEQUENCE:1" in calendar


def test_letters_that_hold_out_a_seat_are_not_sent_once_the_event_is_cancelled(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    accepted = last_letter(person)
    saying(page, Nature.MOVED, event_state="cancelled")
    deliver_due(now=now() + timedelta(seconds=5))
    accepted.refresh_from_db()
    assert (accepted.state, last_letter(person).state) == (NoticeState.ABORTED, NoticeState.SENT)


def test_an_event_that_is_held_after_all_is_told_too(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page))
    page = saying(page, Nature.MOVED, event_state="cancelled")
    cancelled = last_letter(person)
    page = saying(page, Nature.MOVED, event_state="scheduled")
    assert last_letter(person).kind == NoticeKind.EVENT_MOVED
    deliver_due(now=now() + timedelta(seconds=5))
    cancelled.refresh_from_db()
    assert cancelled.state == NoticeState.ABORTED


def test_postponing_takes_the_old_date_out_of_calendars(world: World) -> None:
    page = publish_workshop(world)
    person = seated(desk_of(page), language="el")
    vague = {"date_precision": "mid", "expected_on": (soon(90)).date()}
    page = saying(page, Nature.MOVED, event_state="postponed", begins_at=None, ends_at=None, **vague)
    written = compose(letter_to(person))
    (_name, calendar, _kind), *_rest = written.attachments
    assert "STATUS:CANCELLED" in calendar
    assert page.expected_text("el") in " ".join(written.body.split())
    assert (page.event_status, page.previous_begins_at is not None) == ("postponed", True)


@pytest.mark.parametrize("known", ["nothing", "a month"])
def test_the_sessions_of_an_event_without_a_day_keep_their_people_and_tell_no_hours(
    world: World, client: Client, known: str
) -> None:
    day = datetime(2027, 5, 10, 6, tzinfo=UTC)
    hours = {"begins": day + LUNCH, "ends": day + LUNCH + timedelta(hours=2), "registration": "here"}
    page = publish_workshop(
        world,
        begins_at=day,
        ends_at=day + timedelta(hours=9),
        sessions=[("session", {"title": title, "capacity": 2, **hours}) for title in ("Πρωί", "Βράδυ")],
    )
    english = translate(page, world.en, slug="workshop")
    person = seated(desk_of(page), language="el", session_keys=(page.sessions[0].id,))
    vague = {"date_precision": "month", "expected_on": date(2027, 9, 1)} if known == "a month" else {}
    page = saying(page, Nature.MOVED, event_state="postponed", begins_at=None, ends_at=None, **vague)
    page.full_clean()
    pools = desk_of(page).pools.order_by("pk")
    assert [(pool.taken, pool.is_closed, pool.begins_at) for pool in pools] == [(1, False, None), (0, False, None)]
    letter = compose(letter_to(person))
    (_name, calendar, _kind), *more = letter.attachments
    assert ("METHOD:CANCEL" in calendar, "STATUS:CANCELLED" in calendar, more) == (True, True, [])
    for shown in (letter.body, *(client.get(url).content.decode() for url in (personal_path(person), page.get_url()))):
        assert "14:00" not in shown
        assert "Πρωί" in shown
    personal = client.get(personal_path(person)).content.decode()
    assert "Η εκδήλωση στην οποία έχετε εγγραφεί αναβάλλεται." in personal
    assert ("Η νέα ημερομηνία δεν είναι" in personal) == (known == "nothing")
    assert "Αφαίρεση από το ημερολόγιό σας" in personal
    assert {fact.begins_at for fact in client.get(english.get_url()).context["page"].session_facts} == {None}

    again = saying(page, Nature.MOVED, event_state="scheduled", date_precision="exact", **moved_to(day + LATER))
    assert {one.begins_at for one in again.session_facts} == {
        day + LUNCH
    }  # as they were typed: the editor looks at them


def test_an_extended_deadline_stays_visible_and_writes_no_letter(world: World, client: Client) -> None:
    first = soon(5).date()
    page = publish_workshop(world, registration_closes_on=first)
    person = seated(desk_of(page))
    before = last_letter(person).pk
    page = republish(page, registration_closes_on=first + timedelta(days=3))
    page = republish(page, registration_closes_on=first + timedelta(days=6))
    assert last_letter(person).pk == before
    assert desk_of(page).calendar_sequence == 0
    told = page.told.first_closes_at
    assert told is not None
    assert (told - timedelta(hours=1)).date() == first
    assert "<s>" in client.get(page.get_url()).content.decode()


def test_a_translation_that_was_not_edited_shows_that_the_event_is_cancelled(world: World) -> None:
    page = publish_workshop(world)
    english = translate(page, world.en, slug="workshop")
    saying(page, None, event_state="cancelled")
    english = WorkshopPage.objects.get(pk=english.pk)
    assert (english.event_state, english.event_status) == ("scheduled", "cancelled")


@pytest.mark.parametrize("whole_event", [True, False], ids=["the event moves", "its sessions alone move"])
def test_a_translation_that_was_not_edited_shows_the_new_hours_of_every_session(
    world: World, client: Client, whole_event: bool
) -> None:
    keys = {mode: str(uuid4()) for mode in ("here", "elsewhere", "none")}

    def sessions(day: datetime) -> str:
        hours = {"begins": day.isoformat(), "ends": (day + timedelta(hours=2)).isoformat()}
        return json.dumps(
            [
                {"type": "session", "id": key, "value": {"title": mode, "registration": mode, **hours}}
                for mode, key in keys.items()
            ]
        )

    day = datetime(2027, 5, 10, 6, tzinfo=UTC)
    step = LATER if whole_event else timedelta(hours=1)
    page = publish_workshop(world, begins_at=day, ends_at=day + timedelta(hours=3), sessions=sessions(day))
    english = translate(page, world.en, slug="workshop")
    later = {"begins_at": day + step, "ends_at": day + step + timedelta(hours=3)} if whole_event else {}
    saying(page, Nature.MOVED, sessions=sessions(day + step), **later)
    shown = client.get(english.get_url()).context["page"]
    assert {(fact.mode, fact.begins_at) for fact in shown.session_facts} == {(mode, day + step) for mode in Mode}


def test_the_reason_is_read_in_its_language(world: World) -> None:
    page = publish_workshop(world)
    greek, other = seated(desk_of(page), language="el"), seated(desk_of(page), language="en")
    saying(page, Nature.MOVED, registration_change_reason_other="The hall is damaged.", **moved(page))
    assert REASON in compose(letter_to(greek)).body
    assert "The hall is damaged." in compose(letter_to(other)).body
