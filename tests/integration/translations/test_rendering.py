"""A Greek reader meets no English: pages, the form and its mistakes, personal pages, letters, the desk."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import trans_real
from wagtail.models import Page

from registrations.domain.errors import AlreadyRegistered
from registrations.domain.states import State
from registrations.models import Desk, Registration
from registrations.notices.composing import compose
from registrations.notices.links import personal_path, verify_path
from registrations.notices.samples import every_sample
from registrations.services.actor import staff
from registrations.services.cancelling import cancel
from registrations.services.reviewing import Decision, decide
from tests.factories.letters import owe_letters_of_changes, owe_letters_of_members, owe_letters_of_time
from tests.factories.pages import Visitor, publish_news, publish_workshop, question, soon
from tests.factories.registrations import letters_of, make_desk, seated, sign_up
from tests.factories.registrations import soon as instant
from tests.integration.translations.sources import words_of
from tests.rig.world import World

SHORTEST = 6  # characters: shorter words may stand in somebody's text by chance
GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")


@pytest.fixture(autouse=True)
def _greek(world: World) -> Iterator[None]:
    with translation.override("el"):
        yield


@pytest.fixture(scope="module")
def english() -> list[str]:
    """The pieces of our English sentences between their gaps; of single words only those that are no name in code."""
    words = words_of("registrations", "innovation_pages", "cms_site", "templates")
    words -= {"English"}  # the switch of languages names each in its own
    pieces = {piece.strip() for word in words for piece in GAP.split(word.rpartition("\x04")[2])}
    greek = trans_real.translation("el")
    telling = (piece for piece in pieces if len(piece) >= SHORTEST and (" " in piece or piece[0].isupper()))
    return sorted(piece for piece in telling if greek.gettext(piece) != piece)


def said(page: HttpResponse | str) -> str:
    """What a page says, its attributes too, with one space between words."""
    text = page if isinstance(page, str) else page.content.decode()
    return re.sub(r"\s+", " ", html.unescape(text))


def left_over(page: HttpResponse | str, english: list[str]) -> list[str]:
    text = said(page)
    there = [piece for piece in english if piece in text]  # quick; most are not, and each pattern must be compiled
    return [piece for piece in there if re.search(rf"(?<![\w-]){re.escape(piece)}(?![\w-])", text)]


def test_public_pages_speak_greek(client: Client, world: World, english: list[str]) -> None:
    workshop = publish_workshop(
        world,
        registration_capacity=3,
        registration_waiting_list=True,
        questions=[question("short_text", "Φορέας"), question("yes_no", "Έρχεστε;", required=True)],
    )
    news = publish_news(world)
    pages = [world.home, workshop.get_parent(), workshop, news.get_parent(), news]
    for page in pages:
        answer = client.get(Page.objects.get(pk=page.pk).get_url())
        assert answer.status_code == 200
        assert left_over(answer, english) == [], page
    assert left_over(client.get("/no-such-page/"), english) == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"registration_mode": "none"}, "Δεν χρειάζεται εγγραφή."),
        ({"registration_opens_on": soon(3).date()}, "Ανοίγει:"),
        ({"registration_closes_on": soon(-2).date()}, "Έκλεισε."),
        ({"registration_mode": "elsewhere", "registration_link": "https://example.org/"}, "Πού και πώς"),
        ({"registration_review": True}, "Εξετάζουμε κάθε αίτηση"),
        ({"registration_closes_on": soon(5).date()}, "Προθεσμία: έως και"),
    ],
)
def test_every_shape_of_the_section_speaks_greek(
    client: Client, world: World, english: list[str], fields: dict[str, object], words: str
) -> None:
    answer = client.get(publish_workshop(world, **fields).get_url())
    assert words in said(answer)
    assert left_over(answer, english) == []


def test_mistakes_are_told_in_greek(client: Client, world: World, english: list[str]) -> None:
    answer = Visitor(client, publish_workshop(world)).sends(name="", email="bad")
    assert answer.status_code == 422
    assert "<title>Πρόβλημα: " in said(answer)
    assert "Υπάρχει πρόβλημα" in said(answer)
    assert left_over(answer, english) == []


GREEK = {"title": "Απλή γλώσσα", "venue": "Δημαρχείο", "address": "Κεντρική 1"}


def decided(registration: Registration, to: State, by: AbstractBaseUser) -> Registration:
    """What a member of staff decides on it, with a reason that is told."""
    decision = Decision(to=to, reason="Έτσι αποφασίσαμε.", tells_reason=True)
    return decide(registration=registration, decision=decision, by=staff(by), now=instant())


def somebody(desk: Desk) -> Registration:
    """A Greek person whose address is confirmed, in every session."""
    keys = tuple(desk.pools.values_list("session_key", flat=True))
    return seated(desk, name="Άννα Άννου", language="el", session_keys=keys)


@pytest.fixture
def people(admin_user: AbstractBaseUser) -> list[Registration]:
    """A person in each state, with the letters that led there."""
    full = make_desk(capacity=1, waiting_list=True, **GREEK)
    reviewed = make_desk(needs_review=True, waiting_list=True, **GREEK)
    two = somebody(make_desk(sessions=["Πρώτη", "Δεύτερη"], **GREEK))
    first, second, lost = somebody(full), somebody(full), somebody(reviewed)
    with pytest.raises(AlreadyRegistered):
        sign_up(full, email=first.email, language="el")
    cancel(registration=two, by=staff(admin_user), now=instant(), place_ids=[two.places.order_by("pk")[0].pk])
    return [
        sign_up(make_desk(**GREEK), name="Άννα Άννου", language="el"),
        two,
        first,
        second,
        somebody(reviewed),
        decided(somebody(reviewed), State.ACCEPTED, admin_user),
        decided(somebody(reviewed), State.REJECTED, admin_user),
        decided(somebody(reviewed), State.WAITLISTED, admin_user),
        cancel(registration=lost, by=staff(admin_user), now=instant(), reason="Αναβλήθηκε.", tells_reason=True),
    ]


def test_letters_speak_greek(people: list[Registration], english: list[str]) -> None:
    notices = [notice for registration in people for notice in letters_of(registration)]
    notices += owe_letters_of_changes(**GREEK) + owe_letters_of_members(title="Δίκτυο Καινοτομίας")
    notices += owe_letters_of_time(**GREEK)
    for notice in notices:
        letter = compose(notice)
        assert letter.body.startswith("Γεια σας,")
        assert left_over(f"{letter.subject}\n{letter.body}", english) == [], notice.kind
    for kind, sample in every_sample("el"):
        assert left_over(f"{sample.subject}\n{sample.body}\n{sample.html.partition('<body')[2]}", english) == [], kind


def test_personal_pages_speak_greek(client: Client, people: list[Registration], english: list[str]) -> None:
    assert {person.state for person in people} > {"unverified", "accepted", "in_review", "rejected", "waitlisted"}
    for person in people:
        answer = client.get(personal_path(person))
        assert answer.status_code == 200
        assert left_over(answer, english) == [], person.state
    for path in (verify_path(people[0]), "/registration/nothing/"):
        assert left_over(client.get(path), english) == [], path


def test_the_desk_speaks_greek(admin_client: Client, people: list[Registration], english: list[str]) -> None:
    names = ["registration", "notice"]
    paths = [reverse(f"registrations_{name}_modeladmin_index") for name in names]
    paths += [reverse("registrations_registration_modeladmin_inspect", args=[person.pk]) for person in people]
    decide_path = reverse("registrations_registration_modeladmin_decide", args=[people[4].pk])
    paths += [f"{decide_path}?to={state}" for state in ("accepted", "waitlisted", "rejected", "cancelled")]
    paths += [reverse("registrations_notice_modeladmin_inspect", args=[letters_of(people[1])[-1].pk])]
    for path in paths:
        answer = admin_client.get(path)
        assert answer.status_code == 200, path
        assert left_over(answer, english) == [], path
