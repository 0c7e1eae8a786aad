"""Keeping the link of an online meeting, and letting people in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.serializers import serialize

from registrations.domain.errors import NotExpected, NothingToJoin
from registrations.models import Attendance, Desk, JoinLink, Place, RegistrationLogEntry
from registrations.queries.meetings import meetings_of
from registrations.queries.standing import standings
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from registrations.services.meetings import WayIn, join, keep_link
from tests.factories.meetings import ADDRESS, give_link, make_meeting
from tests.factories.registrations import make_desk, seated, soon
from tests.factories.staff import clerk

pytestmark = pytest.mark.django_db


def keep(desk: Desk, session_key: str = "", **way: Any) -> bool:
    wanted = WayIn(**way) if way else None
    return keep_link(desk=desk, session_key=session_key, way=wanted, by=clerk(), now=soon())


def changes(desk: Desk) -> list[list[str]]:
    log = RegistrationLogEntry.objects.filter(action="registrations.link_kept", desk=desk)
    return [entry.data["changed"] for entry in log.order_by("pk")]


def test_the_log_says_what_was_changed_and_never_to_what() -> None:
    desk = make_desk()
    assert keep(desk, url=ADDRESS)
    assert not keep(desk, url=ADDRESS)
    assert keep(desk, url=f"{ADDRESS}2", passcode="pass-9")
    assert keep(desk, url=f"{ADDRESS}2", passcode="pass-9", minutes_before=45)
    assert keep(desk)
    assert not keep(desk)
    assert changes(desk) == [["url"], ["url", "passcode"], ["minutes_before"], ["removed"]]
    assert not JoinLink.objects.exists()
    entries = serialize("json", RegistrationLogEntry.objects.all())
    assert "meet.example.org" not in entries
    assert "pass-9" not in entries


def test_the_day_of_a_change_is_that_of_the_link_not_of_its_hours() -> None:
    desk = make_meeting()
    before = JoinLink.objects.get().changed_at
    keep(desk, url=ADDRESS, minutes_before=5)
    assert JoinLink.objects.get().changed_at == before
    keep(desk, url=f"{ADDRESS}b", minutes_before=5)
    assert JoinLink.objects.get().changed_at > before


def test_nothing_of_a_link_shows_where_it_is_written_out() -> None:
    desk = make_meeting(way={"passcode": "pass-9", "dial_in": "210 000 0000"})
    link, way = JoinLink.objects.get(), WayIn(url=ADDRESS, passcode="pass-9", dial_in="210 000 0000")
    told = f"{link!r} {link} {way!r} {way} {serialize('json', [link])} {serialize('xml', [link])} {desk!r}"
    assert not [secret for secret in ("meet.example", "pass-9", "210 000") if secret in told]


def test_joining_notes_the_person_once_and_gives_the_link_of_now() -> None:
    desk = make_meeting()
    place = seated(desk).places.get()
    first = soon()
    assert join(place=place, now=first) == ADDRESS
    give_link(desk, url="https://other.example.org/")
    assert join(place=place, now=first + timedelta(minutes=1)) == "https://other.example.org/"
    place.refresh_from_db()
    assert (place.attendance, place.present_at, place.present_by) == (Attendance.ATTENDED, first, "person")


@pytest.mark.parametrize("minutes", [31, -181])
def test_too_early_and_too_late_nobody_joins(minutes: float) -> None:
    place = seated(make_meeting(minutes=minutes)).places.get()
    with pytest.raises(NothingToJoin):
        join(place=place, now=soon())
    assert not Place.objects.filter(attendance=Attendance.ATTENDED).exists()


def test_the_setting_and_the_link_say_how_early(settings: Any) -> None:
    place = seated(make_meeting(minutes=50)).places.get()
    settings.REGISTRATIONS_JOIN_MINUTES = 60
    assert join(place=place, now=soon()) == ADDRESS
    give_link(place.pool.desk, minutes_before=40)
    with pytest.raises(NothingToJoin):
        join(place=place, now=soon())


def test_who_is_not_accepted_does_not_join() -> None:
    waiting = seated(make_meeting(needs_review=True)).places.get()
    gone = seated(make_meeting()).places.get()
    cancel(registration=gone.registration, by=PERSON, now=soon())
    for place in (waiting, gone):
        with pytest.raises(NotExpected):
            join(place=place, now=soon())


def test_a_party_that_is_not_accepted_does_not_join_even_where_it_says_that_nobody_is_there() -> None:
    waiting = seated(make_meeting(party_size=2, needs_review=True), companions=("Νίκος Νικολάου",))
    for place in waiting.places.all():
        with pytest.raises(NotExpected):
            join(place=place, now=soon(), present=())


def test_without_a_link_there_is_nothing_to_join() -> None:
    registration = seated(make_desk(begins_at=soon()))
    with pytest.raises(NothingToJoin):
        join(place=registration.places.get(), now=soon())
    assert meetings_of(registration, standings=[], now=soon()) == []


def test_a_session_leads_to_its_own_link_and_else_to_that_of_the_event() -> None:
    desk = make_meeting(sessions=["Morning", "Evening"])
    give_link(desk, url="https://evening.example.org/", session_key="Evening")
    registration = seated(desk, session_keys=("Morning", "Evening"))
    found = {place.pool.session_key: join(place=place, now=soon()) for place in registration.places.all()}
    assert found == {"Morning": ADDRESS, "Evening": "https://evening.example.org/"}


def test_a_session_opens_with_its_own_hours() -> None:
    desk = make_meeting(sessions=["Morning", "Evening"])
    evening = desk.pools.get(session_key="Evening")
    evening.begins_at, evening.ends_at = soon(hours=5), soon(hours=6)
    evening.save()
    registration = seated(desk, session_keys=("Morning", "Evening"))
    now = soon()
    standing = standings(registration, occasion=desk.occasion, now=now)
    told = meetings_of(registration, standings=standing, now=now)
    assert [(one.title, str(one.window)) for one in told] == [("Evening", "not_yet"), ("Morning", "open")]
    assert told[0].opens_at == evening.begins_at - timedelta(minutes=30)


def test_a_place_that_waits_is_shown_no_meeting_beside_one_that_is_accepted() -> None:
    desk = make_meeting(sessions=["Morning", "Evening"], waiting_list=True)
    desk.pools.filter(session_key="Evening").update(capacity=0, ceiling=0)
    registration = seated(desk, session_keys=("Morning", "Evening"))
    now = soon()
    told = meetings_of(registration, standings=standings(registration, occasion=desk.occasion, now=now), now=now)
    assert [one.title for one in told] == ["Morning"]
