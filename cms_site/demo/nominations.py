"""The network of the demo: invented bodies that named a regular and an alternate member in January 2024.

The call is over, so nobody can fill its form in today: each nomination goes through the door of the booking office on
a working day of that month, is confirmed, and is accepted by the reviewer.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import F

from registrations.public import (
    Decision,
    Member,
    Organisation,
    PrivacyNotice,
    Role,
    State,
    Submission,
    decide,
    register,
    slug,
    staff,
    verify,
)

from .accounts import find_user
from .keys import key_of
from .reading import HERE, LANGUAGES, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .shelf import Shelf

PAGE = "news/network"
FIRST_DAY = datetime(2024, 1, 18, 8, 0, tzinfo=UTC)
UNDECIDED, ALONE = 3, 5
"""How many nominations wait for a decision, and which of the others names no alternate member yet: every so many."""


def load(shelf: Shelf) -> int:
    """Let every body that has not done so name its members; returns how many did."""
    network = read_toml(HERE / "network.toml")
    desk = apps.get_model("registrations", "Desk").objects.get(
        translation_key=shelf.page(PAGE, LANGUAGES[0]).translation_key
    )
    if desk.registrations.exists():
        return 0
    people = _people(network["names"])
    bodies = list(_bodies(network["kinds"], shelf))
    for number, body in enumerate(bodies):
        now = FIRST_DAY + timedelta(hours=number)
        language = LANGUAGES[1] if number % 20 == 7 else LANGUAGES[0]
        form = _form(body, number, people, network["names"], shelf.thing("notices", f"network.{language}"))
        registration = verify(registration=register(desk=desk, submission=form, now=now), now=now)
        if number < len(bodies) - UNDECIDED:
            reviewer = staff(find_user("reviewer"))
            decide(registration=registration, decision=Decision(to=State.ACCEPTED), by=reviewer, now=now)
    letters = apps.get_model("registrations", "Notice").objects.filter(desk=desk, state="queued")
    letters.update(state="sent", sent_at=F("created_at"))
    return len(bodies)


def _bodies(kinds: list[dict[str, Any]], shelf: Shelf) -> Iterator[Organisation]:
    """The bodies, made where they are missing."""
    for kind in kinds:
        for name_el, name_en in kind["bodies"]:
            names = {
                "name_el": f"{kind['before_el']} {name_el}".strip(),
                "name_en": f"{kind['before_en']} {name_en}".strip(),
            }
            facts = {**names, "kind": kind["kind"], "country": "GR"}
            body, new = Organisation.objects.get_or_create(name_el=names["name_el"], defaults=facts)
            shelf.made["organisations"] += new
            yield body


def _people(names: dict[str, list[str]]) -> Iterator[str]:
    """Invented people without end, no two of the same name for long."""
    first, last = names["first"], names["last"]
    for number in count():
        yield f"{first[number % len(first)]} {last[(number + number // len(last)) % len(last)]}"


def _form(
    body: Organisation, number: int, people: Iterator[str], names: dict[str, list[str]], notice: PrivacyNotice
) -> Submission:
    """What the contact person of a body sends."""
    language = notice.locale.language_code
    place = f"{slug(body.name_el)}.example.org"
    roles = list(Role)[:1] if number % ALONE == ALONE - 1 else list(Role)
    contact = next(people)
    members = tuple(_member(role, next(people), place, names[f"positions_{language}"][number % 3]) for role in roles)
    return Submission(
        name=contact,
        email=f"office@{place}",
        language=language,
        nonce=key_of(PAGE, "nomination", str(number)),
        organisation=body,
        body_name=body.name_el,
        members=members,
        privacy_notice=notice.version,
    )


def _member(role: Role, name: str, place: str, position: str) -> Member:
    return Member(role=role, name=name, email=f"{slug(name)}@{place}", position=position, phone="210 000 0100")
