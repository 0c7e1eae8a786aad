"""Mail scanners open every link of every letter, several times, with GET and HEAD: nothing may change."""

from __future__ import annotations

import contextlib
import re
from datetime import UTC, datetime
from html import unescape
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from registrations.domain.errors import AlreadyRegistered
from registrations.domain.states import State
from registrations.models import Notice, NoticeKind, Place, Registration
from registrations.notices.composing import compose
from registrations.notices.links import personal_path
from registrations.services.actor import PERSON, staff
from registrations.services.asking import answer, ask
from registrations.services.cancelling import cancel
from registrations.services.editing import change_answers
from registrations.services.finding import send_links
from registrations.services.offering import decline_offer
from registrations.services.reviewing import Decision, decide
from tests.factories.letters import owe_letters_of_changes, owe_letters_of_members, owe_letters_of_time
from tests.factories.registrations import make_desk, make_questionnaire, seated, sign_up
from tests.rig.rows import every_row
from tests.rig.world import World


def owe_every_kind(admin_user: Any) -> None:
    now = datetime.now(UTC)
    desk = make_desk(capacity=1, waiting_list=True)
    seated(desk, email="first@example.org")
    seated(desk)
    sign_up(desk)
    with contextlib.suppress(AlreadyRegistered):
        sign_up(desk, email="first@example.org")
    send_links(email="first@example.org", site=Site.objects.get(), now=now)
    applicant = seated(make_desk(needs_review=True))
    seated(make_desk(needs_review=True))
    ask(registration=applicant, text="Which?", by=staff(admin_user), now=now)
    answer(registration=applicant, text="This one", now=now)
    decide(registration=applicant, decision=Decision(to=State.REJECTED), by=staff(admin_user), now=now)
    cancel(registration=seated(make_desk(sessions=["Morning"]), session_keys=("Morning",)), by=PERSON, now=now)
    line = make_desk(capacity=1, waiting_list=True, offer_hours=24)
    sitting, first, _second, _third = (seated(line) for _ in range(4))
    cancel(registration=sitting, by=PERSON, now=now)
    decline_offer(place=first.places.select_related("pool").get(), now=now)
    changing = seated(make_desk())
    Registration.objects.filter(pk=changing.pk).update(questionnaire=make_questionnaire(changing.desk, "Diet"))
    change_answers(registration=changing, answers={"Diet": "none"}, seen="0", now=now)
    owe_letters_of_changes()
    owe_letters_of_members()
    owe_letters_of_time()


@pytest.mark.no_cover
def test_opening_every_link_of_every_letter_three_times_changes_nothing(world: World, admin_user: Any) -> None:
    owe_every_kind(admin_user)
    letters = list(Notice.objects.all())
    assert {letter.kind for letter in letters} == set(NoticeKind)
    written = [compose(letter) for letter in letters]
    links = {link for letter in written for link in re.findall(r"http\S+", letter.body)}
    links |= {
        unescape(link) for letter in written for link in re.findall(r'href="(\S+?)"', letter.alternatives[0].content)
    }
    personal = {link for link in links if "/registration/" in link and "/verify/" not in link}
    behind = {
        f"{link}{tail}"
        for link in personal
        for tail in ("cancel/", "calendar.ics", "answers/", "answer/", "data.json", "swap/")
    }
    behind |= {
        f"{personal_path(place.registration)}offer/{place.pk}/" for place in Place.objects.filter(state="offered")
    }
    before, answered = every_row(), set()
    for link in [*sorted(links) * 3, *sorted(behind)]:
        path = link.removeprefix("http://localhost").removeprefix("http://testserver") or "/"
        answered |= {Client().get(path).status_code, Client().head(path).status_code}
    assert len(personal) >= 5
    assert 200 in answered
    assert answered <= {200, 301, 302, 404}
    assert every_row() == before
