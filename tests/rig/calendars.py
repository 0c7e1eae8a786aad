"""A second reader of calendar files, written from RFC 5545 alone: what our writer's library shares with no one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)(?P<parameters>(?:;[A-Z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)", re.DOTALL
)
PARAMETER = re.compile(r";([A-Z0-9-]+)=(\"[^\"]*\"|[^\";:,]*)")
ESCAPED = re.compile(r"\\([\\;,nN])")


@dataclass
class Property:
    """One content line (§3.1)."""

    value: str
    parameters: dict[str, str]

    @property
    def text(self) -> str:
        """The value of a text property (§3.3.11)."""
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass
class Component:
    """What stands between BEGIN and END (§3.4, §3.6)."""

    name: str
    properties: dict[str, list[Property]] = field(default_factory=dict)
    components: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Property:
        """A property that must stand exactly once."""
        (found,) = self.properties[name]
        return found

    def has(self, name: str) -> bool:
        return name in self.properties

    def all(self, name: str) -> list[Component]:
        return [component for component in self.components if component.name == name]


def read_calendar(file: bytes) -> Component:
    """The calendar of a file. Fails on bare line feeds, lines of more than 75 octets, and what is not balanced."""
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")
    raw = file.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in raw)
    lines: list[str] = []
    for line in b"\r\n".join(raw).replace(b"\r\n ", b"").split(b"\r\n"):  # folding may cut a letter in two (§3.1)
        lines.append(line.decode("utf-8"))
    stack = [Component("")]
    for line in lines:
        found = LINE.fullmatch(line)
        assert found, line
        name, value = found["name"], found["value"]
        if name == "BEGIN":
            stack.append(Component(value))
        elif name == "END":
            ended = stack.pop()
            assert ended.name == value
            stack[-1].components.append(ended)
        else:
            given = {key: text.strip('"') for key, text in PARAMETER.findall(found["parameters"])}
            stack[-1].properties.setdefault(name, []).append(Property(value, given))
    (top,) = stack
    (calendar,) = top.components
    assert calendar.name == "VCALENDAR"
    assert calendar.one("VERSION").value == "2.0"
    assert calendar.has("PRODID")
    return calendar


def instant(calendar: Component, moment: Property) -> datetime:
    """The UTC instant of a DTSTART or DTEND, by the rules of the file's own VTIMEZONE (§3.3.5, §3.6.5)."""
    if moment.value.endswith("Z"):
        return datetime.strptime(moment.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    local = datetime.strptime(moment.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 — the zone of the file is added below
    (zone,) = [z for z in calendar.all("VTIMEZONE") if z.one("TZID").value == moment.parameters["TZID"]]
    onsets = []
    for observance in zone.components:
        dates = [observance.one("DTSTART").value]
        for more in observance.properties.get("RDATE", []):
            dates += more.value.split(",")
        offset = observance.one("TZOFFSETTO").value
        onsets += [(datetime.strptime(one, "%Y%m%dT%H%M%S"), offset) for one in dates]  # noqa: DTZ007 — local
        assert not observance.has("RRULE"), "this reader knows dates only"
    offset = max(one for one in onsets if one[0] <= local)[1]
    sign = -1 if offset[0] == "-" else 1
    return local.replace(
        tzinfo=timezone(sign * timedelta(hours=int(offset[1:3]), minutes=int(offset[3:5])))
    ).astimezone(UTC)


def check_method(calendar: Component) -> str:
    """The method, after checking what RFC 5546 §3.2 asks of an event sent by it."""
    method = calendar.one("METHOD").value
    events = calendar.all("VEVENT")
    assert events
    for event in events:
        for needed in ("UID", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE"):
            event.one(needed)
        assert event.one("ORGANIZER").value.startswith("mailto:")
        if method == "PUBLISH":
            assert not event.has("ATTENDEE")
        else:
            assert event.one("ATTENDEE").value.startswith("mailto:")
    if method != "PUBLISH":
        assert len({event.one("UID").value for event in events}) == 1
    if method == "CANCEL":
        assert all(event.one("STATUS").value == "CANCELLED" for event in events)
    return method
