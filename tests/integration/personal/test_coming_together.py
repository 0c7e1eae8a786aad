"""A party behind its link: who comes, and one of them who cannot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from registrations.domain.states import State
from registrations.models import Attendee, Registration
from registrations.notices.composing import Letter, compose
from registrations.notices.links import personal_path, verify_path
from registrations.services.actor import PERSON
from registrations.services.cancelling import cancel
from tests.factories.registrations import last_letter, make_desk, seated, sign_up
from tests.rig.world import World

pytestmark = pytest.mark.django_db
NAMES = ("Νίκος Νικολάου", "Ελένη Ελένη")


def three(**facts: object) -> Registration:
    desk = make_desk(**{"party_size": 3, "capacity": 3, "waiting_list": True, **facts})
    return seated(desk, name="Μαρία Μαρή", companions=NAMES)


def calendars_of(letter: Letter) -> list[str]:
    """The calendar files that a letter encloses."""
    return [str(file.content) for file in letter.attachments]


def seat_of(registration: Registration, name: str) -> int:
    return registration.places.get(attendee__name=name).pk


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode()


def test_one_of_three_cancels_on_a_page_that_asks_and_the_others_stay(client: Client, world: World) -> None:
    registration = three()
    page = text(client, personal_path(registration))
    assert "You have 3 seats." in page
    assert page.count("Cancel this seat") == 3
    path = f"{personal_path(registration)}cancel/{seat_of(registration, NAMES[0])}/"
    asked = text(client, path)
    assert f"Cancel the seat of {NAMES[0]}?" in asked
    assert f"Μαρία Μαρή, {NAMES[1]}" in asked
    assert registration.places.filter(state=State.ACCEPTED).count() == 3  # looking changes nothing
    after = text(client, client.post(path)["Location"])
    assert "What you chose is cancelled. The rest stays as it was." in after
    assert "You have 2 seats." in after
    assert after.count("Cancel this seat") == 2
    assert client.get(path)["Location"] == personal_path(registration)
    waiting = seated(registration.desk)
    assert waiting.state == State.ACCEPTED


def test_the_page_that_asks_to_confirm_holds_the_seats_of_all_of_them(client: Client, world: World) -> None:
    desk = make_desk(party_size=3, capacity=3, waiting_list=True)
    first, second = (sign_up(desk, companions=NAMES) for _ in range(2))
    assert "3 seats are held for you until" in text(client, verify_path(first))
    assert "There are not seats for all 3 of you at the moment." in text(client, verify_path(second))
    cancel(registration=first, by=PERSON, now=datetime.now(UTC))
    assert "If 3 are free when you press the button" in text(client, verify_path(second))


@pytest.mark.parametrize("companions", [(), NAMES])
def test_seats_that_are_held_in_one_session_alone_are_told_on_the_page_and_in_the_letter(
    client: Client, world: World, companions: tuple[str, ...]
) -> None:
    desk = make_desk(sessions=["Morning", "Evening"], party_size=3, waiting_list=True)
    desk.pools.filter(session_key="Evening").update(capacity=3, ceiling=3)
    seated(desk, session_keys=("Evening",), companions=NAMES)
    registration = sign_up(desk, session_keys=("Morning", "Evening"), companions=companions)
    page = text(client, verify_path(registration))
    letter = " ".join(compose(last_letter(registration)).body.split())
    held = "seats are" if companions else "a seat is"
    assert f"{held} held for you in:" in page
    assert "<li>Morning</li>" in page
    assert "<li>Evening</li>" not in page
    assert "In the rest of what you chose, none is held at the moment." in page
    assert "No seat" not in page
    assert f"{held} held for you in: Morning. After that, somebody else may get" in letter
    assert "In the rest of what you chose, none is held" in letter
    assert "counts once you confirm the address" in letter


def test_where_nothing_is_held_the_line_is_told_before_somebody_confirms(client: Client, world: World) -> None:
    desk = make_desk(party_size=3, capacity=2, waiting_list=True)
    seated(desk, companions=NAMES[:1])
    alone, together = sign_up(desk), sign_up(desk, companions=NAMES[:1])
    for registration, words in ((alone, "All seats are taken"), (together, "There are not seats for all 2 of you")):
        page = text(client, verify_path(registration))
        letter = " ".join(compose(last_letter(registration)).body.split())
        assert words in page
        assert "so that you join the waiting list" in page
        assert "held for you" not in page
        assert f"{words} at the moment: once you confirm the address, you join the waiting list" in letter
        assert "counts once" not in letter


def test_where_staff_decide_the_first_letter_and_its_page_say_so(client: Client, world: World) -> None:
    registration = sign_up(make_desk(needs_review=True, capacity=1))
    assert "so that we read what you sent" in text(client, verify_path(registration))
    letter = " ".join(compose(last_letter(registration)).body.split())
    assert "Once you confirm the address, we read the application and write to you" in letter


def test_the_contact_person_steps_back_and_the_whole_is_cancelled_later(client: Client, world: World) -> None:
    registration = three()
    client.post(f"{personal_path(registration)}cancel/{seat_of(registration, 'Μαρία Μαρή')}/")
    assert Attendee.objects.get(name="Μαρία Μαρή").has_left
    whole = f"{personal_path(registration)}cancel/"
    assert NAMES[0] in text(client, whole)
    client.post(whole)
    registration.refresh_from_db()
    assert registration.state == State.CANCELLED
    assert text(client, personal_path(registration)).count("Cancel this seat") == 0


def test_a_party_in_sessions_cancels_one_person_in_one_of_them(client: Client, world: World) -> None:
    desk = make_desk(party_size=3, sessions=["Morning", "Evening"])
    both = seated(desk, session_keys=("Morning", "Evening"), companions=NAMES[:1])
    page = text(client, personal_path(both))
    assert page.count("Cancel this seat") == 4
    evening = both.places.get(pool__title="Evening", attendee__name=NAMES[0])
    asked = text(client, f"{personal_path(both)}cancel/{evening.pk}/")
    assert f"{NAMES[0]} stays in: Morning." in asked
    assert f"Nothing changes for the others: {both.name}. This cannot" in asked
    client.post(f"{personal_path(both)}cancel/{evening.pk}/")
    assert not Attendee.objects.get(registration=both, name=NAMES[0]).has_left
    assert both.places.filter(state=State.ACCEPTED).count() == 3
    letter = compose(last_letter(both))
    assert "Evening" in letter.body
    assert NAMES[0] in letter.body
    assert not calendars_of(letter)


def test_letters_name_who_has_a_seat_and_the_calendar_ends_with_the_last(client: Client, world: World) -> None:
    registration = three(begins_at=datetime(2027, 1, 19, 7, tzinfo=UTC))
    accepted = compose(last_letter(registration))
    assert "You have 3 seats: Workshop on plain language" in accepted.subject
    assert f"In the name of: Μαρία Μαρή, {', '.join(NAMES)}" in accepted.body
    (entry,) = calendars_of(accepted)
    assert "SEQUENCE:0" in entry
    now = datetime.now(UTC)
    cancel(registration=registration, by=PERSON, now=now, place_ids=[seat_of(registration, NAMES[0])])
    one = compose(last_letter(registration))
    assert one.subject == "One seat cancelled: Workshop on plain language"
    assert f"Not coming: {NAMES[0]}" in one.body
    assert f"Still registered: Μαρία Μαρή, {NAMES[1]}" in one.body
    assert "calendar" not in one.body
    assert not calendars_of(one)
    cancel(registration=registration, by=PERSON, now=now + timedelta(minutes=1))
    whole = compose(last_letter(registration))
    (entry,) = calendars_of(whole)
    assert "METHOD:CANCEL" in entry
    assert "SEQUENCE:1" in entry
    assert NAMES[1] in whole.body
    assert NAMES[0] not in whole.body


def test_an_address_that_nobody_confirmed_reads_no_name(world: World) -> None:
    desk = make_desk(party_size=3, capacity=3, verify_address=False)
    registration = seated(desk, name="Μαρία Μαρή", companions=NAMES)
    body = compose(last_letter(registration)).body
    assert "You have 3 seats." in body
    assert not [name for name in ("Μαρία Μαρή", *NAMES) if name in body]


@pytest.mark.parametrize("offer_hours", [None, 24])
def test_a_party_that_waits_reads_so_and_is_offered_seats_for_all(
    client: Client, world: World, offer_hours: int | None
) -> None:
    sitting = three(offer_hours=offer_hours)
    waiting = seated(sitting.desk, companions=NAMES[:1])
    assert "You are on the waiting list, 2 people together." in text(client, personal_path(waiting))
    assert "There are not seats for all 2 of you" in compose(last_letter(waiting)).body
    cancel(registration=sitting, by=PERSON, now=datetime.now(UTC))
    page = text(client, personal_path(waiting))
    if offer_hours is None:
        assert "You have 2 seats." in page
        return
    assert "There are seats for all 2 of you." in page
    assert "The 2 seats are kept for you" in page
    assert "There are seats for all 2 of you" in compose(last_letter(waiting)).body
