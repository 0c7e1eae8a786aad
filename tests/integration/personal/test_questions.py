"""Staff ask, the applicant answers on the personal page, and staff find the answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from registrations.domain.errors import MoveNotAllowed, NothingAsked, ReasonMissing, Stale
from registrations.domain.states import State
from registrations.models import Message, Notice, NoticeKind, Registration
from registrations.notices.composing import compose
from registrations.notices.links import personal_path
from registrations.notices.reasons import has_reason
from registrations.queries.telling import meanwhile_text
from registrations.services.actor import staff
from registrations.services.asking import answer, ask
from tests.factories.addresses import desk_url
from tests.factories.registrations import last_letter, make_desk, seated, sign_up
from tests.factories.truths import assert_true_to_the_rules
from tests.rig.world import World

QUESTION, ANSWER = "Which of the two days?", "The second, <b>please</b>."


@pytest.fixture
def applicant(world: World) -> Registration:
    return seated(make_desk(needs_review=True, applications_hold_seats=True, capacity=3))


def state_of(registration: Registration) -> str:
    return str(Registration.objects.get(pk=registration.pk).state)


def found(client: Client, word: str) -> list[str]:
    page = client.get(desk_url(question=word))
    return [row.reference for row in page.context["object_list"]]


def test_a_question_goes_out_and_its_answer_comes_back_to_the_desk(
    client: Client, admin_client: Client, applicant: Registration, admin_user: Any
) -> None:
    asked = admin_client.post(desk_url("ask", applicant.pk), {"text": QUESTION, "version": applicant.version})
    assert asked.status_code == 302
    assert state_of(applicant) == State.ASKED
    assert applicant.places.get().holds_seat
    letter = compose(last_letter(applicant))
    assert QUESTION in letter.body
    assert personal_path(applicant) in letter.body
    assert (found(admin_client, "open"), found(admin_client, "answered")) == ([applicant.reference], [])

    page = client.get(personal_path(applicant)).content.decode()
    assert QUESTION in page
    assert "We have a question" in page
    path = personal_path(applicant) + "answer/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"text": " "}).status_code == 422
    assert state_of(applicant) == State.ASKED
    assert "Your answer is sent." in client.post(path, {"text": ANSWER}, follow=True).content.decode()
    assert client.post(path, {"text": "once more"})["Location"] == personal_path(applicant)
    assert state_of(applicant) == State.IN_REVIEW
    assert [message.text for message in applicant.messages.all()] == [QUESTION, ANSWER]
    assert "&lt;b&gt;please" in client.get(personal_path(applicant)).content.decode()

    told = Notice.objects.get(kind=NoticeKind.ANSWER)
    assert told.recipient == admin_user.email
    assert has_reason(told, datetime.now(UTC))
    body = compose(told).body
    assert desk_url("inspect", applicant.pk) in body
    assert "second" not in body + applicant.name.replace("Person", "")
    assert applicant.name not in body
    assert (found(admin_client, "open"), found(admin_client, "answered")) == ([], [applicant.reference])
    assert "&lt;b&gt;please" in admin_client.get(desk_url("inspect", applicant.pk)).content.decode()
    assert_true_to_the_rules()


def test_a_question_is_asked_by_who_read_the_newest_and_only_where_somebody_can_answer(
    applicant: Registration, admin_user: Any
) -> None:
    by, now = staff(admin_user), datetime.now(UTC)
    with pytest.raises(Stale):
        ask(registration=applicant, text=QUESTION, by=by, now=now, version=applicant.version - 1)
    with pytest.raises(ReasonMissing):
        ask(registration=applicant, text=" ", by=by, now=now)
    with pytest.raises(MoveNotAllowed):
        ask(registration=sign_up(make_desk()), text=QUESTION, by=by, now=now)
    assert not Message.objects.exists()


def test_somebody_who_is_accepted_keeps_the_seat_while_a_question_is_open_and_reads_so(
    client: Client, world: World, admin_user: Any
) -> None:
    accepted = seated(make_desk())
    assert "You have a seat." in client.get(personal_path(accepted)).content.decode()
    ask(registration=accepted, text=QUESTION, by=staff(admin_user), now=datetime.now(UTC))
    assert state_of(accepted) == State.ACCEPTED
    assert last_letter(accepted).kind == NoticeKind.QUESTION
    page = client.get(personal_path(accepted)).content.decode()
    assert "You have a seat." not in page
    for words in ("We have a question for you.", "Please answer it below. You keep your seat meanwhile."):
        assert words in page
    assert "You keep your seat meanwhile." in " ".join(compose(last_letter(accepted)).body.split())
    newer = ask(registration=accepted, text="Another?", by=staff(admin_user), now=datetime.now(UTC))
    first, second = Notice.objects.filter(kind=NoticeKind.QUESTION).order_by("pk")
    assert [has_reason(letter, datetime.now(UTC)) for letter in (first, second)] == [False, True]
    assert newer.is_question


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        ({"state": State.WAITLISTED}, "You keep your position in line meanwhile."),
        ({"state": State.OFFERED}, "is kept until its own deadline, no longer"),
        ({"state": State.ASKED}, "We go on once we have your answer."),
        ({"state": State.ACCEPTED, "nomination": True}, "The nomination stands meanwhile."),
        ({"state": State.WAITLISTED, "mixed": True}, "Your places stay as they are meanwhile."),
    ],
)
def test_whoever_is_asked_reads_what_happens_meanwhile(stands: dict[str, Any], words: str) -> None:
    with override("en"):
        assert words in meanwhile_text(**stands)


def test_nobody_answers_what_was_not_asked_or_without_words_and_a_colleague_who_left_gets_no_letter(
    applicant: Registration, admin_user: Any
) -> None:
    now = datetime.now(UTC)
    with pytest.raises(NothingAsked):
        answer(registration=applicant, text=ANSWER, now=now)
    ask(registration=applicant, text=QUESTION, by=staff(admin_user), now=now)
    with pytest.raises(ReasonMissing):
        answer(registration=applicant, text=" ", now=now)
    admin_user.is_active = False
    admin_user.save()
    answer(registration=applicant, text=ANSWER, now=now)
    assert not Notice.objects.filter(kind=NoticeKind.ANSWER).exists()
