"""Calendar files after RFC 5545: events that update by SEQUENCE and cancel by STATUS, in the zone of their event.

A private join link never belongs in an entry: calendar files are forwarded, shared and published.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress

from registrations.text import tidy_line, tidy_text, without_controls

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
Status = Literal["CONFIRMED", "CANCELLED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntry:
    """One event of a calendar file, or one whole day or several where `begins_at` is a date.

    Instants are aware; `zone` names the zone that they are shown in. `ends_at` is None for an open end, and for whole
    days the last of them, inclusive. `stamp` is the instant (UTC) at which this version of the entry was made.
    """

    uid: str
    sequence: int
    title: str
    begins_at: datetime | date
    ends_at: datetime | date | None
    zone: str
    stamp: datetime
    venue: str = ""
    description: str = ""
    url: str = ""
    status: Status = "CONFIRMED"
    organizer_name: str = ""
    organizer_email: str = ""
    attendee_name: str = ""
    attendee_email: str = ""


def deadline_entry(
    *,
    uid: str,
    sequence: int,
    title: str,
    deadline: datetime | date,
    zone: str,
    stamp: datetime,
    url: str = "",
) -> CalendarEntry:
    """Return the entry of a deadline: a whole day where it is one, a moment without length where it has an hour.

    An instant at midnight in `zone` is how a deadline given as a day ends, so it becomes the day before.
    """
    on: datetime | date = deadline
    if isinstance(deadline, datetime):
        local = deadline.astimezone(ZoneInfo(zone))
        on = local.date() - timedelta(days=1) if local.time() == time() else local
    return CalendarEntry(
        uid=uid,
        sequence=sequence,
        title=title,
        begins_at=on,
        ends_at=None,
        zone=zone,
        stamp=stamp,
        url=url,
    )


def calendar_file(
    entries: Iterable[CalendarEntry], *, method: Method = "PUBLISH", product_id: str, language: str
) -> bytes:
    """Return one calendar file with all `entries` and the zones that they need; the same entries make the same bytes.

    The attendee is left out of what is published, as RFC 5546 §3.2.1 has it. Raises ValueError for an instant without
    a zone, and ZoneInfoNotFoundError for a zone that is none.
    """
    events = [_event(entry, method, language) for entry in entries]
    calendar = Calendar()
    calendar.add("prodid", _line(product_id))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for event in events:
        calendar.add_component(event)
    _add_zones(calendar, events)
    return bytes(calendar.to_ical())


def _event(entry: CalendarEntry, method: Method, language: str) -> Event:
    event = Event()
    event.add("uid", _line(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _aware(entry.stamp).astimezone(UTC))
    begin, end = _span(entry)
    event.add("dtstart", begin)
    if end is not None:
        event.add("dtend", end)
    event.add("status", entry.status)
    if not isinstance(begin, datetime):
        event.add("transp", "TRANSPARENT")  # a day to remember, not a day that is taken
    words = {"language": language}
    event.add("summary", _line(entry.title), parameters=words)
    if venue := _line(entry.venue):
        event.add("location", venue, parameters=words)
    if description := tidy_text(without_controls(entry.description)):
        event.add("description", description, parameters=words)
    if url := _address(entry.url):
        event.add("url", url)
    if entry.organizer_email:
        event.add("organizer", _person(entry.organizer_name, entry.organizer_email))
    if entry.attendee_email and method != "PUBLISH":
        attendee = _person(entry.attendee_name, entry.attendee_email)
        attendee.params["CUTYPE"], attendee.params["ROLE"] = "INDIVIDUAL", "REQ-PARTICIPANT"
        attendee.params["RSVP"] = "FALSE"  # the seat is taken and given back on the personal page, not by an answer
        attendee.params["PARTSTAT"] = "ACCEPTED" if entry.status == "CONFIRMED" else "NEEDS-ACTION"
        event.add("attendee", attendee)
    return event


def _span(entry: CalendarEntry) -> tuple[datetime | date, datetime | date | None]:
    """Return begin and end as the file shows them; an end that is not after the begin is an open one."""
    begin, end = entry.begins_at, entry.ends_at
    if isinstance(begin, datetime):
        if not isinstance(end, datetime) or _aware(end) <= _aware(begin):
            return _local(begin, entry.zone), None
        return _local(begin, entry.zone), _local(end, entry.zone)
    last = begin if end is None else max(begin, end)
    return begin, last + timedelta(days=1)


def _local(instant: datetime, zone: str) -> datetime:
    """Return `instant` in `zone`, or in UTC in the hour that clocks run through twice, which a file cannot tell."""
    local = _aware(instant).astimezone(ZoneInfo(zone))
    return instant.astimezone(UTC) if local.fold else local


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("A calendar entry needs instants with a zone.")
    return instant


def _add_zones(calendar: Calendar, events: Sequence[Event]) -> None:
    """Describe each zone for the years of the events only, which keeps the file small and the same every year."""
    years = [event.DTSTART.year for event in events if event.DTSTART] + [
        event.DTEND.year for event in events if event.DTEND
    ]
    if years:
        calendar.add_missing_timezones(date(min(years), 1, 1), date(min(max(years) + 1, 9999), 1, 1))


def _person(name: str, email: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{_address(email)}")
    if named := _line(name):
        person.params["CN"] = named.replace('"', "'")
    return person


def _line(text: str) -> str:
    return tidy_line(without_controls(text))


def _address(text: str) -> str:
    """Return an address with nothing in it that could begin another line of the file."""
    return "".join(_line(text).split())
