"""Letters that time owes: reminders that move with their event, the way into a meeting, thanks, news to staff."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registrations.models import Desk, JoinLink, Notice, NoticeKind, NoticeState, Registration, Rhythm, Watcher
from registrations.notices.composing import compose
from registrations.notices.delivering import deliver_due
from registrations.notices.links import personal_path
from registrations.queries.untold import untold_members
from registrations.services import briefing
from registrations.services.actor import PERSON, staff
from registrations.services.attending import mark_present
from registrations.services.briefing import UNDER_WAY, brief
from registrations.services.cancelling import cancel
from registrations.services.nominating import replace_member
from registrations.services.reminding import remind
from registrations.services.watching import tell_mailbox, watch
from tests.factories.branches import desk_at
from tests.factories.nominations import REGULAR, accept, make_network, name_members
from tests.factories.pages import publish_workshop
from tests.factories.registrations import letters_of, make_desk, seated, soon
from tests.factories.staff import clerk, make_staff
from tests.rig.world import World

pytestmark = pytest.mark.django_db

BEGINS = datetime(2027, 1, 19, 7, 0, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LONG_BEFORE = BEGINS - 20 * DAY


def kinds(registration: Registration) -> list[str]:
    return [letter.kind for letter in letters_of(registration)][2:]  # after the two of signing up


def desk_with_reminder(**facts: Any) -> Desk:
    return make_desk(begins_at=BEGINS, remind_hours=24, **facts)


def test_a_reminder_is_owed_once_when_its_hour_has_come_to_those_who_have_a_seat() -> None:
    desk = desk_with_reminder(capacity=2, waiting_list=True)
    coming, leaving, waiting = (seated(desk, now=LONG_BEFORE) for _ in range(3))
    cancelled = make_desk(begins_at=BEGINS, remind_hours=24, status="cancelled")
    assert cancelled.status == "cancelled"
    assert remind(now=BEGINS - DAY - MINUTE) == 0
    assert remind(now=BEGINS - DAY) == 2
    assert remind(now=BEGINS - HOUR) == 0
    assert kinds(coming) == [NoticeKind.REMINDER]
    assert kinds(waiting) == []
    Notice.objects.exclude(kind=NoticeKind.REMINDER).update(state=NoticeState.SENT)
    cancel(registration=leaving, by=PERSON, now=BEGINS - 2 * HOUR)
    deliver_due(now=BEGINS - HOUR)
    reminded = [letter.to for letter in mail.outbox if letter.subject.startswith("Reminder")]
    assert reminded == [[coming.email]]


def test_who_gets_a_seat_after_the_hour_of_the_reminder_needs_none() -> None:
    late = seated(desk_with_reminder(), now=BEGINS - 5 * HOUR)
    assert remind(now=BEGINS - 4 * HOUR) == 0
    assert kinds(late) == []


def test_a_reminder_moves_with_the_event_and_one_that_waits_for_the_old_day_is_not_sent() -> None:
    desk = desk_with_reminder()
    person = seated(desk, now=LONG_BEFORE)
    remind(now=BEGINS - DAY)
    Desk.objects.update(begins_at=BEGINS + 7 * DAY, ends_at=BEGINS + 7 * DAY + HOUR)
    Notice.objects.exclude(kind=NoticeKind.REMINDER).update(state=NoticeState.SENT)
    assert deliver_due(now=BEGINS - DAY + MINUTE).aborted == 1
    assert remind(now=BEGINS) == 0
    assert remind(now=BEGINS + 6 * DAY) == 1
    assert deliver_due(now=BEGINS + 6 * DAY).sent == 1
    assert kinds(person) == [NoticeKind.REMINDER, NoticeKind.REMINDER]


def test_sessions_of_one_day_are_reminded_of_together_and_of_two_days_each() -> None:
    desk = desk_with_reminder(sessions=["One", "Two", "Three"])
    desk.pools.filter(session_key="Two").update(begins_at=BEGINS + 2 * HOUR)
    desk.pools.filter(session_key="Three").update(begins_at=BEGINS + DAY)
    person = seated(desk, now=LONG_BEFORE, session_keys=("One", "Two", "Three"))
    assert [remind(now=BEGINS - DAY + HOUR * hours) for hours in (0, 3, 24, 26)] == [1, 0, 1, 0]
    assert kinds(person) == [NoticeKind.REMINDER] * 2


def test_the_letter_before_a_meeting_points_to_the_personal_page_and_never_holds_the_link() -> None:
    desk = make_desk(begins_at=BEGINS)
    person = seated(desk, now=LONG_BEFORE)
    assert remind(now=BEGINS - HOUR) == 0
    JoinLink.objects.create(desk=desk, url="https://meet.example.org/secret")
    assert remind(now=BEGINS - HOUR - MINUTE) == 0
    assert remind(now=BEGINS - HOUR) == 1
    letter = compose(person.notices.get(kind=NoticeKind.JOINING), BEGINS - HOUR)
    whole = letter.message().as_string() + letter.body + str(letter.alternatives)
    assert "meet.example.org" not in whole
    assert "/registration/" in letter.body
    assert remind(now=BEGINS + MINUTE) == 0


def test_thanks_go_to_those_who_came_in_the_words_of_the_page(world: World, client: Client) -> None:
    page = publish_workshop(world, registration_afterwards="Οι διαφάνειες είναι στη σελίδα.")
    desk = Desk.objects.get(translation_key=page.translation_key)
    assert desk.thanks
    came, stayed_away = seated(desk, language="el"), seated(desk, language="el")
    over = (desk.ends_at or desk.begins_at or BEGINS) + MINUTE
    assert remind(now=over - 2 * MINUTE) in {0, 2}  # perhaps reminders; no thanks yet
    assert not Notice.objects.filter(kind=NoticeKind.AFTERWARDS).exists()
    mark_present(place=came.places.get(), by=PERSON, now=desk.begins_at or over)
    remind(now=over)
    assert remind(now=over + DAY) == 0
    assert [letter.registration for letter in Notice.objects.filter(kind=NoticeKind.AFTERWARDS)] == [came]
    letter = compose(came.notices.get(kind=NoticeKind.AFTERWARDS), over)
    assert "Οι διαφάνειες είναι στη σελίδα." in letter.body
    assert page.full_url in letter.body
    assert "/registration/" not in letter.body
    assert stayed_away.notices.filter(kind=NoticeKind.AFTERWARDS).count() == 0
    assert "Οι διαφάνειες" not in client.get(personal_path(came)).content.decode()
    Desk.objects.filter(pk=desk.pk).update(begins_at=soon(days=-1), ends_at=soon(days=-1))
    with CaptureQueriesContext(connection) as statements:
        personal = client.get(personal_path(came)).content.decode()
    assert "<p>Οι διαφάνειες είναι στη σελίδα.</p>" in personal
    assert page.full_url in personal
    assert len(statements) <= 15, len(statements)


def test_staff_are_reminded_once_of_people_whom_a_body_named_and_the_law_wants_told() -> None:
    desk = make_network()
    nomination = name_members(desk)
    named = nomination.created_at
    tell_mailbox(desk=desk, mailbox="unit@example.org", rhythm=Rhythm.AT_ONCE, by=clerk(), now=named + DAY)
    assert brief(now=named + 20 * DAY) == 0
    assert [brief(now=named + days * DAY) for days in (21.1, 22, 29)] == [1, 0, 0]
    (news,) = news_to("unit@example.org")
    assert news["untold"] == 2
    letter = compose(Notice.objects.get(recipient="unit@example.org"))
    words = "Αποφασίστε μέσα σε μία εβδομάδα: πρέπει να ενημερωθούν πρόσωπα που όρισε φορέας (2)"
    assert words in letter.subject
    assert " ".join(letter.body.split()).count(words) == 1
    assert untold_members(named_until=named).count() == 2
    accept(nomination)
    assert untold_members(named_until=named).count() == 2  # owed is not told
    Notice.objects.filter(kind=NoticeKind.NOMINATED).update(state=NoticeState.SENT)
    replace_member(
        registration=nomination, member=replace(REGULAR, email="new@example.org"), by=clerk(), now=soon(), reason="Left"
    )
    assert not untold_members(named_until=named).exists()
    assert untold_members(named_until=soon()).get().email == "new@example.org"


def news_to(address: str) -> list[dict[str, Any]]:
    return [letter.context for letter in Notice.objects.filter(recipient=address).order_by("pk")]


def told(moment: datetime) -> int:
    """How many letters are owed once no request that began by `moment` is under way any more."""
    return brief(now=moment + UNDER_WAY)


def test_staff_are_told_at_once_or_once_a_day_of_applications_seats_and_lost_letters(admin_user: Any) -> None:
    now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    desk = make_desk(begins_at=BEGINS, needs_review=True, applications_hold_seats=True, capacity=4)
    admin_user.email = "reviewer@example.org"
    admin_user.save()
    watch(desk=desk, rhythm=Rhythm.AT_ONCE, by=staff(admin_user), now=now)
    tell_mailbox(desk=desk, mailbox="unit@example.org", rhythm=Rhythm.DAILY, by=staff(admin_user), now=now)
    assert told(now) == 0
    first = seated(desk, now=now + MINUTE)
    seated(desk, now=now + MINUTE)
    assert told(now + 2 * MINUTE) == 1
    first.notices.update(state=NoticeState.FAILED, settled_at=now + 3 * MINUTE)
    assert told(now + 4 * MINUTE) == 1
    assert told(now + 5 * MINUTE) == 0
    at_once = news_to("reviewer@example.org")
    assert [(one["new"], one["failed"]) for one in at_once] == [(2, 0), (0, 2)]
    assert [level["percent"] for level in at_once[0]["levels"]] == [50]
    assert told(now + DAY) == 1
    (daily,) = news_to("unit@example.org")
    assert (daily["new"], daily["waiting"], daily["failed"]) == (2, 2, 2)
    letter = compose(Notice.objects.get(recipient="unit@example.org"))
    assert first.email not in letter.body + letter.subject
    assert f"desk={desk.pk}" in letter.body
    Notice.objects.exclude(kind=NoticeKind.STAFF_NEWS).update(state=NoticeState.SENT)
    assert deliver_due(now=now + DAY + UNDER_WAY).sent == 3
    assert told(now + 2 * DAY) == 0  # a day without news has no letter


def test_an_application_that_waited_for_the_lock_while_staff_were_told_is_told_with_the_next_letter(
    admin_user: Any,
) -> None:
    asked = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    desk = make_desk(needs_review=True)
    tell_mailbox(desk=desk, mailbox="unit@example.org", rhythm=Rhythm.AT_ONCE, by=staff(admin_user), now=asked - DAY)
    seated(desk, now=asked - HOUR)
    assert brief(now=asked + MINUTE) == 1
    seated(desk, now=asked)  # the request looked at the clock, then waited, and is written down after that letter
    assert told(asked + MINUTE) == 1
    assert [one["new"] for one in news_to("unit@example.org")] == [1, 1]


def test_the_letter_of_the_day_comes_once_each_morning(admin_user: Any, settings: Any) -> None:
    settings.REGISTRATIONS_ZONE = "Europe/Athens"
    eight = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
    desk = make_desk(needs_review=True)
    tell_mailbox(desk=desk, mailbox="unit@example.org", rhythm=Rhythm.DAILY, by=staff(admin_user), now=eight - DAY / 2)
    counts = []
    for moment in (eight - MINUTE, eight, eight + MINUTE, eight + HOUR, eight + DAY - MINUTE, eight + DAY):
        seated(desk, now=moment)
        counts.append(told(moment))
    assert counts == [0, 1, 0, 0, 0, 1]


def test_who_has_just_asked_for_news_is_told_of_what_comes_after_that(admin_user: Any) -> None:
    asked = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    desk = make_desk(needs_review=True)
    seated(desk, now=asked - MINUTE)
    watch(desk=desk, rhythm=Rhythm.AT_ONCE, by=staff(admin_user), now=asked)
    assert brief(now=asked + MINUTE) == 0
    assert Watcher.objects.get().told_until == asked
    assert told(asked + MINUTE) == 0


def test_a_mailbox_is_told_until_it_is_taken_out(admin_user: Any) -> None:
    desk, by = make_desk(), staff(admin_user)
    daily = {"desk": desk, "rhythm": Rhythm.DAILY, "by": by, "now": BEGINS}
    assert [tell_mailbox(mailbox=box, **daily) for box in ("a@example.org", "a@example.org", "")] == [True, False, True]
    assert not desk.watchers.exists()


def test_two_workers_tell_of_the_same_news_once(admin_user: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    desk = make_desk(needs_review=True)
    tell_mailbox(desk=desk, mailbox="unit@example.org", rhythm=Rhythm.AT_ONCE, by=staff(admin_user), now=now)
    seated(desk, now=now + MINUTE)
    count = briefing.news_of

    def slowly(*args: Any, **kwargs: Any) -> Any:
        Watcher.objects.update(told_until=now + MINUTE)  # the other worker was faster
        return count(*args, **kwargs)

    monkeypatch.setattr(briefing, "news_of", slowly)
    assert told(now + 2 * MINUTE) == 0
    assert news_to("unit@example.org") == []


def _right_is_withdrawn(reviewer: Any) -> None:
    reviewer.groups.clear()


def _address_is_lost(reviewer: Any) -> None:
    reviewer.email = ""
    reviewer.save()


@pytest.mark.parametrize("what_happens", [_right_is_withdrawn, _address_is_lost])
def test_who_lost_the_right_or_has_no_address_is_told_nothing(what_happens: Any, world: World) -> None:
    now = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
    desk, reviewer = desk_at(world.home, world, needs_review=True), make_staff(world.home)
    watch(desk=desk, rhythm=Rhythm.AT_ONCE, by=staff(reviewer), now=now)
    seated(desk, now=now + MINUTE)
    assert told(now + HOUR) == 1
    seated(desk, now=now + 2 * HOUR)
    what_happens(reviewer)
    assert told(now + 3 * HOUR) == 0
