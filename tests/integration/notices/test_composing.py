"""What letters say, to whom, and what they must not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage as Received

import pytest
import time_machine
from django.test import Client, override_settings
from django.urls import reverse
from icalendar import Calendar

from registrations.domain.errors import AlreadyRegistered
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, Registration, RegistrationSettings
from registrations.notices.composing import Letter, compose
from registrations.notices.links import personal_path
from registrations.services.actor import PERSON, staff
from registrations.services.asking import ask
from registrations.services.cancelling import cancel
from registrations.services.editing import change_answers
from registrations.services.offering import decline_offer
from registrations.services.readdressing import write_again
from registrations.services.reviewing import Decision, decide
from registrations.tokens import Purpose, make_token
from tests.factories.letters import OF_ONE_PERSON
from tests.factories.pages import desk_of, publish_workshop
from tests.factories.registrations import confirm, last_letter, make_desk, make_questionnaire, seated, sign_up, soon
from tests.rig.calendars import check_method, instant, read_calendar
from tests.rig.world import World

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
BEGINS = datetime(2027, 1, 19, 7, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def received(letter: Letter) -> Received:
    """The letter as a mail program reads it."""
    parsed = message_from_bytes(letter.message().as_bytes(linesep="\r\n"), policy=policy.default)
    assert isinstance(parsed, Received)
    return parsed


def calendar_parts(letter: Letter) -> list[bytes]:
    """The calendar files of a letter, each once."""
    parts = [part for part in received(letter).walk() if part.get_content_type() == "text/calendar"]
    return list(dict.fromkeys(part.get_payload(decode=True) for part in parts))


def calendar_in(letter: Letter) -> Calendar | None:
    """All entries of the files of a letter in one calendar; None where it encloses none."""
    files = [Calendar.from_ical(file) for file in calendar_parts(letter)]
    together = Calendar()
    for file in files:
        together.subcomponents += file.walk("VEVENT")
    return together if files else None


def link_in(letter: Letter) -> str:
    links = re.findall(r"^http\S+/registration/\S+$", letter.body, flags=re.MULTILINE)
    assert len(links) == 1
    return str(links[0])


@pytest.fixture
def admin(admin_user: object) -> object:
    return staff(admin_user)


def one_of_each(admin: object) -> dict[str, Notice]:
    """A letter of every kind."""
    found: dict[str, Notice] = {}
    desk = make_desk(capacity=1, waiting_list=True, begins_at=BEGINS)
    registration = sign_up(desk, email="first@example.org")
    found[NoticeKind.VERIFY] = last_letter(registration)
    confirm(registration)
    found[NoticeKind.ACCEPTED] = last_letter(registration)
    found[NoticeKind.WAITLISTED] = last_letter(seated(desk))
    with pytest.raises(AlreadyRegistered):
        sign_up(desk, email="first@example.org")
    found[NoticeKind.ALREADY_REGISTERED] = last_letter(registration)
    write_again(Registration.objects.get(pk=registration.pk), cause="find:once", now=NOW)
    found[NoticeKind.LINK] = last_letter(registration)
    lines = make_desk(capacity=1, waiting_list=True, offer_hours=24, begins_at=BEGINS)
    sitting, first, _second = seated(lines), seated(lines), seated(lines)
    cancel(registration=sitting, by=PERSON, now=NOW)
    found[NoticeKind.OFFER] = last_letter(first)
    other = make_desk(capacity=1, waiting_list=True, offer_hours=24, begins_at=BEGINS)
    leaves, lets_go, _next = seated(other), seated(other), seated(other)
    cancel(registration=leaves, by=PERSON, now=NOW)
    decline_offer(place=lets_go.places.select_related("pool").get(), now=NOW)
    found[NoticeKind.OFFER_PASSED] = last_letter(lets_go)
    changes = seated(make_desk(begins_at=BEGINS))
    Registration.objects.filter(pk=changes.pk).update(questionnaire=make_questionnaire(changes.desk, "Diet"))
    change_answers(registration=changes, answers={"Diet": "none"}, seen="0", now=NOW)
    found[NoticeKind.CHANGED] = last_letter(changes)
    reviewed = make_desk(needs_review=True, begins_at=BEGINS)
    applicant = seated(reviewed)
    found[NoticeKind.RECEIVED] = last_letter(applicant)
    ask(registration=applicant, text="Which session?", by=admin, now=NOW)
    found[NoticeKind.QUESTION] = last_letter(applicant)
    decision = Decision(to=State.REJECTED, reason="The topic was discussed last year.", tells_reason=True)
    decide(registration=applicant, decision=decision, by=admin, now=NOW)
    found[NoticeKind.REJECTED] = last_letter(applicant)
    leaving = seated(make_desk(begins_at=BEGINS))
    cancel(registration=leaving, by=PERSON, now=NOW)
    found[NoticeKind.CANCELLED] = last_letter(leaving)
    return found


def test_every_kind_of_letter_can_be_written_and_names_event_day_place_number_and_one_link(admin: object) -> None:
    letters = one_of_each(admin)
    assert set(letters) == OF_ONE_PERSON
    for kind, notice in letters.items():
        letter = compose(notice)
        assert notice.kind == kind
        assert "Workshop on plain language" in letter.body
        assert "Tuesday 19 January 2027, 9:00–12:00 (time of Greece)" in letter.body
        assert "Town hall, 1 Main Street" in letter.body
        assert notice.registration.reference in letter.body
        assert link_in(letter).startswith("http://localhost/en/registration/")


def test_headers_are_single_lines_with_one_recipient_and_no_personal_data(admin: object) -> None:
    for notice in one_of_each(admin).values():
        letter = compose(notice)
        message = letter.message()
        assert letter.to == [notice.registration.email]
        assert letter.cc == letter.bcc == []
        assert message["Auto-Submitted"] == "auto-generated"
        assert "\n" not in letter.subject
        assert notice.registration.email not in letter.subject
        assert notice.registration.name not in letter.subject
        assert notice.registration.reference not in letter.subject


def test_the_message_id_is_always_the_same_and_reveals_nothing() -> None:
    registration = sign_up(make_desk())
    notice = last_letter(registration)
    first, second = compose(notice).message()["Message-ID"], compose(notice).message()["Message-ID"]
    assert first == second
    assert re.fullmatch(r"<[0-9a-f]{40}@localhost>", first)


def test_the_letter_to_an_unknown_address_carries_nothing_that_the_visitor_typed() -> None:
    registration = sign_up(make_desk(), name="http://evil.example/win", answers={"x": "http://evil.example/answer"})
    letter = compose(last_letter(registration))
    assert "evil" not in letter.body + letter.subject
    assert "/registration/verify/" in link_in(letter)


def test_a_name_is_told_only_to_an_address_that_was_confirmed() -> None:
    unverified = seated(make_desk(verify_address=False), name="Maria http://evil.example")
    assert "Maria" not in compose(last_letter(unverified)).body
    assert "In the name of: Maria" in compose(last_letter(seated(make_desk(), name="Maria"))).body


def test_the_confirming_letter_says_until_when_the_link_works_and_the_seat_is_held() -> None:
    now = datetime(2026, 12, 1, 10, 0, tzinfo=UTC)
    registration = sign_up(make_desk(capacity=5, begins_at=BEGINS), now=now)
    body = " ".join(compose(last_letter(registration), now).body.split())
    assert "The link works until Thursday 3 December 2026, 12:00 (time of Greece)." in body
    assert "A seat is held for you until Tuesday 1 December 2026, 13:00 (time of Greece)." in body


def test_letters_are_plain_text_without_entities_and_with_lines_that_fit() -> None:
    registration = seated(make_desk(title="R&D <for> “all”", venue="Ο'Neill & Co"), name="D'Arcy & Sons")
    body = compose(last_letter(registration)).body
    for whole in ("R&D <for> “all”", "Ο'Neill & Co", "D'Arcy & Sons"):
        assert whole in body
    assert not re.search(r"&(amp|lt|gt|quot|#)", body)
    assert all(len(line) <= 76 or line.startswith("http") for line in body.splitlines())
    assert "\n\n\n" not in body


def test_a_title_with_a_line_break_cannot_add_a_header() -> None:
    registration = seated(make_desk(title="Workshop\r\nBcc: all@example.org"))
    letter = compose(last_letter(registration))
    assert letter.message()["Bcc"] is None
    assert letter.subject == "You have a seat: Workshop Bcc: all@example.org"


def test_an_accepted_person_is_invited_by_the_site_and_is_the_only_one(world: World) -> None:
    RegistrationSettings.objects.filter(site=world.site).update(signature="Innovation Unit", mailbox="unit@example.org")
    desk = make_desk(begins_at=BEGINS, site=world.site)
    registration = seated(desk, name="Maria")
    letter = compose(last_letter(registration))
    tree = received(letter)
    text = next(iter(tree.iter_parts()))
    assert tree.get_content_type() == "multipart/mixed"
    assert [part.get_content_type() for part in text.iter_parts()] == ["text/plain", "text/html", "text/calendar"]
    parts = [part for part in tree.walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST", "REQUEST"]
    assert parts[0].get_content() == parts[1].get_content()
    file = read_calendar(parts[0].get_payload(decode=True))
    assert check_method(file) == "REQUEST"
    event = file.all("VEVENT")[0]
    assert event.one("ORGANIZER").value == "mailto:unit@example.org"
    assert event.one("ATTENDEE").value == f"mailto:{registration.email}"
    assert event.one("ATTENDEE").parameters["CN"] == "Maria"
    assert event.one("ATTENDEE").parameters["PARTSTAT"] == "ACCEPTED"
    assert instant(file, event.one("DTSTART")) == BEGINS
    event = calendar_in(letter).walk("VEVENT")[0]
    assert re.fullmatch(f"desk-{desk.translation_key}-[0-9a-f]{{20}}@localhost", event["UID"])
    assert event["SEQUENCE"] == 0
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("DTSTART") == BEGINS


@pytest.mark.parametrize(("hours", "length"), [(-12, 6), (-1, 1), (0, 2), (0, None)])
def test_an_event_around_the_change_of_the_clock_is_read_back_at_the_same_instants(
    hours: int, length: int | None
) -> None:
    change = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
    begins_at = change + timedelta(hours=hours)
    ends_at = begins_at + timedelta(hours=length) if length else None
    desk = make_desk(begins_at=begins_at, ends_at=ends_at)
    with time_machine.travel(datetime(2026, 10, 1, tzinfo=UTC)):
        letter = compose(last_letter(seated(desk)))
    file = read_calendar(calendar_parts(letter)[0])
    (event,) = file.all("VEVENT")
    assert instant(file, event.one("DTSTART")) == begins_at
    assert (instant(file, event.one("DTEND")) if length else event.has("DTEND")) == (ends_at if length else False)


def test_each_session_has_a_file_of_its_own_and_downloads_have_all_in_one(client: Client) -> None:
    desk = make_desk(sessions=["Morning", "Evening"], begins_at=BEGINS)
    registration = seated(desk, session_keys=("Morning", "Evening"))
    cancel(registration=registration, by=PERSON, now=NOW, place_ids=[registration.places.get(pool__title="Evening").pk])
    letter = compose(last_letter(registration))
    files = [read_calendar(part) for part in calendar_parts(letter)]
    assert sorted(check_method(file) for file in files) == ["CANCEL", "REQUEST"]
    assert len({file.all("VEVENT")[0].one("UID").value for file in files}) == 2
    names = [part.get_filename() for part in received(letter).iter_attachments()]
    assert names == ["event-1.ics", "event-2.ics"]
    assert "The attached files bring your calendar up to date." in " ".join(letter.body.split())
    assert "The attached file " not in letter.body
    download = client.get(reverse("registrations:calendar", args=[make_token(registration, Purpose.PERSONAL)]))
    published = read_calendar(download.content)
    assert check_method(published) == "PUBLISH"
    assert len(published.all("VEVENT")) == 2


def test_cancelling_takes_the_entry_out_of_the_calendar_and_coming_back_puts_it_in_again(admin: object) -> None:
    desk = make_desk(begins_at=BEGINS, calendar_sequence=4)
    registration = seated(desk)
    seen = [calendar_in(compose(last_letter(registration))).walk("VEVENT")[0]]
    cancel(registration=registration, by=PERSON, now=NOW)
    seen.append(calendar_in(compose(last_letter(registration))).walk("VEVENT")[0])
    again = seated(desk, email=registration.email)
    seen.append(calendar_in(compose(last_letter(again))).walk("VEVENT")[0])
    assert [event["STATUS"] for event in seen] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert [event["SEQUENCE"] for event in seen] == [4, 5, 6]
    assert len({event["UID"] for event in seen}) == 1


def test_two_people_who_share_a_mailbox_have_an_entry_each() -> None:
    desk = make_desk(begins_at=BEGINS, person_key="email_and_name", sessions=["Morning", "Evening"])
    facts = {"email": "unit@example.org", "session_keys": ("Morning", "Evening")}
    people = [seated(desk, name=name, **facts) for name in ("Anna", "Maria")]
    seen = [calendar_in(compose(last_letter(one))).walk("VEVENT") for one in people]
    assert len({str(event["UID"]) for events in seen for event in events}) == 4
    cancel(registration=people[0], by=PERSON, now=NOW)
    again = calendar_in(compose(last_letter(people[1]))).walk("VEVENT")
    assert [str(event["UID"]) for event in again] == [str(event["UID"]) for event in seen[1]]
    assert {(event["STATUS"], event["SEQUENCE"]) for event in again} == {("CONFIRMED", 0)}


def test_who_sends_a_second_form_reads_that_its_corrections_do_not_count_and_where_the_answers_are() -> None:
    desk = make_desk(begins_at=BEGINS)
    registration = sign_up(desk, email="a@example.org")
    for words in ("what differs in the later one was not stored", "what you corrected in it does not count"):
        with pytest.raises(AlreadyRegistered):
            sign_up(desk, email="a@example.org", name="Corrected")
        letter = compose(last_letter(registration))
        text = " ".join(letter.body.split())
        assert words in text
        assert "personal page" in text
        confirm(registration)
    assert personal_path(registration) in letter.body


def test_who_never_had_a_seat_gets_no_calendar_file() -> None:
    desk = make_desk(needs_review=True)
    registration = seated(desk)
    assert calendar_in(compose(last_letter(registration))) is None
    cancel(registration=registration, by=PERSON, now=NOW)
    letter = compose(last_letter(registration))
    assert calendar_in(letter) is None
    assert "attached" not in letter.body


def test_a_waiting_person_is_told_the_position_among_those_who_wait_now() -> None:
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk)
    first, second = seated(desk), seated(desk)
    assert "Your position in line: 2." in compose(last_letter(second)).body
    cancel(registration=first, by=PERSON, now=NOW)
    assert "Your position in line: 1." in compose(last_letter(second)).body


@pytest.mark.parametrize("tells", [True, False])
def test_a_reason_is_told_only_where_staff_chose_to(admin: object, tells: bool) -> None:
    registration = seated(make_desk(needs_review=True))
    decision = Decision(to=State.REJECTED, reason="Only for municipalities.", tells_reason=tells)
    decide(registration=registration, decision=decision, by=admin, now=NOW)
    assert ("Only for municipalities." in compose(last_letter(registration)).body) is tells


@pytest.mark.parametrize("companions", [(), ("Nikos", "Eleni")])
def test_a_seat_in_one_session_and_a_place_in_line_for_another_are_told_in_one_letter(companions: tuple[str]) -> None:
    desk = make_desk(sessions=["Morning", "Evening"], waiting_list=True, party_size=3, begins_at=BEGINS)
    desk.pools.filter(session_key="Evening").update(capacity=3, ceiling=3)
    seated(desk, session_keys=("Evening",), companions=("Anna", "Eva"))
    registration = seated(desk, session_keys=("Morning", "Evening"), companions=companions)
    letter = compose(last_letter(registration))
    text = " ".join(letter.body.split())
    assert last_letter(registration).kind == NoticeKind.WAITLISTED
    seat = "Seats" if companions else "A seat"
    assert letter.subject == f"{seat} in one part, the waiting list for another: Workshop on plain language"
    words = "You have seats in part of" if companions else "You have a seat in part of"
    assert words in text
    assert "No seat is free for you" not in text
    assert "– Morning: Accepted" in text
    assert "– Evening: Waiting list, position 1 in line" in text
    assert "Your position in line" not in text  # the list says for which session
    assert f"The attached file puts the seat{'s' if companions else ''} that you have into your calendar." in text
    assert ("If one of you cannot come" in text) is bool(companions)
    assert [event["SUMMARY"] for event in calendar_in(letter).walk("VEVENT")] == ["Workshop on plain language: Morning"]


def test_a_session_that_nobody_can_have_any_more_is_told_beside_the_seat_in_another() -> None:
    desk = make_desk(sessions=["Morning", "Evening"], begins_at=BEGINS)
    registration = sign_up(desk, session_keys=("Morning", "Evening"))
    desk.pools.filter(session_key="Evening").update(is_closed=True)
    letter = compose(last_letter(confirm(registration)))
    text = " ".join(letter.body.split())
    assert letter.subject == "You have a seat: Workshop on plain language"
    assert "You have a seat in part of what you chose." in text
    assert "Some of it could not be kept for you" in text
    assert "– Morning: Accepted" in text
    assert "– Evening: Expired" in text


def test_a_seat_that_comes_later_is_told_alone() -> None:
    desk = make_desk(sessions=["Morning", "Evening"], waiting_list=True, capacity=1)
    leaving = seated(desk, session_keys=("Morning", "Evening"))
    waiting = seated(desk, session_keys=("Morning", "Evening"))
    first = compose(last_letter(waiting))
    assert first.subject == "You are on the waiting list: Workshop on plain language"
    morning = leaving.places.get(pool__session_key="Morning")
    cancel(registration=leaving, by=PERSON, now=NOW + timedelta(minutes=1), place_ids=[morning.pk])
    letter = compose(last_letter(waiting))
    assert letter.subject == "You have a seat: Workshop on plain language"
    assert "You have a seat in what is listed below." in letter.body
    assert "– Morning: Accepted" in letter.body
    assert "Evening" not in letter.body


def test_cancelling_one_session_names_it_alone() -> None:
    desk = make_desk(sessions=["Morning", "Evening"])
    registration = seated(desk, session_keys=("Morning", "Evening"))
    morning = registration.places.get(pool__session_key="Morning")
    cancel(registration=registration, by=PERSON, now=NOW, place_ids=[morning.pk])
    letter = compose(last_letter(registration))
    assert letter.subject == "Cancelled in part: Workshop on plain language"
    assert "– Morning" in letter.body
    text = " ".join(letter.body.split())
    assert "Evening" not in text
    assert "Your other places stay as they are." in text
    assert "If you want to come there after all, please write to us." in text
    assert "send it again" not in letter.body
    states = {str(event["UID"]): event["STATUS"] for event in calendar_in(letter).walk("VEVENT")}
    assert sorted(states.values()) == ["CANCELLED", "CONFIRMED"]


def test_cancelling_the_last_of_two_sessions_ends_the_registration() -> None:
    desk = make_desk(sessions=["Morning", "Evening"])
    registration = seated(desk, session_keys=("Morning", "Evening"))
    for minutes, place in enumerate(registration.places.all()):
        cancel(registration=registration, by=PERSON, now=NOW + timedelta(minutes=minutes), place_ids=[place.pk])
    letter = compose(last_letter(registration))
    assert letter.subject == "Cancelled: Workshop on plain language"
    assert "As you wished, your registration is cancelled." in letter.body
    assert "While the form is open, you can send it again." in " ".join(letter.body.split())


OWN_NAMES = {
    "register": "registration",
    "apply": "application",
    "interest": "expression of interest",
    "nominate": "nomination",
    "attend": "attendance",
}


@pytest.mark.parametrize(("action", "name"), OWN_NAMES.items())
def test_letters_call_what_was_sent_as_its_page_does(world: World, action: str, name: str) -> None:
    desk = desk_of(publish_workshop(world, registration_action=action))
    registration = sign_up(desk)
    letters = [compose(last_letter(registration))]
    registration = confirm(registration)
    letters.append(compose(last_letter(registration)))
    cancel(registration=registration, by=PERSON, now=NOW)
    letters.append(compose(last_letter(registration)))
    bodies = [" ".join(letter.body.split()) for letter in letters]
    assert f"Your personal page shows where your {name} stands." in bodies[1]
    others = {one for one in OWN_NAMES.values() if one != name}
    links = [re.sub(r"http\S+", "", body).casefold() for body in bodies]
    assert not [(other, body) for body in links for other in others if other in body]


@pytest.mark.parametrize(("action", "name"), list(OWN_NAMES.items())[1:4])
def test_an_answer_of_staff_names_what_was_sent(admin: object, world: World, action: str, name: str) -> None:
    desk = desk_of(publish_workshop(world, registration_action=action))
    desk.needs_review = True
    desk.save()
    registration = seated(desk)
    title = desk.title
    received_letter = compose(last_letter(registration))
    assert received_letter.subject == f"We have received your {name}: {title}"
    decide(registration=registration, decision=Decision(to=State.REJECTED), by=admin, now=NOW)
    refused = compose(last_letter(registration))
    assert refused.subject == f"The answer to your {name}: {title}"
    assert f"We could not accept your {name}." in " ".join(refused.body.split())


def test_a_greek_letter_has_the_month_in_the_genitive_and_a_link_without_a_prefix() -> None:
    letter = compose(last_letter(seated(make_desk(begins_at=BEGINS), language="el")))
    assert "Τρίτη 19 Ιανουαρίου 2027, 9:00–12:00" in letter.body
    assert link_in(letter).startswith("http://localhost/registration/")


def test_the_site_signs_and_says_whom_to_ask(world: World) -> None:
    RegistrationSettings.objects.filter(site=world.site).update(signature="Innovation Unit", contact="210 000 0000")
    office = RegistrationSettings.objects.get(site=world.site)
    office.signatures.create(language="el", signature="Μονάδα Καινοτομίας")
    office.save()
    desk = make_desk(site=world.site, begins_at=BEGINS)
    english, greek = (compose(last_letter(seated(desk, language=language))) for language in ("en", "el"))
    assert "\nInnovation Unit\n" in english.body
    assert "210 000 0000" in english.body
    assert "\nΜονάδα Καινοτομίας\n" in greek.body
    assert "Innovation Unit" not in greek.body
    assert "Μονάδα Καινοτομίας" in str(greek.attachments)


@override_settings(ALLOWED_HOSTS=["*"])
def test_links_begin_with_the_site_of_the_desk(world: World) -> None:
    world.site.hostname, world.site.port = "events.example.org", 443
    world.site.save()
    desk = make_desk(site=world.site)
    letter = compose(last_letter(seated(desk)))
    assert link_in(letter).startswith("https://events.example.org/en/registration/")
    assert letter.message()["Message-ID"].endswith("@events.example.org>")


def test_an_hour_in_another_zone_names_the_zone() -> None:
    letter = compose(last_letter(seated(make_desk(begins_at=BEGINS, zone="Europe/Nicosia"))))
    assert "9:00–12:00 (time zone Europe/Nicosia)" in letter.body


def test_who_applied_is_told_of_an_application_and_of_its_withdrawal(world: World) -> None:
    desk = desk_of(publish_workshop(world, registration_action="apply", registration_review=True))
    applied = seated(desk, email="eve@example.org")
    with pytest.raises(AlreadyRegistered):
        sign_up(desk, email="eve@example.org")
    known = compose(last_letter(applied))
    assert known.subject.startswith("Your application is already here")
    assert "your application for this event is here already" in " ".join(known.body.split())
    cancel(registration=applied, by=PERSON, now=soon())
    gone = compose(last_letter(applied))
    assert gone.subject.startswith("Withdrawn: ")
    assert "Was it not you?" in gone.body
