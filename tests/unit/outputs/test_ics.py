"""Calendar files: read back by the library, by a second parser of zones, and line by line as the standard has them."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from dateutil import tz
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from registrations.outputs.ics import CalendarEntry, Method, calendar_file, deadline_entry

ATHENS = ZoneInfo("Europe/Athens")
STAMP = datetime(2026, 1, 10, 8, tzinfo=UTC)
WORKSHOP = CalendarEntry(
    uid="place-17@example.gr",
    sequence=2,
    title="Εργαστήριο Καινοτομίας",
    begins_at=datetime(2026, 1, 19, 8, 30, tzinfo=UTC),
    ends_at=datetime(2026, 1, 19, 14, 30, tzinfo=UTC),
    zone="Europe/Athens",
    stamp=STAMP,
    venue="Πάρκο Καινοτομίας JOIST, Λάρισα",
    description="Φέρτε μαζί σας: ιδέες, ερωτήσεις; και χαρτί.\nΣας περιμένουμε.",
    url="https://example.gr/ergastirio/",
    organizer_name="Τμήμα Καινοτομίας",
    organizer_email="kainotomia@example.gr",
    attendee_name="Μαρία Παππά",
    attendee_email="maria@example.gr",
)


def made(*entries: CalendarEntry, method: Method = "PUBLISH") -> bytes:
    return calendar_file(entries, method=method, product_id="-//example.gr//registrations//EL", language="el")


def lines(file: bytes) -> list[str]:
    """Unfold the file after RFC 5545 §3.1, on bytes, because a fold may fall inside no letter."""
    return file.replace(b"\r\n ", b"").decode().split("\r\n")


def event_lines(*entries: CalendarEntry, method: Method = "PUBLISH") -> list[str]:
    unfolded = lines(made(*entries, method=method))
    return unfolded[unfolded.index("BEGIN:VEVENT") :]


def test_an_event_is_in_the_zone_of_its_event() -> None:
    said = event_lines(WORKSHOP)
    assert "DTSTART;TZID=Europe/Athens:20260119T103000" in said
    assert "DTEND;TZID=Europe/Athens:20260119T163000" in said
    assert "DTSTAMP:20260110T080000Z" in said
    assert "SEQUENCE:2" in said
    assert "STATUS:CONFIRMED" in said
    assert "UID:place-17@example.gr" in said
    assert "URL:https://example.gr/ergastirio/" in said


@pytest.mark.parametrize(
    ("instant", "local"),
    [
        (datetime(2026, 1, 19, 7, tzinfo=UTC), "20260119T090000"),
        (datetime(2021, 7, 15, 6, tzinfo=UTC), "20210715T090000"),
        (datetime(2026, 1, 19, 9, tzinfo=ATHENS), "20260119T090000"),
    ],
)
def test_winter_and_summer_have_their_own_hour(instant: datetime, local: str) -> None:
    assert f"DTSTART;TZID=Europe/Athens:{local}" in event_lines(replace(WORKSHOP, begins_at=instant, ends_at=None))


def test_words_are_greek_and_escaped() -> None:
    said = event_lines(WORKSHOP)
    assert "SUMMARY;LANGUAGE=el:Εργαστήριο Καινοτομίας" in said
    assert r"LOCATION;LANGUAGE=el:Πάρκο Καινοτομίας JOIST\, Λάρισα" in said
    assert r"DESCRIPTION;LANGUAGE=el:Φέρτε μαζί σας: ιδέες\, ερωτήσεις\; και χαρτί.\nΣας περιμένουμε." in said


def test_the_file_has_the_frame_that_calendars_expect() -> None:
    said = lines(made(WORKSHOP))
    assert said[0] == "BEGIN:VCALENDAR"
    assert said[-2:] == ["END:VCALENDAR", ""]
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"} < set(said)
    assert "PRODID:-//example.gr//registrations//EL" in said


def test_every_line_ends_with_both_signs_and_is_folded_at_75_bytes() -> None:
    file = made(replace(WORKSHOP, description="μακρύ κείμενο " * 50))
    assert file.count(b"\n") == file.count(b"\r\n") == file.count(b"\r")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert all(line.decode() is not None for line in file.split(b"\r\n"))  # no fold inside a letter


def test_an_open_end_has_no_end() -> None:
    said = event_lines(replace(WORKSHOP, ends_at=None))
    assert not any(line.startswith(("DTEND", "DURATION")) for line in said)


@pytest.mark.parametrize("end", [WORKSHOP.begins_at, WORKSHOP.begins_at - timedelta(hours=1), date(2026, 1, 19)])
def test_an_end_that_is_not_after_the_begin_is_an_open_one(end: datetime | date) -> None:
    assert not any(line.startswith("DTEND") for line in event_lines(replace(WORKSHOP, ends_at=end)))


def test_a_cancelled_event_says_so_under_the_same_name() -> None:
    said = event_lines(replace(WORKSHOP, status="CANCELLED", sequence=3), method="CANCEL")
    assert {"STATUS:CANCELLED", "SEQUENCE:3", "UID:place-17@example.gr"} < set(said)


def test_the_organizer_is_named() -> None:
    assert 'ORGANIZER;CN="Τμήμα Καινοτομίας":mailto:kainotomia@example.gr' in event_lines(WORKSHOP)
    nameless = event_lines(replace(WORKSHOP, organizer_name=""))
    assert "ORGANIZER:mailto:kainotomia@example.gr" in nameless
    assert not any(line.startswith("ORGANIZER") for line in event_lines(replace(WORKSHOP, organizer_email="")))


def test_the_attendee_is_named_in_a_letter_and_never_in_what_is_published() -> None:
    assert not any("maria" in line for line in event_lines(WORKSHOP))
    (attendee,) = [line for line in event_lines(WORKSHOP, method="REQUEST") if line.startswith("ATTENDEE")]
    assert 'CN="Μαρία Παππά"' in attendee
    assert "PARTSTAT=ACCEPTED" in attendee
    assert "RSVP=FALSE" in attendee  # an answer to the invitation gives no seat back
    assert attendee.endswith(":mailto:maria@example.gr")
    cancelled = event_lines(replace(WORKSHOP, status="CANCELLED"), method="CANCEL")
    assert any("PARTSTAT=NEEDS-ACTION" in line for line in cancelled)


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(WORKSHOP, venue="", description="", url="", organizer_email="", attendee_email="")
    said = "\n".join(event_lines(bare, method="REQUEST"))
    assert not any(name in said for name in ("LOCATION", "DESCRIPTION", "URL", "ORGANIZER", "ATTENDEE"))


def test_several_entries_share_one_file_and_each_zone_is_described_once() -> None:
    brussels = replace(WORKSHOP, uid="2", zone="Europe/Brussels")
    file = made(WORKSHOP, replace(WORKSHOP, uid="3"), brussels)
    assert file.count(b"BEGIN:VEVENT") == 3
    assert sorted(line for line in lines(file) if line.startswith("TZID")) == [
        "TZID:Europe/Athens",
        "TZID:Europe/Brussels",
    ]


def test_an_empty_calendar_is_still_a_calendar() -> None:
    assert lines(made())[0] == "BEGIN:VCALENDAR"


def test_universal_time_needs_no_description() -> None:
    file = made(replace(WORKSHOP, zone="UTC"))
    assert b"DTSTART:20260119T083000Z" in file
    assert b"VTIMEZONE" not in file


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 3:30 in Athens, summer time
    assert "DTSTART;TZID=Europe/Athens:20261025T033000" in event_lines(replace(WORKSHOP, begins_at=first, ends_at=None))
    second = first + timedelta(hours=1)  # 3:30 again
    assert "DTSTART:20261025T013000Z" in event_lines(replace(WORKSHOP, begins_at=second, ends_at=None))


@pytest.mark.parametrize(
    "zone", ["Europe/Athens", "Atlantic/Azores", "America/New_York", "Australia/Sydney", "Asia/Tokyo"]
)
def test_another_reader_of_the_described_zone_finds_the_hours_of_the_year(zone: str) -> None:
    file = made(replace(WORKSHOP, zone=zone))
    read = tz.tzical(io.StringIO(file.decode())).get(zone)
    for hour in range(365 * 24):
        local = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)).astimezone(ZoneInfo(zone))
        if local.year == 2026 and not local.fold and (local.month in {3, 4, 10, 11} or local.hour == 12):
            assert local.replace(tzinfo=read).utcoffset() == local.utcoffset(), local


def test_the_same_entries_make_the_same_bytes() -> None:
    assert made(WORKSHOP) == made(WORKSHOP)


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Α\r\nATTENDEE:mailto:x@x.gr"},
        {"venue": "Α\nSTATUS:CANCELLED"},
        {"description": "Α\r\nBEGIN:VALARM"},
        {"url": "https://x.gr/\r\nATTENDEE:mailto:x@x.gr"},
        {"uid": "1\r\nSTATUS:CANCELLED"},
        {"organizer_name": 'Α"\r\nSTATUS:CANCELLED;"'},
        {"organizer_email": "a@x.gr\r\nSTATUS:CANCELLED"},
        {"attendee_name": "Α\x00\x0b\u202e\r\nSTATUS:CANCELLED"},
    ],
)
def test_nothing_that_was_typed_begins_a_line_of_its_own(changed: dict[str, Any]) -> None:
    unchanged = [line.partition(":")[0].partition(";")[0] for line in event_lines(WORKSHOP, method="REQUEST")]
    said = event_lines(replace(WORKSHOP, **changed), method="REQUEST")
    assert [line.partition(":")[0].partition(";")[0] for line in said] == unchanged


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        made(replace(WORKSHOP, begins_at=datetime(2026, 1, 19, 9), ends_at=None))  # noqa: DTZ001 — the mistake itself


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(ZoneInfoNotFoundError):
        made(replace(WORKSHOP, zone="Europe/Larissa"))


def test_a_deadline_given_as_a_day_is_that_whole_day() -> None:
    said = event_lines(
        deadline_entry(
            uid="deadline-1",
            sequence=0,
            title="Λήξη αιτήσεων",
            deadline=date(2026, 1, 12),
            zone="Europe/Athens",
            stamp=STAMP,
        )
    )
    assert {"DTSTART;VALUE=DATE:20260112", "DTEND;VALUE=DATE:20260113", "TRANSP:TRANSPARENT"} < set(said)


@pytest.mark.parametrize(
    ("deadline", "begins"),
    [
        (datetime(2026, 1, 12, 22, tzinfo=UTC), "DTSTART;VALUE=DATE:20260112"),  # midnight in Athens
        (datetime(2026, 1, 12, 13, tzinfo=UTC), "DTSTART;TZID=Europe/Athens:20260112T150000"),
    ],
)
def test_a_deadline_given_as_an_instant_keeps_its_hour_unless_it_is_the_end_of_a_day(
    deadline: datetime, begins: str
) -> None:
    entry = deadline_entry(
        uid="1", sequence=0, title="Λήξη", deadline=deadline, zone="Europe/Athens", stamp=STAMP, url="https://x.gr"
    )
    assert begins in event_lines(entry)


def test_whole_days_end_with_the_last_of_them() -> None:
    days = replace(WORKSHOP, begins_at=date(2026, 2, 19), ends_at=date(2026, 2, 20))
    assert {"DTSTART;VALUE=DATE:20260219", "DTEND;VALUE=DATE:20260221"} < set(event_lines(days))
    backwards = replace(days, ends_at=date(2026, 2, 1))
    assert "DTEND;VALUE=DATE:20260220" in event_lines(backwards)


@given(
    st.text(),
    st.text(),
    st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2037, 1, 1)),  # noqa: DTZ001 — a zone is added
    st.sampled_from(["Europe/Athens", "America/New_York", "UTC"]),
)
def test_the_library_reads_what_was_written(title: str, description: str, moment: datetime, zone: str) -> None:
    begin = moment.replace(microsecond=0, tzinfo=UTC)
    entry = replace(WORKSHOP, title=title, description=description, begins_at=begin, ends_at=None, zone=zone)
    (event,) = Calendar.from_ical(made(entry)).walk("VEVENT")
    assert event.DTSTART.astimezone(UTC) == begin
    assert str(event["SUMMARY"]) == " ".join(str(event["SUMMARY"]).split("\n"))
    assert event["UID"] == WORKSHOP.uid
